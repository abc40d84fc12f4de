import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleRow, Section11ReturnProgressRow } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { dayInWords, dayWithWeekday } from '../words.js';
import type { ConfirmView } from './close-cycle.page.js';
import { isOut } from './dashboard.page.js';
import { reasonInput } from './reason-input.js';
import type { ReopenForm } from './reopen.form.js';

export interface ReopenView extends ConfirmView {
  readonly submitted: string;
  readonly historyHref: string;
  readonly reason: object;
}

/** Asks why a submitted return goes back to its agency. @param basedOn what was read, where the page is shown again. */
export function reopenPage(
  row: RowOf<Section11ReturnProgressRow>,
  cycle: RowOf<Section11CycleRow>,
  reading: Reading,
  commandId: string,
  typed: Partial<ReopenForm> = {},
  errors: readonly PageError[] = [],
  basedOn = String(row.revision ?? 0),
): ReopenView {
  return {
    title: 'Reopen a return',
    caption: `${row.agencyName}: ${row.cycleTitle}`,
    section: 'cycles',
    back: paths.cycles.one(row.cycle),
    errors,
    action: paths.returns.reopen(row.return),
    change: { commandId, basedOn },
    cannot: cannotReopen(row, cycle, reading.point.day),
    submitted: `It was submitted on ${dayWithWeekday(row.submittedOn ?? '')}.`,
    historyHref: reading.go(paths.returns.history(row.return)),
    reason: reasonInput('Why do you reopen it?', typed.reason, errors),
  };
}

function cannotReopen(
  row: RowOf<Section11ReturnProgressRow>,
  { cycle, closedOn }: RowOf<Section11CycleRow>,
  today: string,
): ConfirmView['cannot'] {
  if (isOut(row)) return { text: 'The return is with its agency already. Nothing needs to be reopened.' };
  if (closedOn === null || (row.admittedUntil !== null && row.admittedUntil >= today)) return undefined;
  return {
    text: `The cycle was closed on ${dayInWords(closedOn)}. Admit the agency first, until a day on which it can send its return again; then reopen it.`,
    link: { text: `Admit ${row.agencyName}`, href: withQuery(paths.cycles.admit(cycle), { agency: row.agency }) },
  };
}
