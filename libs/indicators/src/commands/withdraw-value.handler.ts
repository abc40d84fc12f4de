import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import { indicatorSeries, seriesIdOf } from '../domain/indicator-series.js';
import { SeriesFactsReader, type SeriesRef } from './series-facts.js';

/** Withdraws the figure of one period, as it was read. */
export class WithdrawValue extends Command<Executed<IndicatorSeriesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly series: SeriesRef,
    readonly withdrawal: { readonly period: string; readonly reason: string; readonly basedOn: number },
  ) {
    super();
  }
}

@CommandHandler(WithdrawValue)
export class WithdrawValueHandler implements ICommandHandler<WithdrawValue> {
  constructor(
    private readonly journal: EventJournal,
    private readonly reader: SeriesFactsReader,
  ) {}

  async execute({ context, request, series, withdrawal }: WithdrawValue): Promise<Executed<IndicatorSeriesEvent>> {
    const { partnership, code, place, onBehalfOf } = series;
    const command = { ...withdrawal, type: 'WithdrawValue', place, onBehalfOf, facts: await this.reader.read(series) } as const;
    return this.journal.execute(indicatorSeries, { ...context, request, id: seriesIdOf(partnership, code, place), command });
  }
}
