import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StatisticalNeighboursNamed } from '../domain/statistical-neighbours.events.js';
import { neighboursIdOf, statisticalNeighbours, type NameNeighbours as NameNeighboursOrder } from '../domain/statistical-neighbours.js';

/** Says which authorities a model finds like a place. */
export class NameNeighbours extends Command<Executed<StatisticalNeighboursNamed>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly set: NameNeighboursOrder['set'],
  ) {
    super();
  }
}

@CommandHandler(NameNeighbours)
export class NameNeighboursHandler implements ICommandHandler<NameNeighbours> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, set }: NameNeighbours): Promise<Executed<StatisticalNeighboursNamed>> {
    const id = neighboursIdOf(set.partnership, set.place);
    return this.journal.execute(statisticalNeighbours, { ...context, request, id, command: { type: 'NameNeighbours', set } });
  }
}
