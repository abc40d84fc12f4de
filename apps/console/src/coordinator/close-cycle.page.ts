import type { RowOf } from '@goldenthread/read-models';
import type { Outstanding, ResponseRate, Section11CycleRow } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayWithWeekday } from '../words.js';

/** A page that asks once more before it changes a record. */
export interface ConfirmView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  /** Where nothing can be done, why, and what to do instead. */
  readonly cannot?: { readonly text: string; readonly link?: { readonly text: string; readonly href: string } };
}

export interface CloseCycleView extends ConfirmView {
  readonly outstanding: readonly string[];
  readonly lead: string;
}

/** Names who has not returned before a cycle is closed on them. */
export function closeCyclePage(
  { cycle, title, dueOn, closedOn }: RowOf<Section11CycleRow>,
  { issued, outstanding }: ResponseRate,
  { point }: Reading,
  commandId: string,
  errors: readonly PageError[] = [],
): CloseCycleView {
  const out = outstanding.length;
  return {
    title: 'Close the cycle',
    caption: title,
    section: 'cycles',
    back: paths.cycles.one(cycle),
    errors,
    action: paths.cycles.close(cycle),
    change: { commandId, basedOn: 'new' },
    cannot: cannotClose(dueOn, closedOn, point.day),
    lead:
      out === 0
        ? `All ${counted(issued, 'agency', 'agencies')} have returned.`
        : `${out} of ${counted(issued, 'agency', 'agencies')} ${out === 1 ? 'has' : 'have'} not returned:`,
    outstanding: outstanding.map(outstandingInWords),
  };
}

/** "Coastal District Council: required, 12 of 40 answered". */
function outstandingInWords({ agencyName, duty, answered, of }: Outstanding): string {
  return `${agencyName}: ${duty}, ${answered} of ${of} answered`;
}

function cannotClose(dueOn: string, closedOn: string | null, today: string): ConfirmView['cannot'] {
  if (closedOn !== null) return { text: `The cycle was closed on ${dayWithWeekday(closedOn)}.` };
  if (today > dueOn) return undefined;
  return {
    text: `Agencies have been promised the time up to ${dayWithWeekday(dueOn)}. You can close the cycle once that day is over.`,
  };
}
