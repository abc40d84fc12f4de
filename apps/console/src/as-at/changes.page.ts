import type { NameOf } from '@goldenthread/access';
import { londonDate } from '@goldenthread/calendar';
import type { Position } from '@goldenthread/event-sourcing';
import { CHANGES_ON_A_PAGE, toCsv, type Change, type ChangeDomain, type ChangesPage } from '@goldenthread/http';
import type { CycleFindings } from '@goldenthread/section11';
import { paths, withQuery } from '../paths.js';
import { counted, dayWithWeekday, inThousands, spelt, timeInWords } from '../words.js';
import { about, whatChanged, whereNow, whereThen, whose, whyOf } from './change-words.js';
import type { ComparedHead, Since } from './compared.page.js';
import { DOMAINS, domainLines, type DomainFacts, type DomainLine } from './domain-lines.js';
import type { Reading } from './page-readings.js';

/** A cycle's figures at two dates; `before` is nothing where it had not been opened. */
export interface FiguresThenAndNow {
  readonly cycle: string;
  readonly title: string;
  readonly before: CycleFindings | null;
  readonly after: CycleFindings;
}

interface Figure {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly isChanged: boolean;
}

export interface ChangesView extends ComparedHead {
  readonly count: string;
  /** How much was recorded of what, and how that stood at either date; none on the pages after the first. */
  readonly domains: readonly DomainLine[];
  readonly figures: readonly {
    readonly title: string;
    readonly beforeHref: string;
    readonly afterHref: string;
    readonly rows: readonly Figure[];
  }[];
  readonly heading: string;
  /** Back to all domains, where one alone is shown. */
  readonly allHref?: string;
  /** The latest first. */
  readonly days: readonly { readonly heading: string; readonly rows: readonly ChangeRow[] }[];
  readonly pages?: PagesOfChanges;
}

interface ChangeRow {
  readonly time: string;
  readonly event: { readonly text: string; readonly href?: string };
  readonly who: string;
  readonly what: string;
  readonly agency: { readonly text: string; readonly href?: string };
  readonly question: string;
  readonly why: string;
}

/** Pagination: as the GOV.UK component of that name takes it. */
interface PagesOfChanges {
  readonly landmarkLabel: string;
  readonly previous?: PageLink;
  readonly next?: PageLink;
}

interface PageLink {
  readonly text: string;
  readonly labelText: string;
  readonly href: string;
}

/** What a page of changes is made from, beside its head. */
export interface ChangesFacts {
  readonly page: ChangesPage;
  /** The one domain that is shown; absent: all. */
  readonly only?: ChangeDomain;
  /** Of the first page alone: how the domains stood at either date, and the figures of cycles. */
  readonly first?: { readonly domains: Omit<DomainFacts, 'counts'>; readonly cycles: readonly FiguresThenAndNow[] };
  readonly since: Since;
}

/** What changed between two dates: figures then and now, and what was recorded: who did what, and why where it was said. */
export function changesPage(head: ComparedHead, facts: ChangesFacts, reading: Reading, nameOf: NameOf): ChangesView {
  const { page, only, first, since } = facts;
  const hrefOf = (of: ChangeDomain | undefined, before?: Position): string => {
    const query = { since: since.asked, of, before: before === undefined ? undefined : String(before) };
    return reading.go(withQuery(paths.changes, query));
  };
  const { total } = page;
  const shown = shownOf(page);
  return {
    ...head,
    title: page.newer && shown !== undefined ? `${head.title}: ${shown} of ${inThousands(total)}` : head.title,
    domains: first ? domainLines({ counts: page.counts, ...first.domains }, only, since, reading, hrefOf) : [],
    figures: (first?.cycles ?? []).map(({ cycle, title, before, after }) => ({
      title,
      beforeHref: withQuery(paths.matrix(cycle), { asAt: since.asked }),
      afterHref: reading.go(paths.matrix(cycle)),
      rows: figuresOf(before, after),
    })),
    heading: only === undefined ? 'Everything that was recorded' : `What was recorded: ${DOMAINS[only]}`,
    allHref: only === undefined ? undefined : hrefOf(undefined),
    count: countInWords(total, shown),
    days: daysOf(page.changes, (change) => rowOf(change, reading, nameOf)),
    pages: pagesOf(page, (before) => hrefOf(only, before)),
  };
}

function countInWords(total: number, shown: string | undefined): string {
  if (total === 0) return 'Nothing that you may read was recorded between the two.';
  const all = `${counted(total, 'change')}, the latest first`;
  return shown === undefined ? `${all}.` : `${all}: ${shown} ${shown.includes('to') ? 'are' : 'is'} shown. The file below holds them all.`;
}

/** "51 to 100"; nothing where all are shown. */
function shownOf({ changes, later, total }: ChangesPage): string | undefined {
  if (changes.length === total) return undefined;
  return changes.length === 0 ? 'none' : fromTo(later + 1, later + changes.length);
}

function pagesOf({ changes, total, later, newer, older }: ChangesPage, hrefOf: (before?: Position) => string): PagesOfChanges | undefined {
  if (!newer && !older) return undefined;
  const [firstNewer, firstOlder] = [Math.max(1, later - CHANGES_ON_A_PAGE + 1), later + changes.length + 1];
  return {
    landmarkLabel: 'Pages of changes',
    previous: newer && { text: 'Newer', labelText: `Changes ${fromTo(firstNewer, later)}`, href: hrefOf(newer.before) },
    next: older && {
      text: 'Older',
      labelText: `Changes ${fromTo(firstOlder, Math.min(total, firstOlder + CHANGES_ON_A_PAGE - 1))}`,
      href: hrefOf(older.before),
    },
  };
}

function fromTo(from: number, to: number): string {
  return from === to ? inThousands(from) : `${inThousands(from)} to ${inThousands(to)}`;
}

/** Under the day in London on which each was recorded. */
function daysOf(changes: readonly Change[], rowOfChange: (change: Change) => ChangeRow): ChangesView['days'] {
  const days = new Map<string, ChangeRow[]>();
  for (const change of changes) {
    const heading = dayWithWeekday(londonDate(change.recordedAt));
    const rows = days.get(heading) ?? [];
    rows.push(rowOfChange(change));
    days.set(heading, rows);
  }
  return [...days].map(([heading, rows]) => ({ heading, rows }));
}

function rowOf(change: Change, reading: Reading, nameOf: NameOf): ChangeRow {
  return {
    time: timeInWords(change.recordedAt),
    event: { text: `event ${inThousands(BigInt(change.position))}`, href: whereThen(change) },
    who: `${nameOf(change.by.person)}, ${spelt(change.by.role)}`,
    what: whatChanged(change),
    agency: linkOf(change, reading),
    question: about(change),
    why: whyOf(change) ?? '',
  };
}

/** Under the name of whose it is; what is nobody's own is merely seen. */
function linkOf(change: Change, { go }: Reading): { readonly text: string; readonly href?: string } {
  const href = whereNow(change, go);
  return { text: whose(change) || (href === undefined ? '' : 'See it'), href };
}

function figuresOf(before: CycleFindings | null, after: CycleFindings): Figure[] {
  return Object.entries(FIGURES).map(([what, words]) => {
    const [then, now] = [before ? words(before) : 'The cycle was not open', words(after)];
    return { what, before: then, after: now, isChanged: then !== now };
  });
}

const FIGURES: Readonly<Record<string, (findings: CycleFindings) => string>> = {
  'Returns that had come in': ({ response }) => `${response.returned} of ${response.issued}`,
  'Items met, of those that apply': ({ standards }) => `${total(standards, 'met')} of ${total(standards, 'of')}`,
  'Weakest standard': ({ standards }) =>
    standards
      .filter(({ rank }) => rank === 1)
      .map(({ title, met, of }) => `${title} (${met} of ${of} met)`)
      .join('; ') || 'None: no return had come in',
  'Items that went down since the cycle before': ({ slips }) => String(slips.slips.reduce((sum, { items }) => sum + items.length, 0)),
  'Ratings without evidence': ({ withoutEvidence }) => String(withoutEvidence.reduce((sum, { items }) => sum + items.length, 0)),
};

function total(standards: CycleFindings['standards'], count: 'met' | 'of'): number {
  return standards.reduce((sum, standard) => sum + standard[count], 0);
}

export function changesTable(changes: readonly Change[], nameOf: (person: string) => string): string {
  return toCsv(changes, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Event', value: ({ position }) => position },
    { heading: 'Who', value: ({ by }) => nameOf(by.person) },
    { heading: 'Role', value: ({ by }) => spelt(by.role) },
    { heading: 'What', value: whatChanged },
    { heading: 'Agency', value: whose },
    { heading: 'About', value: about },
    { heading: 'Why', value: whyOf },
  ]);
}
