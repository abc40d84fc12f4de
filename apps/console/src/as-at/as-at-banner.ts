import type { ReadingPoint } from '@goldenthread/read-models';
import { paths, withQuery } from '../paths.js';
import { counted, inThousands, instantInWords } from '../words.js';

/** What stands under the navigation of every page that shows an earlier date. */
export interface AsAtBanner {
  /** "31 March 2026, 5:00pm". */
  readonly date: string;
  /** "event 48,211". */
  readonly event: string;
  /** "37 changes have been made since."; empty where that is not known. */
  readonly since: string;
  /** Nothing where that is not known: its reader may ask for no change. */
  readonly whatChanged?: string;
  readonly today: string;
}

/**
 * @param changesSince how many changes the reader may know of were recorded after the point, where that is known.
 * @param here the page's own address, with its query.
 */
export function asAtBanner(point: ReadingPoint, changesSince: number | undefined, here: string): AsAtBanner {
  return {
    date: instantInWords(point.instant),
    event: `event ${inThousands(point.position)}`,
    since: changesSince === undefined ? '' : sinceInWords(changesSince),
    whatChanged: changesSince === undefined ? undefined : withQuery(paths.changes, { since: String(point.position) }),
    today: withQuery(here, { asAt: undefined, format: undefined }),
  };
}

function sinceInWords(changes: number): string {
  if (changes === 0) return 'Nothing that you may read has changed since.';
  return `${counted(changes, 'change')} ${changes === 1 ? 'has' : 'have'} been made since.`;
}
