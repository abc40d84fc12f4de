import type { Asking } from '@goldenthread/access';
import { RequestProblem } from '@goldenthread/http';
import type { SeriesRef } from '@goldenthread/indicators';

/** The series that somebody speaks of: an agency for itself alone; whoever acts for the partnership, for all of it. */
export function seriesRef({ scope, partnership }: Asking, code: string, place: string): SeriesRef {
  if (partnership === null) throw new RequestProblem('not-permitted');
  return { partnership, code, place, onBehalfOf: scope.agency };
}
