import type { OverdueOfAgency } from '@goldenthread/actions';
import { countsOverTime } from '@goldenthread/charts';
import type { Day } from '@goldenthread/event-sourcing';
import { toCsv } from '@goldenthread/http';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords } from '../words.js';

/** How many actions of each agency were overdue at the end of each month and on the day of the page, the earliest first. */
export type OverdueOverTime = readonly { readonly day: Day; readonly agencies: readonly OverdueOfAgency[] }[];

/** The same drawn, in a sentence and as a table. */
export interface OverdueFigures {
  readonly months: readonly string[];
  readonly rows: readonly { readonly agency: string; readonly counts: readonly number[] }[];
  readonly finding: string;
  /** Nothing where nothing was ever overdue. */
  readonly chart?: string;
  readonly href: string;
}

/** Those with most overdue on the last of the days come first. */
export function overdueFigures(overdue: OverdueOverTime, { go }: Reading): OverdueFigures {
  const rows = rowsOf(overdue);
  const finding = findingOf(overdue);
  return {
    months: overdue.map(({ day }) => dayInWords(day)),
    rows,
    finding,
    chart:
      rows.length === 0
        ? undefined
        : countsOverTime({
            id: 'overdue',
            title: 'Overdue actions of each agency, over time',
            finding,
            moments: overdue.map(({ day }) => shortDay(day)),
            rows: rows.map(({ agency: name, counts }) => ({ name, counts })),
          }),
    href: go(paths.overdueActions),
  };
}

export interface OverdueView extends PageHead {
  readonly overdue: OverdueFigures;
}

export function overduePage(overdue: OverdueOverTime, reading: Reading): OverdueView {
  return {
    title: 'Overdue, agency by agency',
    section: 'actions',
    back: reading.go(paths.actions.all),
    overdue: overdueFigures(overdue, reading),
  };
}

export function overdueTable(overdue: OverdueOverTime): PageTable {
  const cells = overdue.flatMap(({ day, agencies }) => agencies.map((agency) => ({ day, ...agency })));
  return {
    name: 'overdue-actions',
    text: () =>
      toCsv(cells, [
        { heading: 'As at', value: ({ day }) => day },
        { heading: 'Agency', value: ({ agencyName }) => agencyName },
        { heading: 'Overdue', value: ({ overdue: count }) => count },
      ]),
  };
}

function rowsOf(overdue: OverdueOverTime): OverdueFigures['rows'] {
  const names = new Map(overdue.flatMap(({ agencies }) => agencies.map(({ agency, agencyName }) => [agency, agencyName])));
  return [...names]
    .map(([agency, name]) => ({
      agency: name,
      counts: overdue.map(({ agencies }) => agencies.find((one) => one.agency === agency)?.overdue ?? 0),
    }))
    .sort((a, b) => (b.counts.at(-1) ?? 0) - (a.counts.at(-1) ?? 0) || (a.agency < b.agency ? -1 : 1));
}

/** "3 actions are overdue, 2 more than at the end of 31 October 2026; most of them are Marlshire Probation's: 2." */
function findingOf(overdue: OverdueOverTime): string {
  const totals = overdue.map(({ agencies }) => agencies.reduce((sum, one) => sum + one.overdue, 0));
  const [now = 0, before] = [totals.at(-1), totals.at(-2)];
  if (totals.every((total) => total === 0)) {
    return 'Nothing was overdue at the end of any of the last six months, and nothing is now.';
  }
  const since = overdue.at(-2)?.day;
  const compared = before === undefined || since === undefined ? '' : `, ${comparedWith(now - before)} on ${dayInWords(since)}`;
  const [worst] = [...(overdue.at(-1)?.agencies ?? [])];
  const most = worst === undefined ? '' : ` ${worst.agencyName} has most of them: ${worst.overdue}.`;
  return `${counted(now, 'action')} ${now === 1 ? 'is' : 'are'} overdue${compared}.${most}`;
}

function comparedWith(change: number): string {
  if (change === 0) return 'as many as';
  return change > 0 ? `${change} more than` : `${-change} fewer than`;
}

/** "31 Oct": there is no room for more. */
function shortDay(day: Day): string {
  const [ofMonth = '', month = ''] = dayInWords(day).split(' ');
  return `${ofMonth} ${month.slice(0, 3)}`;
}
