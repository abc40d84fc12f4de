import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleRow } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { dueInWords } from './open-cycle.page.js';

export interface OpenedView extends PageHead {
  readonly name: string;
  readonly next: readonly string[];
  readonly dashboardHref: string;
}

/** Confirms that a cycle is open, and says what happens next. */
export function openedPage({ cycle, title, opensOn, dueOn, agencies, required }: RowOf<Section11CycleRow>, { go }: Reading): OpenedView {
  return {
    title: 'Cycle opened',
    section: 'cycles',
    name: title,
    next: [
      `A return is issued to each of ${counted(agencies, 'agency', 'agencies')}: ${required} required, ${agencies - required} invited.`,
      'Each agency sees it among its tasks from now on.',
      `It is due on ${dueInWords(opensOn, dueOn)}. You can close it once that day is over.`,
    ],
    dashboardHref: go(paths.cycles.one(cycle)),
  };
}
