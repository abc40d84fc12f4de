import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EmergingRiskReportEvent } from '../domain/emerging-risk.events.js';
import { emergingRiskReport, riskReportIdOf, type AnswerRisks as AnswerRisksCommand } from '../domain/emerging-risk-report.js';

/** What the executive replied to a quarter's report, and whose report it is. */
export type ReplyWanted = Omit<AnswerRisksCommand, 'type' | 'executives' | 'today'> & { readonly partnership: string };

/** Records what the executive replied to a quarter's report of emerging risks. */
export class AnswerRisks extends Command<Executed<EmergingRiskReportEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: ReplyWanted,
  ) {
    super();
  }
}

@CommandHandler(AnswerRisks)
export class AnswerRisksHandler implements ICommandHandler<AnswerRisks> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: AnswerRisks): Promise<Executed<EmergingRiskReportEvent>> {
    const { partnership, ...said } = wanted;
    const [found, now] = await Promise.all([this.partnerships.find(partnership), this.clock.now()]);
    const executives = (found?.groups ?? []).filter(({ role }) => role === 'executive');
    const command = { type: 'AnswerRisks', ...said, executives, today: londonDate(now) } as const;
    return this.journal.execute(emergingRiskReport, {
      ...context,
      request,
      id: riskReportIdOf(partnership, said.quarter),
      command,
    });
  }
}
