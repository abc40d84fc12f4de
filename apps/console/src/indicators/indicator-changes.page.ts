import type { NameOf } from '@goldenthread/access';
import { toCsv } from '@goldenthread/http';
import { periodOfKey, type Definition, type Figure, type IndicatorChange } from '@goldenthread/indicators';
import type { ReadingPoint } from '@goldenthread/read-models';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted, inThousands, instantInWords, spelt } from '../words.js';
import { CHANGE_WORDS, figureInWords } from './indicator-words.js';

export interface ChangeRow {
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly of: string;
  readonly href?: string;
  readonly why: string;
}

export interface IndicatorChangesView extends PageHead {
  readonly since: string;
  readonly count: string;
  readonly then: { readonly text: string; readonly href: string };
  readonly groups: readonly ChangeGroup[];
}

export interface ChangeGroup {
  readonly title: string;
  readonly rows: readonly ChangeRow[];
  /** Where there are more than are shown: how many, and where they are. */
  readonly more?: string;
}

/** The most of one kind that a page shows: an import records thousands, and the page's table has them all. */
const SHOWN = 50;

const ORDER = ['restated', 'withdrawn', 'recorded', 'defined', 'target-set', 'rebased'] as const;

/** What is otherwise in the indicators than it was at an earlier date, and why: by kind, what was known wrongly first. */
export function indicatorChangesPage(
  changes: readonly IndicatorChange[],
  definitionOf: (code: string) => Definition | undefined,
  since: ReadingPoint,
  nameOf: NameOf,
  reading: Reading,
): IndicatorChangesView {
  return {
    title: 'What changed in the indicators',
    section: 'indicators',
    back: reading.go(paths.indicators.all),
    since: `Between ${instantInWords(since.instant)} and ${instantInWords(reading.point.instant)}`,
    count: changes.length === 0 ? 'Nothing changed.' : `${counted(changes.length, 'change')}, the latest of each kind first.`,
    then: {
      text: 'See the indicators as they were then',
      href: withQuery(paths.indicators.all, { asAt: String(since.position) }),
    },
    groups: ORDER.flatMap((kind): ChangeGroup[] => {
      const all = changes.filter((change) => change.kind === kind).reverse();
      if (all.length === 0) return [];
      const rows = all.slice(0, SHOWN).map((change) => changeLine(change, definitionOf(change.code), nameOf, reading));
      const more = `The latest ${SHOWN} of ${inThousands(all.length)} are shown. The table to download has all of them.`;
      return [{ title: CHANGE_WORDS[kind], rows, ...(all.length > SHOWN && { more }) }];
    }),
  };
}

/** One change: who, when, what it was before and after, and why. */
export function changeLine(change: IndicatorChange, definition: Definition | undefined, nameOf: NameOf, { go }: Reading): ChangeRow {
  const { code, place, period, name, placeName, position, recordedAt, by, why } = change;
  const periodWords = period === null ? '' : `, ${periodOfKey(period)?.words ?? period}`;
  return {
    when: `${instantInWords(recordedAt)} (event ${inThousands(BigInt(position))})`,
    who: `${nameOf(by.person)}, ${spelt(by.role)}`,
    what: whatOf(change, definition),
    of: `${name}${placeName === null ? '' : `, ${placeName}`}${periodWords}`,
    href: place === null ? undefined : go(paths.indicators.one(code, place)),
    why: why ?? '',
  };
}

function whatOf({ kind, before, after }: IndicatorChange, definition: Definition | undefined): string {
  const words = (figure: Figure): string => (definition ? figureInWords(figure, definition) : '');
  if (before && after) return `${words(before)} is now ${words(after)}`;
  if (after) return words(after);
  return before ? `${words(before)} no longer stands` : CHANGE_WORDS[kind];
}

export function indicatorChangesTable(changes: readonly IndicatorChange[], nameOf: NameOf): PageTable {
  const value = (figure: Figure | null): string | number | undefined => (figure?.kind === 'number' ? figure.value : figure?.marker);
  const text = () =>
    toCsv(changes, [
      { heading: 'When', value: ({ recordedAt }) => recordedAt },
      { heading: 'Who', value: ({ by }) => nameOf(by.person) },
      { heading: 'What', value: ({ kind }) => CHANGE_WORDS[kind] },
      { heading: 'Indicator', value: ({ name }) => name },
      { heading: 'Place', value: ({ placeName }) => placeName },
      { heading: 'Period', value: ({ period }) => period },
      { heading: 'Before', value: ({ before }) => value(before) },
      { heading: 'After', value: ({ after }) => value(after) },
      { heading: 'Why', value: ({ why }) => why },
      { heading: 'Event', value: ({ event }) => event },
    ]);
  return { name: 'indicator-changes', text };
}
