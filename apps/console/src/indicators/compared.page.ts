import { dotPlot, type Dot, type DotKind } from '@goldenthread/charts';
import { toCsv } from '@goldenthread/http';
import type { ComparedPlace, ComparatorKind, Comparison, Definition, Quartile } from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted } from '../words.js';
import { figureInWords, markInWords, numberInWords } from './indicator-words.js';

export interface ComparedView extends PageHead {
  readonly finding: string;
  readonly chart: string;
  readonly rows: readonly { readonly name: string; readonly what: string; readonly figure: string }[];
  /** The models there are, and which is shown. */
  readonly models: readonly { readonly text: string; readonly href?: string }[];
  readonly source?: string;
}

const KINDS: Readonly<Record<ComparatorKind, DotKind>> = { own: 'own', neighbour: 'like', england: 'wider', region: 'wider' };

/** One indicator beside England, its region and its statistical neighbours: on one scale, the highest figure first. */
export function comparedPage(comparison: Comparison, { go }: Reading): ComparedView {
  const { series, period, models, model, source } = comparison;
  const { definition, code } = series.indicator;
  const finding = comparisonInWords(comparison);
  const places = highestFirst(comparison.places);
  const here = paths.indicators.compared(code, series.place);
  return {
    title: `${definition.name}: compared`,
    caption: `${series.placeName}, ${period.words}`,
    section: 'indicators',
    back: go(paths.indicators.one(code, series.place)),
    finding,
    chart: dotPlot({
      id: 'compared',
      title: `${definition.name}, ${period.words} (${definition.unit})`,
      finding,
      dots: places.map((one) => dotOf(one, definition)),
      names: { own: series.placeName, like: 'Statistical neighbours', wider: 'England or region' },
      numberInWords: (value) => markInWords(value, definition),
    }),
    rows: places.map((one) => ({ name: one.name, what: whatIs(one), figure: figureOf(one, definition) })),
    models: models.map((one) => {
      return one === model ? { text: `Model of ${one}` } : { text: `Model of ${one}`, href: go(withQuery(here, { model: one })) };
    }),
    source: source === null ? undefined : `${source.title}${source.release === undefined ? '' : `, ${source.release}`}`,
  };
}

function dotOf(one: ComparedPlace, definition: Definition): Dot {
  const words = one.value === null ? figureOf(one, definition) : numberInWords(one.value, definition);
  return { name: one.name, kind: KINDS[one.kind], value: one.value, words };
}

/** Those without a figure last. */
function highestFirst(places: readonly ComparedPlace[]): ComparedPlace[] {
  return [...places].sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || a.name.localeCompare(b.name, 'en-GB'));
}

function figureOf({ figure }: ComparedPlace, definition: Definition): string {
  return figure ? figureInWords(figure, definition) : 'No figure held';
}

function whatIs({ kind, rank, closeness }: ComparedPlace): string {
  if (kind === 'neighbour') return `Statistical neighbour ${rank ?? ''}${closeness === null ? '' : `, ${closeness.toLowerCase()}`}`;
  return { own: 'This place', england: 'England', region: 'Region' }[kind];
}

const QUARTERS: Readonly<Record<Quartile, string>> = {
  1: 'the best quarter',
  2: 'the second best quarter',
  3: 'the third best quarter',
  4: 'the worst quarter',
};

/** The finding: how the place stands to England, and in which quarter of its neighbours; neither is good or bad where none is. */
export function comparisonInWords({ series, places, quartile, model }: Comparison): string {
  const { definition } = series.indicator;
  const own = places.find(({ kind }) => kind === 'own')?.value ?? null;
  if (own === null) return 'No figure can be compared.';
  const england = places.find(({ kind, value }) => kind === 'england' && value !== null);
  const neighbours = places.filter(({ kind, value }) => kind === 'neighbour' && value !== null).length;
  return [
    england?.value == null
      ? `${series.placeName} had ${numberInWords(own, definition)}.`
      : `${series.placeName}, at ${numberInWords(own, definition)}, is ${beside(own, england.value)} England, at ${numberInWords(england.value, definition)}.`,
    ...(quartile === null
      ? []
      : [
          `Among itself and its ${counted(neighbours, 'statistical neighbour')}, by the model of ${model ?? ''}, it is in ${QUARTERS[quartile]}.`,
        ]),
    ...(definition.polarity === 'neither' ? ['Neither up nor down is good, so there is no better or worse.'] : []),
  ].join(' ');
}

function beside(own: number, other: number): string {
  if (own === other) return 'level with';
  return own > other ? 'above' : 'below';
}

export function comparedTable({ series, places, period, model }: Comparison): PageTable {
  const text = () =>
    toCsv(highestFirst(places), [
      { heading: 'Indicator', value: () => series.indicator.definition.name },
      { heading: 'Period', value: () => period.key },
      { heading: 'Place', value: ({ name }) => name },
      { heading: 'What it is', value: whatIs },
      { heading: 'Model', value: ({ kind }) => (kind === 'neighbour' ? model : undefined) },
      { heading: 'Value', value: ({ value }) => value },
      { heading: 'Figure', value: (one) => figureOf(one, series.indicator.definition) },
    ]);
  return { name: `indicator-${series.indicator.code}-compared`, text };
}
