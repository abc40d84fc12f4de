import { smallMultiples, type Panel } from '@goldenthread/charts';
import { toCsv } from '@goldenthread/http';
import type { GridLine, Period } from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { findingOf, isSignal, KIND_OF, markInWords, numberInWords, reachOf, variationInWords } from './indicator-words.js';

export interface PlacesView extends PageHead {
  readonly finding: string;
  readonly chart: string;
  readonly rows: readonly {
    readonly name: string;
    readonly href: string;
    readonly latest: string;
    readonly period: string;
    readonly variation: string;
    readonly finding: string;
  }[];
}

/** One indicator in every place that it is reported for, side by side on one scale. @param lines at least one. */
export function placesPage(lines: readonly GridLine[], { go }: Reading): PlacesView {
  const [first] = lines;
  const definition = first?.indicator.definition;
  if (!first || !definition) throw new Error('An indicator without places has no page of them');
  const finding = placesInWords(lines);
  const periods = everyPeriod(lines);
  return {
    title: `${definition.name}: side by side`,
    section: 'indicators',
    back: go(paths.indicators.all),
    finding,
    chart: smallMultiples({
      id: 'places',
      title: `${definition.name} (${definition.unit})`,
      finding,
      panels: lines.map((line) => panelOf(line, periods)),
      target: first.view.target,
      reach: reachOf(definition),
      ends: [periods[0]?.key ?? '', periods.at(-1)?.key ?? ''],
      numberInWords: (value) => markInWords(value, definition),
    }),
    rows: lines.map(({ place, placeName, view }) => {
      return {
        name: placeName,
        href: go(paths.indicators.one(first.indicator.code, place)),
        latest: view.latest?.value?.value == null ? 'None' : numberInWords(view.latest.value.value, definition),
        period: view.latest?.period.words ?? '',
        variation: variationInWords(view.judged.variation),
        finding: findingOf(view, definition),
      };
    }),
  };
}

function placesInWords(lines: readonly GridLine[]): string {
  const unusual = lines.filter(({ view }) => isSignal(view.judged.variation)).map(({ placeName }) => placeName);
  if (unusual.length === 0) return `None of ${lines.length} says anything unusual in its latest period.`;
  return `${unusual.length} of ${lines.length} ${unusual.length === 1 ? 'says' : 'say'} something unusual: ${unusual.join(', ')}.`;
}

/** Those of all places, in the order of time. */
function everyPeriod(lines: readonly GridLine[]): Period[] {
  const byKey = new Map(lines.flatMap(({ view }) => view.periods.map(({ period }) => [period.key, period] as const)));
  return [...byKey.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function panelOf({ placeName, view, indicator }: GridLine, periods: readonly Period[]): Panel {
  const own = new Map(view.periods.map((one) => [one.period.key, one]));
  const offset = Math.max(
    0,
    periods.findIndex(({ key }) => key === view.periods[0]?.period.key),
  );
  const latest = view.latest?.value?.value ?? null;
  return {
    name: placeName,
    words: `${latest === null ? 'No latest figure' : numberInWords(latest, indicator.definition)}: ${variationInWords(view.judged.variation).toLowerCase()}`,
    points: periods.map(({ key }) => {
      const one = own.get(key);
      return { value: one?.value?.value ?? null, kind: one?.type ? KIND_OF[one.type] : null };
    }),
    groups: view.judged.groups.map(({ from, to, centre, limits }) => {
      return { from: from + offset, to: to + offset, centre, lower: limits?.lower ?? null, upper: limits?.upper ?? null };
    }),
  };
}

export function placesTable(lines: readonly GridLine[]): PageTable {
  const rows = lines.flatMap((line) => line.view.periods.map((one) => ({ line, one })));
  const text = () =>
    toCsv(rows, [
      { heading: 'Indicator', value: ({ line }) => line.indicator.definition.name },
      { heading: 'Place', value: ({ line }) => line.placeName },
      { heading: 'Period', value: ({ one }) => one.period.key },
      { heading: 'Value', value: ({ one }) => one.value?.value },
      { heading: 'Signal', value: ({ one }) => one.signal },
      { heading: 'Meaning', value: ({ one }) => one.type && variationInWords(one.type) },
    ]);
  return { name: `indicator-${lines[0]?.indicator.code ?? ''}-by-place`, text };
}
