import { responseCurve } from '@goldenthread/charts';
import { daysBetween, londonDate } from '@goldenthread/calendar';
import { toCsv } from '@goldenthread/http';
import type { RowOf } from '@goldenthread/read-models';
import type { ResponseCurve, ResponseRate, Section11CycleRow, Section11ReturnProgressRow } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords, dayWithWeekday, share } from '../words.js';
import { basisInWords } from './basis-in-words.js';

type Progress = RowOf<Section11ReturnProgressRow>;
type Cycle = RowOf<Section11CycleRow>;

interface Link {
  readonly text: string;
  readonly href: string;
  /** What tells it from others with the same words, for those who hear it. */
  readonly about?: string;
}

export interface DashboardRow {
  readonly agency: string;
  readonly asked: string;
  readonly status: { readonly text: string; readonly classes: string };
  readonly answered: string;
  readonly when: string;
  /** Late, reopened, corrected, admitted: what is out of the ordinary. */
  readonly marks: readonly string[];
  /** To how far it has come while it is a draft, for those who may see that; to its history once it was submitted. */
  readonly href?: string;
  readonly actions: readonly Link[];
}

export interface DashboardView extends PageHead {
  readonly openHref?: string;
  readonly empty?: string;
  readonly state?: string;
  readonly response?: string;
  readonly curve?: {
    readonly svg: string;
    readonly finding: string;
    readonly before?: string;
    readonly points: readonly CurveLine[];
    readonly csvHref: string;
  };
  readonly rows: readonly DashboardRow[];
  /** Whether anything can be done: by whoever runs cycles, and not at an earlier date. */
  readonly canAct: boolean;
  readonly matrixHref?: string;
  readonly closeHref?: string;
  readonly admitHref?: string;
  readonly others: readonly { readonly title: string; readonly href: string; readonly state: string }[];
}

export interface CurveLine {
  readonly day: string;
  readonly dayOfCycle: number;
  readonly total: string;
  /** How many of the last cycle's had come in by the same day of it. */
  readonly before?: string;
}

/** What is known of one cycle, as at the reading. */
export interface DashboardFacts {
  readonly cycle: Cycle;
  readonly response: ResponseRate;
  readonly progress: readonly Progress[];
  readonly curve: ResponseCurve;
  readonly previousCurve: ResponseCurve | null;
}

/**
 * Where a coordinator lands: how far the cycle has come, who is out, and what can be done about it.
 *
 * @param runsCycles whether the reader's role opens and closes cycles: members and scrutineers may only look.
 * @param noReturns what the register says where no cycle can be opened for the partnership here.
 */
export function dashboardPage(
  facts: DashboardFacts | undefined,
  cycles: readonly Cycle[],
  reading: Reading,
  runsCycles = true,
  noReturns?: string,
): DashboardView {
  const { go, isNow } = reading;
  const canAct = isNow && runsCycles;
  const openHref = canAct && noReturns === undefined ? paths.cycles.open : undefined;
  if (!facts) {
    return {
      title: 'Cycles',
      section: 'cycles',
      openHref,
      empty: noReturns ?? nothingYet(canAct),
      rows: [],
      canAct: false,
      others: [],
    };
  }
  const { cycle } = facts;
  return {
    title: cycle.title,
    caption: 'Section 11 cycle',
    section: 'cycles',
    openHref,
    state: stateInWords(cycle, reading),
    response: responseInWords(facts.response),
    curve: curveOf(facts, go),
    rows: inOrder(facts).map((row) => rowOf(row, cycle, reading, { canAct, seesDrafts: runsCycles })),
    canAct,
    matrixHref: go(paths.matrix(cycle.cycle)),
    closeHref: canAct && cycle.closedOn === null ? paths.cycles.close(cycle.cycle) : undefined,
    admitHref: canAct && cycle.closedOn !== null ? paths.cycles.admit(cycle.cycle) : undefined,
    others: cycles
      .filter((other) => other.cycle !== cycle.cycle)
      .map((other) => ({ title: other.title, href: go(paths.cycles.one(other.cycle)), state: stateInWords(other, reading) })),
  };
}

function nothingYet(canAct: boolean): string {
  const who = canAct ? 'When you open one, each agency you ask' : 'When the business unit opens one, each agency it asks';
  return `No cycle has been opened yet. ${who} appears here with how far its return has come.`;
}

/** "7 of 12 returned; 5 of 8 required." */
export function responseInWords({ issued, returned, required }: ResponseRate): string {
  const ofRequired = required.issued === 0 ? 'none was required' : `${required.returned} of ${required.issued} required`;
  return `${returned} of ${issued} returned; ${ofRequired}.`;
}

/** "Open. It opened on Monday 5 January 2026 and is due on Tuesday 31 March 2026, in 12 days." */
export function stateInWords({ opensOn, dueOn, closedOn }: Cycle, { point: { day: today } }: Reading): string {
  if (closedOn !== null) return `Closed on ${dayWithWeekday(closedOn)}. It was due on ${dayWithWeekday(dueOn)}.`;
  if (opensOn > today) return `It opens on ${dayWithWeekday(opensOn)} and is due on ${dayWithWeekday(dueOn)}.`;
  const days = daysBetween(today, dueOn);
  const due =
    days < 0
      ? `was due on ${dayWithWeekday(dueOn)}, ${counted(-days, 'day')} ago`
      : `is due on ${dayWithWeekday(dueOn)}, ${days === 0 ? 'today' : `in ${counted(days, 'day')}`}`;
  return `Open. It opened on ${dayWithWeekday(opensOn)} and ${due}.`;
}

/** The table of the page as a file. */
export function dashboardCsv({ progress, cycle }: DashboardFacts, reading: Reading): PageTable {
  return {
    name: 'section-11-cycle',
    text: () =>
      toCsv(
        progress.map((row) => ({ row, shown: rowOf(row, cycle, reading, { canAct: false, seesDrafts: false }) })),
        [
          { heading: 'Agency', value: ({ row }) => row.agencyName },
          { heading: 'Required or invited', value: ({ row }) => row.duty },
          { heading: 'Basis', value: ({ row }) => row.basis },
          { heading: 'Status', value: ({ shown }) => shown.status.text },
          { heading: 'Answered', value: ({ row }) => row.answered },
          { heading: 'Of', value: ({ row }) => row.of },
          { heading: 'Due on', value: ({ row }) => row.dueOn },
          { heading: 'Submitted on', value: ({ row }) => (isOut(row) ? null : row.submittedOn) },
          { heading: 'Days late', value: ({ row }) => (isOut(row) ? null : row.daysLate) },
          { heading: 'Also', value: ({ shown }) => shown.marks.join('; ') },
        ],
      ),
  };
}

/** The table of the response curve as a file. */
export function curveCsv({ curve, previousCurve }: DashboardFacts): PageTable {
  return {
    name: 'section-11-response',
    text: () =>
      toCsv(linesOf(curve, previousCurve), [
        { heading: 'Day', value: ({ day }) => day },
        { heading: 'Day of the cycle', value: ({ dayOfCycle }) => dayOfCycle },
        { heading: 'Come in by then', value: ({ total }) => total },
        { heading: previousCurve ? `${previousCurve.title}, same day` : 'Last cycle, same day', value: ({ before }) => before },
      ]),
  };
}

/** Whether a return is with its agency still, or again. */
export function isOut({ status }: Pick<Progress, 'status'>): boolean {
  return status !== 'submitted';
}

/** Those who have not returned first, in the order they are to be asked after; then the others by name. */
function inOrder({ response, progress }: DashboardFacts): Progress[] {
  const rank = new Map(response.outstanding.map((one, index) => [one.return, index]));
  const rankOf = (row: Progress): number => rank.get(row.return) ?? rank.size;
  return [...progress].sort((a, b) => rankOf(a) - rankOf(b) || a.agencyName.localeCompare(b.agencyName, 'en-GB'));
}

/** What a coordinator can do about one agency's return: give it back once it is in, let it in once the cycle is closed. */
export function actionsOn(row: Progress, { cycle, closedOn }: Cycle): Link[] {
  const { return: ref, agency, agencyName } = row;
  if (!isOut(row)) return [{ text: 'Reopen', href: paths.returns.reopen(ref), about: `the return of ${agencyName}` }];
  if (closedOn === null) return [];
  return [{ text: 'Admit late', href: withQuery(paths.cycles.admit(cycle), { agency }), about: agencyName }];
}

function rowOf(row: Progress, cycle: Cycle, { go, point }: Reading, may: { canAct: boolean; seesDrafts: boolean }): DashboardRow {
  const { return: ref, agency, agencyName, answered, of, submissions } = row;
  const historyHref = submissions > 0 ? go(paths.returns.history(ref)) : undefined;
  const draftHref = may.seesDrafts ? go(paths.cycles.agency(cycle.cycle, agency)) : undefined;
  return {
    agency: agencyName,
    asked: basisInWords(row),
    status: statusOf(row),
    answered: `${answered} of ${of}`,
    when: whenInWords(row, cycle, point.day),
    marks: marksOf(row),
    href: isOut(row) && draftHref ? draftHref : historyHref,
    actions: may.canAct ? actionsOn(row, cycle) : [],
  };
}

/** Its status as a tag. */
export function statusOf({ status, reopenedAt }: Progress): DashboardRow['status'] {
  if (status === 'submitted') return { text: 'Submitted', classes: 'govuk-tag--green' };
  if (status === 'signed-off') return { text: 'Signed off', classes: 'govuk-tag--turquoise' };
  if (status === 'not-started') return { text: 'Not started', classes: 'govuk-tag--grey' };
  return reopenedAt === null ? { text: 'In progress', classes: '' } : { text: 'Reopened', classes: 'govuk-tag--yellow' };
}

/** "Submitted 2 April 2026", "12 days overdue". */
export function whenInWords(row: Progress, { closedOn }: Cycle, today: string): string {
  if (!isOut(row)) return `Submitted ${dayInWords(row.submittedOn ?? '')}`;
  if (closedOn !== null) return 'Not returned by the close';
  const overdue = daysBetween(row.dueOn, today);
  return overdue > 0 ? `${counted(overdue, 'day')} overdue` : `Due ${dayInWords(row.dueOn)}`;
}

/** Late, reopened, corrected, admitted: what is out of the ordinary. */
export function marksOf({ status, late, daysLate, reopenedAt, submissions, admittedUntil, corrections }: Progress): string[] {
  return [
    status === 'submitted' && late === true ? `${counted(daysLate ?? 0, 'day')} late` : '',
    reopenedAt === null ? '' : `Back with its agency since ${dayInWords(londonDate(reopenedAt))}`,
    status === 'submitted' && submissions > 1 ? `Submitted ${submissions} times` : '',
    corrections > 0 ? `${counted(corrections, 'answer')} corrected` : '',
    admittedUntil === null ? '' : `Admitted until ${dayInWords(admittedUntil)}`,
  ].filter((mark) => mark !== '');
}

function curveOf({ cycle, curve, previousCurve }: DashboardFacts, go: Reading['go']): DashboardView['curve'] {
  if (curve.points.length === 0) return undefined;
  const finding = findingOf(curve, previousCurve);
  const drawn = ({ points, issued }: ResponseCurve, name: string): { name: string; totals: number[]; issued: number } => {
    return { name, totals: points.map(({ total }) => total), issued };
  };
  return {
    svg: responseCurve({
      id: 'response',
      title: 'Returns that have come in, day by day',
      finding,
      now: drawn(curve, 'This cycle'),
      before: previousCurve ? drawn(previousCurve, 'Last cycle') : undefined,
      dueOnDay: curve.dueOnDayOfCycle,
    }),
    finding,
    before: previousCurve?.title,
    points: linesOf(curve, previousCurve),
    csvHref: go(withQuery(paths.cycles.one(cycle.cycle), { format: 'csv', table: 'response' })),
  };
}

/** What the curve says: how much has come in, how much by the day it was due, and how that compares with the cycle before. */
export function findingOf(curve: ResponseCurve, previous: ResponseCurve | null): string {
  const last = curve.points.at(-1);
  if (!last) return 'The cycle has not begun.';
  const isDue = last.dayOfCycle >= curve.dueOnDayOfCycle;
  const day = isDue ? curve.dueOnDayOfCycle : last.dayOfCycle;
  const words = (one: ResponseCurve, at: number): string => share(totalOn(one, at), one.issued, 'return');
  const none = `None of ${counted(curve.issued, 'return')} has come in yet`;
  const came = isDue ? `${words(curve, day)} came in by the day they were due` : `${words(curve, day)} came in by day ${day} of the cycle`;
  const now = last.total === 0 ? none : came;
  const more = isDue && last.total > totalOn(curve, day) ? `, and ${last.total} by day ${last.dayOfCycle}` : '';
  const before = previous
    ? `; in ${previous.title}, ${words(previous, isDue ? previous.dueOnDayOfCycle : day)} by ${isDue ? 'its due day' : 'the same day'}`
    : '. There was no cycle before it to compare with';
  return `${now}${more}${before}.`;
}

/** The days on which something came in, the day it was due and the last: a line for each day would hide them. */
function linesOf(curve: ResponseCurve, previous: ResponseCurve | null): CurveLine[] {
  const last = curve.points.at(-1)?.dayOfCycle;
  return curve.points
    .filter(({ came, dayOfCycle }) => came > 0 || dayOfCycle === curve.dueOnDayOfCycle || dayOfCycle === last)
    .map(({ day, dayOfCycle, total }) => ({
      day: dayInWords(day),
      dayOfCycle,
      total: `${total} of ${curve.issued}`,
      before: previous ? `${totalOn(previous, dayOfCycle)} of ${previous.issued}` : undefined,
    }));
}

/** How many had come in by a day of a cycle; after its last day, all that ever did. */
function totalOn({ points }: ResponseCurve, dayOfCycle: number): number {
  return (points[dayOfCycle] ?? points.at(-1))?.total ?? 0;
}
