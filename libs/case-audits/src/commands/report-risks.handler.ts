import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EmergingRiskReportEvent } from '../domain/emerging-risk.events.js';
import { emergingRiskReport, riskReportIdOf, type ReportRisks as ReportRisksCommand } from '../domain/emerging-risk-report.js';

/** Reports a quarter's risks to the executive, as whoever reports read them. */
export class ReportRisks extends Command<Executed<EmergingRiskReportEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: Omit<ReportRisksCommand, 'type' | 'today'>,
  ) {
    super();
  }
}

@CommandHandler(ReportRisks)
export class ReportRisksHandler implements ICommandHandler<ReportRisks> {
  constructor(
    private readonly journal: EventJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: ReportRisks): Promise<Executed<EmergingRiskReportEvent>> {
    const command = { type: 'ReportRisks', ...wanted, today: londonDate(await this.clock.now()) } as const;
    return this.journal.execute(emergingRiskReport, {
      ...context,
      request,
      id: riskReportIdOf(wanted.partnership, wanted.quarter),
      command,
    });
  }
}
