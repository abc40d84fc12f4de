import { EventJournal, Refusal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { GivenValue, RecordValues, SeriesFacts } from '../domain/indicator-series.commands.js';
import { indicatorSeries, seriesIdOf, type IndicatorSeriesState } from '../domain/indicator-series.js';
import { SeriesFactsReader, type SeriesRef } from './series-facts.js';

/** A row as it was sent. */
export type UploadRow = GivenValue & { readonly reason?: string };

/** What would come of one row. Nothing is recorded by looking. */
export type CheckedRow =
  | { readonly outcome: 'new' | 'same' }
  | { readonly outcome: 'restates'; readonly before: number | null }
  | { readonly outcome: 'refused'; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** Says of many rows at once what would come of each, by the very rules that record them. */
@Injectable()
export class UploadChecker {
  constructor(
    private readonly journal: EventJournal,
    private readonly reader: SeriesFactsReader,
  ) {}

  async check(series: SeriesRef, rows: readonly UploadRow[]): Promise<readonly CheckedRow[]> {
    const facts = await this.reader.read(series);
    const { state } = await this.journal.load(indicatorSeries, seriesIdOf(series.partnership, series.code, series.place));
    return rows.map((row, at) => {
      const isRepeated = rows.findIndex(({ period }) => period === row.period) < at;
      if (isRepeated) return { outcome: 'refused', code: 'period-given-twice', details: { period: row.period } };
      return outcomeOf(row, series, facts, state);
    });
  }
}

function outcomeOf(row: UploadRow, { place, onBehalfOf }: SeriesRef, facts: SeriesFacts, state: IndicatorSeriesState): CheckedRow {
  const command: RecordValues = { type: 'RecordValues', place, onBehalfOf, facts, values: [row] };
  try {
    const [event] = indicatorSeries.decide(command, state);
    if (!event) return { outcome: 'same' };
    if (event.type !== 'IndicatorValueRestated') return { outcome: 'new' };
    const { figure } = event.data.before;
    return { outcome: 'restates', before: figure.kind === 'number' ? figure.value : null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', code: String(error.code), details: error.details };
  }
}
