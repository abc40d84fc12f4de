import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Day, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { changedRules, type RuleChanges } from '../domain/changed-rules.js';
import type { FollowUpRulesEvent } from '../domain/follow-up-rules.events.js';
import { followUpRules, rulesOn, type AdoptRules as AdoptRulesOrder } from '../domain/follow-up-rules.js';

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
    readonly wanted: { readonly partnership: string; readonly from: Day; readonly reason: string; readonly changes: RuleChanges },
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
    const { partnership, from, reason, changes } = wanted;
    const { state } = await this.journal.load(followUpRules, partnership);
    const rules = changedRules(rulesOn(state, from) ?? thurrock2019, changes, state.length + 1, from);
    const today = londonDate(await this.clock.now());
    const command = { type: 'AdoptRules', partnership, rules, from, reason, today } as const;
    return this.journal.execute(followUpRules, { ...context, partnership, request, id: partnership, command });
  }
}
