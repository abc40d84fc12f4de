import { CLOCK, londonDate } from '@goldenthread/calendar';
import {
  BEFORE_FIRST,
  EventJournal,
  type Clock,
  type CommandContext,
  type CommandRequest,
  type Executed,
} from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EmergingRiskReportEvent } from '../domain/emerging-risk.events.js';
import { emergingRiskReport, riskReportIdOf, type ReportRisks as ReportRisksCommand } from '../domain/emerging-risk-report.js';

/** A report; where it names no position, it is of all that is on record by then. */
export type ReportWanted = Omit<ReportRisksCommand, 'type' | 'today' | 'position'> & { readonly position?: string };

/** Reports a quarter's risks to the executive, as whoever reports read them. */
export class ReportRisks extends Command<Executed<EmergingRiskReportEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: ReportWanted,
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
    const [newest, now] = await Promise.all([this.journal.store.head(), this.clock.now()]);
    const position = wanted.position ?? String(newest?.position ?? BEFORE_FIRST);
    const command = { type: 'ReportRisks', ...wanted, position, today: londonDate(now) } as const;
    return this.journal.execute(emergingRiskReport, {
      ...context,
      request,
      id: riskReportIdOf(wanted.partnership, wanted.quarter),
      command,
    });
  }
}
