import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContributionStated } from '../domain/contributions.events.js';
import { contributions, contributionsIdOf, type StateContribution as StateContributionOrder } from '../domain/contributions.js';

/** Says what a partner contributes in a year, or what a source states as the total. */
export class StateContribution extends Command<Executed<ContributionStated>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly stated: Omit<StateContributionOrder, 'type'>,
  ) {
    super();
  }
}

@CommandHandler(StateContribution)
export class StateContributionHandler implements ICommandHandler<StateContribution> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, stated }: StateContribution): Promise<Executed<ContributionStated>> {
    const id = contributionsIdOf(stated.partnership, stated.year);
    return this.journal.execute(contributions, { ...context, request, id, command: { type: 'StateContribution', ...stated } });
  }
}
