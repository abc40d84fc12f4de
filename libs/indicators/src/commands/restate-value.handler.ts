import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import { indicatorSeries, seriesIdOf } from '../domain/indicator-series.js';
import { SeriesFactsReader, type SentValue, type SeriesRef } from './series-facts.js';

/** Restates the figure of one period, as it was read. */
export class RestateValue extends Command<Executed<IndicatorSeriesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly series: SeriesRef,
    readonly restatement: { readonly value: SentValue; readonly reason: string; readonly basedOn: number },
  ) {
    super();
  }
}

@CommandHandler(RestateValue)
export class RestateValueHandler implements ICommandHandler<RestateValue> {
  constructor(
    private readonly journal: EventJournal,
    private readonly reader: SeriesFactsReader,
  ) {}

  async execute({ context, request, series, restatement }: RestateValue): Promise<Executed<IndicatorSeriesEvent>> {
    const { partnership, code, place, onBehalfOf } = series;
    const [facts, value] = await Promise.all([this.reader.read(series), this.reader.withDenominator(series, restatement.value)]);
    const command = { ...restatement, type: 'RestateValue', place, onBehalfOf, facts, value } as const;
    return this.journal.execute(indicatorSeries, { ...context, request, id: seriesIdOf(partnership, code, place), command });
  }
}
