import { toCsv, type Change } from '@goldenthread/http';
import type { CycleFindings } from '@goldenthread/section11';
import { paths, withQuery } from '../paths.js';
import { counted, inThousands, instantInWords, spelt } from '../words.js';
import { about, whatChanged, whereNow, whereThen, whose, whyOf } from './change-words.js';
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
  changes: readonly Change[],
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
      event: { text: `event ${inThousands(BigInt(change.position))}`, href: whereThen(change) },
      who: `${nameOf(change.by.person)}, ${spelt(change.by.role)}`,
      what: whatChanged(change),
      agency: linkOf(change, reading),
      question: about(change),
      why: whyOf(change) ?? '',
    })),
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
