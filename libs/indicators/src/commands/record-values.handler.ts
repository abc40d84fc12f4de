import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import type { GivenValue } from '../domain/indicator-series.commands.js';
import { indicatorSeries, seriesIdOf } from '../domain/indicator-series.js';
import { inRow } from '../domain/told-figure.js';
import { SeriesFactsReader, type SentValue, type SeriesRef } from './series-facts.js';

/** Records figures of several periods of one series: all of them, or none. */
export class RecordValues extends Command<Executed<IndicatorSeriesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly series: SeriesRef,
    /** Where a figure stands already, its row says why another takes its place. */
    readonly values: readonly (SentValue & { readonly reason?: string })[],
  ) {
    super();
  }
}

@CommandHandler(RecordValues)
export class RecordValuesHandler implements ICommandHandler<RecordValues> {
  constructor(
    private readonly journal: EventJournal,
    private readonly reader: SeriesFactsReader,
  ) {}

  async execute({ context, request, series, values }: RecordValues): Promise<Executed<IndicatorSeriesEvent>> {
    const { partnership, code, place, onBehalfOf } = series;
    const facts = await this.reader.read(series);
    const given = await Promise.all(values.map((value, index) => this.given(series, value, index, values.length)));
    const command = { type: 'RecordValues', place, onBehalfOf, facts, values: given } as const;
    return this.journal.execute(indicatorSeries, { ...context, request, id: seriesIdOf(partnership, code, place), command });
  }

  private async given(series: SeriesRef, value: RecordValues['values'][number], index: number, rows: number): Promise<GivenValue> {
    try {
      return await this.reader.withDenominator(series, value);
    } catch (error) {
      throw inRow(error, index, rows);
    }
  }
}
