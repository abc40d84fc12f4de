import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FollowUpRulesEvent } from '../domain/follow-up-rules.events.js';
import { followUpRules, type AdoptRules as AdoptRulesOrder } from '../domain/follow-up-rules.js';

/** Lets a partnership follow its actions up by rules, from a day on. */
export class AdoptRules extends Command<Executed<FollowUpRulesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: Omit<AdoptRulesOrder, 'type'>,
  ) {
    super();
  }
}

@CommandHandler(AdoptRules)
export class AdoptRulesHandler implements ICommandHandler<AdoptRules> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, wanted }: AdoptRules): Promise<Executed<FollowUpRulesEvent>> {
    const { partnership } = wanted;
    const command = { ...wanted, type: 'AdoptRules' } as const;
    return this.journal.execute(followUpRules, { ...context, partnership, request, id: partnership, command });
  }
}
