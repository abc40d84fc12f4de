import type { Precondition } from '@goldenthread/http';

/** What a change is based on, where there may be nothing yet to change. */
export function basisOf(precondition: Precondition): number | 'new' {
  return precondition.kind === 'new' ? 'new' : precondition.revision;
}
