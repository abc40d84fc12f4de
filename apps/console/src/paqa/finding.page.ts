import { toCsv } from '@goldenthread/http';
import type { CycleFindings, Outstanding } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords, share, spelt } from '../words.js';
import type { FindingKey } from './sentence.js';

export interface Cell {
  readonly text: string;
  readonly href?: string;
}

export interface FindingView extends PageHead {
  readonly lead: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly empty: string;
}

/** The findings that have a page of their own; what changed is on the page of changes. */
export type TabledFinding = Exclude<FindingKey, 'changed' | 'unusual' | 'follow-up'>;

export function isTabledFinding(key: string): key is TabledFinding {
  return key === 'not-returned' || key === 'weakest' || key === 'slipped' || key === 'without-evidence';
}

/** All that one sentence rests on, as a table. */
export function findingPage(key: TabledFinding, cycleTitle: string, findings: CycleFindings, reading: Reading): FindingView {
  const view = TABLES[key](findings, reading);
  return { ...view, caption: cycleTitle, section: 'overview', back: reading.go(paths.overview) };
}

/** The same table as a file. */
export function findingCsv(key: TabledFinding, { head, rows }: Pick<FindingView, 'head' | 'rows'>): PageTable {
  const columns = head.map((heading, index) => ({ heading, value: (row: readonly Cell[]) => row[index]?.text }));
  return { name: `section-11-${key}`, text: () => toCsv(rows, columns) };
}

type Table = Omit<FindingView, 'caption' | 'section' | 'back'>;

const TABLES: Readonly<Record<TabledFinding, (findings: CycleFindings, reading: Reading) => Table>> = {
  'not-returned': ({ response }, { go }) => ({
    title: 'Who has not returned',
    lead: `${share(response.returned, response.issued, 'return')} issued ${response.returned === 1 ? 'has' : 'have'} come in; of those that are required, ${response.required.returned} of ${response.required.issued}.`,
    head: ['Agency', 'Required or invited', 'How far it has come', 'Due', 'Days overdue'],
    rows: response.outstanding.map((one) => [
      { text: one.agencyName, href: one.reopenedAt === null ? undefined : go(paths.returns.history(one.return)) },
      { text: one.duty === 'required' ? 'Required' : 'Invited' },
      { text: howFar(one) },
      { text: dayInWords(one.dueOn) },
      { text: String(one.daysOverdue) },
    ]),
    empty: 'Every agency has returned.',
  }),
  weakest: ({ standards }, { go }) => ({
    title: 'Standards, weakest first',
    lead: 'By the share of items that apply and are met, over all submitted returns. A standard that applies to nobody is left out.',
    head: ['Standard', 'Items met', 'Not met at all', 'Weakest return'],
    rows: standards.map(({ heading, title, met, notMet, of, returns }) => {
      const [lowest] = [...returns].filter((one) => one.of > 0).sort((a, b) => a.met * b.of - b.met * a.of || b.notMet - a.notMet);
      const link = lowest
        ? { text: `${lowest.agencyName}: ${lowest.met} of ${lowest.of} met`, href: go(paths.returns.standard(lowest.return, heading)) }
        : { text: '' };
      return [{ text: title }, { text: share(met, of, 'item') }, { text: counted(notMet, 'item') }, link];
    }),
    empty: 'Standards appear here once the first return has been submitted.',
  }),
  slipped: ({ slips, standards }, { go }) => {
    const titleOf = new Map(standards.map(({ heading, title }) => [heading, title]));
    return {
      title: 'What went down since the last cycle',
      lead: slips.previous
        ? `Compared with ${slips.previous.title}, item by item. What did not apply then or does not now has not gone down.`
        : 'There was no cycle before this one.',
      head: ['Agency', 'Standard', 'Item', 'Then', 'Now'],
      rows: slips.slips.flatMap(({ agencyName, heading, items }) =>
        items.map(({ item, question, before, after, return: ref, previousReturn }) => [
          { text: agencyName, href: go(paths.returns.history(ref)) },
          { text: titleOf.get(heading) ?? heading },
          { text: `${item}: ${question}`, href: go(paths.returns.answer(ref, item)) },
          { text: spelt(before), href: go(paths.returns.answer(previousReturn, item)) },
          { text: spelt(after) },
        ]),
      ),
      empty: 'Nothing went down.',
    };
  },
  'without-evidence': ({ withoutEvidence }, { go }) => ({
    title: 'Ratings without evidence',
    lead: 'Items that an agency rated as met or partly met with no note and no link to show for it.',
    head: ['Agency', 'Item', 'Rating'],
    rows: withoutEvidence.flatMap(({ agencyName, return: ref, items }) =>
      items.map(({ item, question, rating }) => [
        { text: agencyName, href: go(paths.returns.history(ref)) },
        { text: `${item}: ${question}`, href: go(paths.returns.answer(ref, item)) },
        { text: spelt(rating) },
      ]),
    ),
    empty: 'Every rating of met or partly met has evidence.',
  }),
};

function howFar({ status, answered, of, reopenedAt, admittedUntil }: Outstanding): string {
  const asides = [
    ...(reopenedAt === null ? [] : [`back with the agency since ${dayInWords(reopenedAt.slice(0, 10))}`]),
    ...(admittedUntil === null ? [] : [`may still return until ${dayInWords(admittedUntil)}`]),
  ];
  const progress =
    status === 'not-started' ? 'Not started' : `${status === 'signed-off' ? 'Signed off' : 'Begun'}, ${answered} of ${of} answered`;
  return [progress, ...asides].join('; ');
}
