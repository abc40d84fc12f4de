import { toCsv } from '@goldenthread/http';
import { SPELLINGS, type ShownSeries } from '@goldenthread/indicators';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { instantInWords } from '../words.js';
import { figureInWords } from './indicator-words.js';

/** A partnership, and every series of it that was published. */
export interface PublishedBy {
  readonly name: string;
  readonly series: readonly ShownSeries[];
}

export interface PublishedView extends PageHead {
  readonly partnerships: readonly {
    readonly name: string;
    readonly rows: readonly {
      readonly name: string;
      readonly note: string;
      readonly period: string;
      readonly figure: string;
      readonly source: string;
    }[];
  }[];
  readonly empty: string;
}

/** Figures of real partnerships as they published them, each with its source: no chart, no target, nothing said of them. */
export function publishedPage(published: readonly PublishedBy[], { go }: Reading): PublishedView {
  return {
    title: 'Figures that real partnerships published',
    section: 'indicators',
    back: go(paths.indicators.all),
    partnerships: published.map(({ name, series }) => ({ name, rows: series.flatMap(rowsOf) })),
    empty: 'No published figures are held here.',
  };
}

function rowsOf({ indicator: { definition }, view, versions }: ShownSeries): PublishedView['partnerships'][number]['rows'] {
  return view.periods.flatMap(({ period, value }) => {
    if (!value) return [];
    const { figure, source, standing, restatedAt, definitionVersion } = value;
    const restated = restatedAt === null ? '' : `; restated here ${instantInWords(restatedAt)}`;
    const broken = versions.find((one) => one.version === definitionVersion && !one.comparable && one.version > 1)?.why;
    const where = [source.title, source.release, source.where].filter((text) => text !== undefined).join(', ');
    return [
      {
        name: definition.name,
        note: broken ?? definition.dataQuality ?? '',
        period: period.words,
        figure: `${figureInWords(figure, definition)}${definition.unit === '%' ? '' : ` ${definition.unit}`}`,
        source: `${where} (${standing}${restated})`,
      },
    ];
  });
}

export function publishedTable(published: readonly PublishedBy[]): PageTable {
  const rows = published.flatMap(({ name, series }) =>
    series.flatMap((one) => one.view.periods.map((period) => ({ name, one, ...period }))),
  );
  const text = () =>
    toCsv(rows, [
      { heading: 'Partnership', value: ({ name }) => name },
      { heading: 'Indicator', value: ({ one }) => one.indicator.definition.name },
      { heading: `Period (such as ${SPELLINGS['financial-year']})`, value: ({ period }) => period.key },
      { heading: 'Figure', value: ({ value, one }) => (value ? figureInWords(value.figure, one.indicator.definition) : undefined) },
      { heading: 'Unit', value: ({ one }) => one.indicator.definition.unit },
      { heading: 'Standing', value: ({ value }) => value?.standing },
      { heading: 'Source', value: ({ value }) => value?.source.title },
      { heading: 'Release', value: ({ value }) => value?.source.release },
      { heading: 'Where', value: ({ value }) => value?.source.where },
    ]);
  return { name: 'published-figures', text };
}
