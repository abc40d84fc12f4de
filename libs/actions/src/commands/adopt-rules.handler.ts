import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FollowUpRulesEvent } from '../domain/follow-up-rules.events.js';
import { followUpRules, type AdoptRules as AdoptRulesOrder, type ChangeRules as ChangeRulesOrder } from '../domain/follow-up-rules.js';

/** Lets a partnership follow its actions up by rules, from a day on. */
export class AdoptRules extends Command<Executed<FollowUpRulesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: Omit<AdoptRulesOrder, 'type' | 'today'>,
  ) {
    super();
  }
}

@CommandHandler(AdoptRules)
export class AdoptRulesHandler implements ICommandHandler<AdoptRules> {
  constructor(
    private readonly journal: EventJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: AdoptRules): Promise<Executed<FollowUpRulesEvent>> {
    const { partnership } = wanted;
    const command = { ...wanted, type: 'AdoptRules', today: londonDate(await this.clock.now()) } as const;
    return this.journal.execute(followUpRules, { ...context, partnership, request, id: partnership, command });
  }
}

/** Changes a partnership's rules from a day on, with a reason. Where it had none, the worked set is what is changed. */
export class ChangeRules extends Command<Executed<FollowUpRulesEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: Omit<ChangeRulesOrder, 'type' | 'today'>,
  ) {
    super();
  }
}

@CommandHandler(ChangeRules)
export class ChangeRulesHandler implements ICommandHandler<ChangeRules> {
  constructor(
    private readonly journal: EventJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: ChangeRules): Promise<Executed<FollowUpRulesEvent>> {
    const { partnership } = wanted;
    const command = { ...wanted, type: 'ChangeRules', today: londonDate(await this.clock.now()) } as const;
    return this.journal.execute(followUpRules, { ...context, partnership, request, id: partnership, command });
  }
}
