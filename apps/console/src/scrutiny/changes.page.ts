import { toCsv } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import type { ChangeLine, ChangesSince } from '@goldenthread/section11';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { changeInWords } from '../paqa/change-words.js';
import { paths } from '../paths.js';
import { counted, inThousands, instantInWords, spelt } from '../words.js';

export interface ChangesView extends PageHead {
  readonly lead: string;
  readonly since: string;
  readonly asAt: string;
  readonly action: string;
  readonly lines: readonly {
    readonly when: string;
    readonly what: string;
    readonly href?: string;
    readonly who: string;
    readonly why: string | null;
    readonly event: string;
  }[];
}

type NameOf = (person: string) => string;

/** Everything that happened between two dates: what, who, when and why. */
export function changesPage(
  { counts, lines }: ChangesSince,
  since: ReadingPoint | undefined,
  asked: { readonly since: string; readonly asAt: string },
  reading: Reading,
  nameOf: NameOf,
): ChangesView {
  const from = since ? instantInWords(since.instant) : 'the beginning of the record';
  const to = reading.isNow ? 'now' : instantInWords(reading.point.instant);
  const summary = `${counted(counts.submitted, 'return')} came in, ${counts.late} of them late; ${counts.reopened} went back; ${counted(counts.corrected, 'answer was', 'answers were')} corrected.`;
  return {
    title: 'What changed between two dates',
    section: 'history',
    lead:
      lines.length === 0
        ? `Nothing changed between ${from} and ${to}.`
        : `Between ${from} and ${to}: ${counted(lines.length, 'change')}. ${summary}`,
    ...asked,
    action: paths.changes,
    lines: [...lines].reverse().map((line) => ({
      when: instantInWords(line.recordedAt),
      what: changeInWords(line),
      href: hrefOf(line, reading),
      who: `${nameOf(line.by.person)}, ${spelt(line.by.role)}`,
      why: line.why,
      event: `event ${inThousands(BigInt(line.position))}`,
    })),
  };
}

export function changesCsv(lines: readonly ChangeLine[], nameOf: NameOf): PageTable {
  const text = () =>
    toCsv(lines, [
      { heading: 'When', value: ({ recordedAt }) => recordedAt },
      { heading: 'What', value: changeInWords },
      { heading: 'Agency', value: ({ agencyName }) => agencyName },
      { heading: 'Item', value: ({ item }) => item },
      { heading: 'Question', value: ({ question }) => question },
      { heading: 'Rating before', value: ({ ratingBefore }) => ratingBefore },
      { heading: 'Rating after', value: ({ ratingAfter }) => ratingAfter },
      { heading: 'Who', value: ({ by }) => nameOf(by.person) },
      { heading: 'Role', value: ({ by }) => by.role },
      { heading: 'Why', value: ({ why }) => why },
      { heading: 'Event', value: ({ position }) => position },
    ]);
  return { name: 'what-changed', text };
}

function hrefOf({ return: ref, item, cycle }: ChangeLine, { go }: Reading): string | undefined {
  if (ref !== null && item !== null) return go(paths.returns.answer(ref, item));
  if (ref !== null) return go(paths.returns.history(ref));
  return cycle === null ? undefined : go(paths.matrix(cycle));
}
