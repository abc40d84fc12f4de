import type { NameOf } from '@goldenthread/access';
import { toCsv } from '@goldenthread/http';
import type { ChangedAnswer, ComparedCell, ComparedCycle, StandardCount } from '@goldenthread/section11';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, dayInWords, instantInWords, spelt } from '../words.js';
import type { BetweenFields } from './between.page.js';
import type { Reading } from './page-readings.js';

/** The earlier of two dates: how it is asked for in addresses. */
export interface Since {
  readonly asked: string;
  readonly words: string;
}

/** What every page that compares two dates says and offers. */
export interface ComparedHead extends PageHead {
  /** "From 5 November 2026, 11:59pm (event 900) to today". */
  readonly span: string;
  readonly views: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly between: BetweenFields;
}

export interface AnswersView extends ComparedHead {
  readonly cycles: readonly {
    readonly title: string;
    readonly cameIn: readonly { readonly text: string; readonly href: string }[];
    readonly rows: readonly ChangedRow[];
  }[];
  readonly empty: string;
}

interface ChangedRow {
  readonly agency: string;
  readonly historyHref: string;
  readonly question: string;
  readonly before: { readonly text: string; readonly href: string };
  readonly after: { readonly text: string; readonly href: string };
  readonly who: string;
  readonly why: string | null;
}

/** Every answer that is not the same at two dates, with the words at either a click away. */
export function answersPage(
  head: ComparedHead,
  cycles: readonly ComparedCycle[],
  since: Since,
  reading: Reading,
  nameOf: NameOf,
): AnswersView {
  return {
    ...head,
    cycles: cycles
      .filter(({ answers }) => answers.length > 0)
      .map(({ cycle, answers }) => ({
        title: cycle.title,
        cameIn: cameIn(answers).map(({ ref, agencyName, items }) => ({
          text: `${agencyName}: ${counted(items, 'answer')}`,
          href: reading.go(paths.returns.copy(ref)),
        })),
        rows: answers.filter(({ hadComeIn }) => hadComeIn).map((one) => changedRow(one, since, reading, nameOf)),
      })),
    empty: 'No answer that had been submitted before has changed, and no return came in.',
  };
}

function changedRow(one: ChangedAnswer, since: Since, { go }: Reading, nameOf: NameOf): ChangedRow {
  const path = paths.returns.answer(one.return, one.item);
  const words = one.before === one.after ? ' (other words or evidence)' : '';
  return {
    agency: one.agencyName,
    historyHref: go(paths.returns.history(one.return)),
    question: `${one.item}: ${one.question}`,
    before: { text: rating(one.before), href: withQuery(path, { asAt: since.asked }) },
    after: { text: `${rating(one.after)}${words}`, href: go(path) },
    who: whoOf(one, nameOf),
    why: one.why,
  };
}

/** The answers as a file: those that changed, and all of each return that came in. */
export function answersTable(cycles: readonly ComparedCycle[], since: Since, nameOf: NameOf): PageTable {
  const rows = cycles.flatMap(({ cycle, answers }) => answers.map((one) => ({ cycle: cycle.title, ...one })));
  const text = (): string =>
    toCsv(rows, [
      { heading: 'Cycle', value: ({ cycle }) => cycle },
      { heading: 'Agency', value: ({ agencyName }) => agencyName },
      { heading: 'Item', value: ({ item }) => item },
      { heading: 'Question', value: ({ question }) => question },
      { heading: 'Before', value: ({ hadComeIn, before }) => (hadComeIn ? rating(before) : 'Not submitted') },
      { heading: 'After', value: ({ after }) => rating(after) },
      { heading: 'Words or evidence changed', value: ({ hadComeIn, wordsChanged }) => (hadComeIn ? wordsChanged : null) },
      { heading: 'Who', value: ({ by }) => by && nameOf(by.person) },
      { heading: 'Role', value: ({ by }) => by && spelt(by.role) },
      { heading: 'When', value: ({ at }) => at },
      { heading: 'Why', value: ({ why }) => why },
    ]);
  return { name: `section-11-changed-answers-since-${since.asked}`, text };
}

export interface ComparedCellView {
  readonly after: { readonly text: string; readonly href: string };
  /** Nothing where it is the same. */
  readonly before?: { readonly text: string; readonly href?: string };
}

export interface ComparedStandardsView extends ComparedHead {
  readonly cycles: readonly {
    readonly title: string;
    readonly lead: string;
    readonly headings: readonly string[];
    readonly agencies: readonly { readonly name: string; readonly href?: string; readonly cells: readonly ComparedCellView[] }[];
  }[];
  readonly empty: string;
}

/** Agency by standard at two dates: changed cells are marked, and say what they were. */
export function comparedStandardsPage(
  head: ComparedHead,
  cycles: readonly ComparedCycle[],
  since: Since,
  reading: Reading,
): ComparedStandardsView {
  return {
    ...head,
    cycles: cycles
      .filter(({ cells }) => cells.length > 0)
      .map(({ cycle, progress, cells }) => {
        const headings = headingsOf(cells);
        const cellOf = new Map(cells.map((cell) => [`${cell.return}/${cell.heading}`, cell]));
        const byName = [...progress].sort((a, b) => a.agencyName.localeCompare(b.agencyName, 'en-GB'));
        const changed = cells.filter(({ isChanged }) => isChanged).length;
        return {
          title: cycle.title,
          lead: `${counted(changed, 'cell')} of ${cells.length} ${changed === 1 ? 'is' : 'are'} not what ${changed === 1 ? 'it was' : 'they were'}.`,
          headings: headings.map(({ title }) => title),
          agencies: byName.map(({ agencyName, return: ref }) => {
            const own = headings.flatMap(({ heading }) => cellOf.get(`${ref}/${heading}`) ?? []);
            const href = own.length > 0 ? reading.go(paths.returns.history(ref)) : undefined;
            return { name: agencyName, href, cells: own.map((cell) => cellView(cell, since, reading)) };
          }),
        };
      }),
    empty: 'No standard of any return has changed.',
  };
}

function cellView({ return: ref, heading, before, after, isChanged }: ComparedCell, since: Since, { go }: Reading): ComparedCellView {
  const path = paths.returns.standard(ref, heading);
  const now = { text: countInWords(after), href: go(path) };
  if (!isChanged) return { after: now };
  if (!before) return { after: now, before: { text: 'Not submitted' } };
  return { after: now, before: { text: countInWords(before), href: withQuery(path, { asAt: since.asked }) } };
}

export function comparedStandardsTable(cycles: readonly ComparedCycle[], since: Since): PageTable {
  const rows = cycles.flatMap(({ cycle, progress, cells }) => {
    const nameOf = new Map(progress.map((row) => [row.return, row.agencyName]));
    return cells.map((cell) => ({ cycle: cycle.title, agency: nameOf.get(cell.return), ...cell }));
  });
  const text = (): string =>
    toCsv(rows, [
      { heading: 'Cycle', value: ({ cycle }) => cycle },
      { heading: 'Agency', value: ({ agency }) => agency },
      { heading: 'Standard', value: ({ title }) => title },
      { heading: 'Met before', value: ({ before }) => before?.met },
      { heading: 'Partly met before', value: ({ before }) => before?.partlyMet },
      { heading: 'Of before', value: ({ before }) => before?.of },
      { heading: 'Met after', value: ({ after }) => after.met },
      { heading: 'Partly met after', value: ({ after }) => after.partlyMet },
      { heading: 'Of after', value: ({ after }) => after.of },
      { heading: 'Changed', value: ({ isChanged }) => isChanged },
    ]);
  return { name: `section-11-standards-compared-since-${since.asked}`, text };
}

function cameIn(answers: readonly ChangedAnswer[]): { ref: string; agencyName: string; items: number }[] {
  const found = new Map<string, { ref: string; agencyName: string; items: number }>();
  for (const { return: ref, agencyName, hadComeIn } of answers) {
    if (!hadComeIn) found.set(ref, { ref, agencyName, items: (found.get(ref)?.items ?? 0) + 1 });
  }
  return [...found.values()];
}

function headingsOf(cells: readonly ComparedCell[]): readonly Pick<ComparedCell, 'heading' | 'title' | 'ordinal'>[] {
  return [...new Map(cells.map((cell) => [cell.heading, cell])).values()].sort((a, b) => a.ordinal - b.ordinal);
}

function countInWords({ met, of, partlyMet }: StandardCount): string {
  if (of === 0) return 'Does not apply';
  return `${met} of ${of}${partlyMet > 0 ? `, ${partlyMet} partly` : ''}`;
}

function whoOf({ by, at }: ChangedAnswer, nameOf: NameOf): string {
  if (!by) return '';
  return `${nameOf(by.person)}, ${spelt(by.role)}${at === null ? '' : `, ${instantInWords(at)}`}`;
}

function rating(stored: string | null): string {
  if (stored === null) return 'Not answered';
  const words = spelt(stored);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "31 March 2026" of a day; of anything else that can be asked for, the moment it was. */
export function sinceInWords(asked: string, instant: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(asked) ? dayInWords(asked) : instantInWords(instant);
}
