import { toCsv } from '@goldenthread/http';
import type { ChangeKind, ChangeLine, CycleFindings } from '@goldenthread/section11';
import { paths, withQuery } from '../paths.js';
import { counted, inThousands, instantInWords, spelt } from '../words.js';
import type { ComparedHead, Since } from './compared.page.js';
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
  readonly figures: readonly {
    readonly title: string;
    readonly beforeHref: string;
    readonly afterHref: string;
    readonly rows: readonly Figure[];
  }[];
  readonly rows: readonly {
    readonly when: string;
    readonly event: { readonly text: string; readonly href?: string };
    readonly who: string;
    readonly what: string;
    readonly agency: { readonly text: string; readonly href?: string };
    readonly question: string;
    readonly why: string;
  }[];
}

/** What changed between two dates: figures then and now, and what was recorded: who did what, and why where it was said. */
export function changesPage(
  head: ComparedHead,
  changes: readonly ChangeLine[],
  figures: readonly FiguresThenAndNow[],
  since: Since,
  reading: Reading,
  nameOf: (person: string) => string,
): ChangesView {
  return {
    ...head,
    figures: figures.map(({ cycle, title, before, after }) => ({
      title,
      beforeHref: withQuery(paths.matrix(cycle), { asAt: since.asked }),
      afterHref: reading.go(paths.matrix(cycle)),
      rows: figuresOf(before, after),
    })),
    count:
      changes.length === 0
        ? 'Nothing that you may read was recorded between the two.'
        : `${counted(changes.length, 'change')}, the latest first.`,
    rows: [...changes].reverse().map((change) => ({
      when: instantInWords(change.recordedAt),
      event: { text: `event ${inThousands(BigInt(change.position))}`, href: hrefOf(change) },
      who: `${nameOf(change.by.person)}, ${spelt(change.by.role)}`,
      what: whatOf(change),
      agency: { text: change.agencyName ?? '', href: historyOf(change, reading) },
      question: change.question ?? '',
      why: change.why ?? '',
    })),
  };
}

const WHAT: Readonly<Record<Exclude<ChangeKind, 'answered' | 'corrected'>, string>> = {
  opened: 'Return started',
  'sign-off-withdrawn': 'Sign-off withdrawn',
  'signed-off': 'Return signed off',
  submitted: 'Return submitted',
  reopened: 'Return given back to the agency',
  'cycle-opened': 'Cycle opened',
  'cycle-closed': 'Cycle closed',
  'late-return-admitted': 'Late return let in',
};

function whatOf({ kind, ratingBefore, ratingAfter, daysLate }: ChangeLine): string {
  if (kind === 'submitted' && (daysLate ?? 0) > 0) return `Return submitted, ${counted(daysLate ?? 0, 'day')} late`;
  if (kind !== 'answered' && kind !== 'corrected') return WHAT[kind];
  const verb = kind === 'corrected' ? 'Answer corrected' : ratingBefore === null ? 'Answered' : 'Answer changed';
  if (ratingBefore === null || ratingBefore === ratingAfter) return `${verb}: ${spelt(ratingAfter ?? '')}`;
  return `${verb} from ${spelt(ratingBefore)} to ${spelt(ratingAfter ?? '')}`;
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

/** To the very thing that changed, as it was when its reader could first see it. */
function hrefOf({ return: ref, item, shownFrom, kind }: ChangeLine): string | undefined {
  if (ref === null || kind === 'late-return-admitted') return undefined;
  return withQuery(item === null ? paths.returns.history(ref) : paths.returns.item(ref, item), { asAt: shownFrom });
}

/** To all that happened to the return: only of one that its reader may read, so not of one that was merely started. */
function historyOf({ return: ref, kind }: ChangeLine, { go }: Reading): string | undefined {
  return ref === null || kind === 'opened' || kind === 'late-return-admitted' ? undefined : go(paths.returns.history(ref));
}

export function changesTable(changes: readonly ChangeLine[], nameOf: (person: string) => string): string {
  return toCsv(changes, [
    { heading: 'When', value: ({ recordedAt }) => recordedAt },
    { heading: 'Event', value: ({ position }) => position },
    { heading: 'Who', value: ({ by }) => nameOf(by.person) },
    { heading: 'Role', value: ({ by }) => spelt(by.role) },
    { heading: 'What', value: whatOf },
    { heading: 'Agency', value: ({ agencyName }) => agencyName },
    { heading: 'Question', value: ({ question }) => question },
    { heading: 'Why', value: ({ why }) => why },
  ]);
}
