import { EventJournal, idOf, Refusal, streamName } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import type { Figure } from '../domain/figure.js';
import type { GivenValue, RecordValues, SeriesFacts } from '../domain/indicator-series.commands.js';
import { indicatorSeries, seriesIdOf, type IndicatorSeriesState } from '../domain/indicator-series.js';
import { SeriesFactsReader, type SeriesRef } from './series-facts.js';

/** A row as it was sent: a figure of one period of one series. */
export type UploadRow = Omit<GivenValue, 'denominatorFrom'> & { readonly code: string; readonly place: string; readonly reason?: string };

/** In whose name rows are sent: an agency's own, or the partnership's. */
export type UploadScope = Pick<SeriesRef, 'partnership' | 'onBehalfOf'>;

/** What would come of one row. Nothing is recorded by looking. */
export type CheckedRow =
  | { readonly outcome: 'new'; readonly figure: Figure }
  | { readonly outcome: 'restates'; readonly figure: Figure; readonly before: Figure }
  | { readonly outcome: 'same' }
  | { readonly outcome: 'refused'; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

interface FoldedSeries {
  readonly facts: SeriesFacts;
  readonly state: IndicatorSeriesState;
  /** Whether the very command that asks was recorded before: what stands since is then another matter. */
  readonly isAnswered: boolean;
}

/** Says of many rows at once what would come of each, by the very rules that record them. */
@Injectable()
export class UploadChecker {
  constructor(
    private readonly journal: EventJournal,
    private readonly reader: SeriesFactsReader,
  ) {}

  /**
   * @param commandId of the table, where it is sent to be recorded: what it recorded already is not judged again.
   * @returns an outcome for each row, in their order.
   */
  async check(scope: UploadScope, rows: readonly UploadRow[], commandId?: string): Promise<readonly CheckedRow[]> {
    const series = new Map<string, FoldedSeries>();
    for (const row of rows) {
      const key = seriesKeyOf(row);
      if (!series.has(key)) series.set(key, await this.fold({ ...scope, ...row }, commandId && seriesCommandIdOf(commandId, row)));
    }
    const given = new Set<string>();
    return rows.map((row) => {
      const key = `${seriesKeyOf(row)} ${row.period}`;
      if (given.has(key)) return { outcome: 'refused', code: 'period-given-twice', details: { period: row.period } };
      given.add(key);
      const folded = series.get(seriesKeyOf(row));
      if (!folded) throw new Error('A row is of no series');
      return outcomeOf(row, scope, folded);
    });
  }

  private async fold({ partnership, code, place }: SeriesRef, commandId: string | undefined): Promise<FoldedSeries> {
    const id = seriesIdOf(partnership, code, place);
    const [facts, { state }, known] = await Promise.all([
      this.reader.read({ partnership, code, place }),
      this.journal.load(indicatorSeries, id),
      commandId && this.journal.store.findCommand(commandId, streamName(indicatorSeries.category, id)),
    ]);
    return { facts, state, isAnswered: Boolean(known) };
  }
}

/** What rows of one series have in common. */
export function seriesKeyOf({ code, place }: Pick<UploadRow, 'code' | 'place'>): string {
  return `${code} ${place}`;
}

/** The id under which the series of a row records what a table says of it. */
export function seriesCommandIdOf(commandId: string, row: Pick<UploadRow, 'code' | 'place'>): string {
  return idOf('command', commandId, seriesKeyOf(row));
}

/** The row as its series records it. */
export function valueOfRow({ code: _code, place: _place, ...value }: UploadRow): RecordValues['values'][number] {
  return value;
}

function outcomeOf(row: UploadRow, { onBehalfOf }: UploadScope, { facts, state, isAnswered }: FoldedSeries): CheckedRow {
  if (isAnswered) return { outcome: 'same' };
  const command: RecordValues = { type: 'RecordValues', place: row.place, onBehalfOf, facts, values: [valueOfRow(row)] };
  try {
    const [event] = indicatorSeries.decide(command, state);
    if (!event) return { outcome: 'same' };
    if (event.type === 'IndicatorValueRestated')
      return { outcome: 'restates', figure: event.data.figure, before: event.data.before.figure };
    if (event.type !== 'IndicatorValueRecorded') throw new Error(`A row came to ${event.type}`);
    return { outcome: 'new', figure: event.data.figure };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', code: String(error.code), details: error.details };
  }
}
