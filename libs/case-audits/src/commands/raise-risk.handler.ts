import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EmergingRiskEvent } from '../domain/emerging-risk.events.js';
import { emergingRisk, riskIdOf, type RaiseRisk as RaiseRiskCommand } from '../domain/emerging-risk.js';

/** Raises a risk that a group sees coming. Its id follows from the command's: `riskIdOf(context.commandId)`. */
export class RaiseRisk extends Command<Executed<EmergingRiskEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: Omit<RaiseRiskCommand, 'type' | 'known' | 'today'>,
  ) {
    super();
  }
}

@CommandHandler(RaiseRisk)
export class RaiseRiskHandler implements ICommandHandler<RaiseRisk> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: RaiseRisk): Promise<Executed<EmergingRiskEvent>> {
    const [found, now] = await Promise.all([this.partnerships.find(wanted.partnership), this.clock.now()]);
    const command = { type: 'RaiseRisk', ...wanted, known: found?.groups, today: londonDate(now) } as const;
    return this.journal.execute(emergingRisk, { ...context, request, id: riskIdOf(context.commandId), command });
  }
}
