import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IndicatorSeriesEvent } from '../domain/indicator-series.events.js';
import { indicatorSeries, seriesIdOf } from '../domain/indicator-series.js';
import { SeriesFactsReader, type SeriesRef } from './series-facts.js';

/** Judges that a large, understood and lasting shift has happened in a series, from a period on. */
export class RebaseSeries extends Command<Executed<IndicatorSeriesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly series: SeriesRef,
    readonly rebase: { readonly period: string; readonly why: string; readonly evidence: string },
  ) {
    super();
  }
}

@CommandHandler(RebaseSeries)
export class RebaseSeriesHandler implements ICommandHandler<RebaseSeries> {
  constructor(
    private readonly journal: EventJournal,
    private readonly reader: SeriesFactsReader,
  ) {}

  async execute({ context, request, series, rebase }: RebaseSeries): Promise<Executed<IndicatorSeriesEvent>> {
    const { partnership, code, place, onBehalfOf } = series;
    const command = { ...rebase, type: 'RebaseSeries', place, onBehalfOf, facts: await this.reader.read(series) } as const;
    return this.journal.execute(indicatorSeries, { ...context, request, id: seriesIdOf(partnership, code, place), command });
  }
}
