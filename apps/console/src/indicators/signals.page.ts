import { sparkline } from '@goldenthread/charts';
import { toCsv } from '@goldenthread/http';
import type { GridLine } from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { byUrgency, findingOf, isSignal, KIND_OF, variationInWords } from './indicator-words.js';

export interface SignalsView extends PageHead {
  readonly lead: string;
  readonly groups: readonly {
    readonly title: string;
    readonly lines: readonly {
      readonly name: string;
      readonly place: string;
      readonly href: string;
      readonly period: string;
      readonly finding: string;
      readonly sparkline: string;
    }[];
  }[];
}

/** What stands out in all indicators together, in sentences: concerns first. */
export function signalsPage(lines: readonly GridLine[], { go }: Reading): SignalsView {
  const signals = signalsIn(lines);
  const kinds = [...new Set(signals.map(({ view }) => view.judged.variation))];
  return {
    title: 'Signals',
    section: 'indicators',
    back: go(paths.indicators.all),
    lead: signalsLead(lines),
    groups: kinds.map((kind) => ({
      title: variationInWords(kind),
      lines: signals
        .filter(({ view }) => view.judged.variation === kind)
        .map(({ indicator, place, placeName, view }) => {
          return {
            name: indicator.definition.name,
            place: placeName,
            href: go(paths.indicators.one(indicator.code, place)),
            period: view.latest?.period.words ?? '',
            finding: findingOf(view, indicator.definition),
            sparkline: sparkline(
              view.periods.map(({ value }) => value?.value ?? null),
              KIND_OF[kind ?? 'usual'],
            ),
          };
        }),
    })),
  };
}

/** How many of all lines say something, in a sentence. */
export function signalsLead(lines: readonly GridLine[]): string {
  const signals = signalsIn(lines).length;
  const all = counted(lines.length, 'indicator line');
  if (signals === 0) return `None of ${all} says anything unusual.`;
  return `${signals} of ${all} ${signals === 1 ? 'says something unusual in its' : 'say something unusual in their'} latest period.`;
}

/** The lines whose latest figure says something, concerns first. */
export function signalsIn(lines: readonly GridLine[]): GridLine[] {
  return lines.filter(({ view }) => isSignal(view.judged.variation)).sort(byUrgency);
}

export function signalsTable(lines: readonly GridLine[]): PageTable {
  const text = () =>
    toCsv(signalsIn(lines), [
      { heading: 'Indicator', value: ({ indicator }) => indicator.definition.name },
      { heading: 'Place', value: ({ placeName }) => placeName },
      { heading: 'Period', value: ({ view }) => view.latest?.period.key },
      { heading: 'Signal', value: ({ view }) => view.periods.findLast(({ value }) => value?.value != null)?.signal },
      { heading: 'Meaning', value: ({ view }) => variationInWords(view.judged.variation) },
      { heading: 'Finding', value: ({ view, indicator }) => findingOf(view, indicator.definition) },
    ]);
  return { name: 'indicator-signals', text };
}
