import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PerformanceRiskEvent } from '../domain/performance-risk.events.js';
import { performanceRisk, type DecideRisk as Order } from '../domain/performance-risk.js';

/** Records what the Board decided on a risk. */
export class DecidePerformanceRisk extends Command<Executed<PerformanceRiskEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly risk: string,
    readonly decided: Order['decided'],
    readonly basedOn: number,
  ) {
    super();
  }
}

@CommandHandler(DecidePerformanceRisk)
export class DecidePerformanceRiskHandler implements ICommandHandler<DecidePerformanceRisk> {
  constructor(
    private readonly journal: EventJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, risk, decided, basedOn }: DecidePerformanceRisk): Promise<Executed<PerformanceRiskEvent>> {
    const today = londonDate(await this.clock.now());
    const command = { type: 'DecideRisk', risk, decided, basedOn, today } as const;
    return this.journal.execute(performanceRisk, { ...context, request, id: risk, command });
  }
}
