import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AgencyAuditCommand, CheckRecord, GradeDomain, RecordFeedback, SubmitAgencyAudit } from '../domain/agency-audit.commands.js';
import type { AgencyAuditEvent } from '../domain/agency-audit.events.js';
import { agencyAudit, agencyAuditIdOf } from '../domain/agency-audit.js';
import { CaseAuditReader, type PartOfCase } from './case-audit.reader.js';
import { ListedNames } from './listed-names.js';

/** What an agency says of its part in a case, without what the handler finds out. */
export type AgencyAuditOrder =
  | Omit<CheckRecord, 'names' | 'asked'>
  | Omit<GradeDomain, 'names' | 'asked' | 'actor'>
  | Omit<RecordFeedback, 'names' | 'asked'>
  | Omit<SubmitAgencyAudit, 'asked' | 'actor' | 'today'>;

/**
 * Takes an agency's audit of a case one step on. A domain's next entity tag is the revision of the `AgencyAuditDomainGraded`
 * among the events; where there is none, nothing changed and the old tag holds.
 */
export class AnswerAgencyAudit extends Command<Executed<AgencyAuditEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly part: PartOfCase,
    readonly order: AgencyAuditOrder,
  ) {
    super();
  }
}

@CommandHandler(AnswerAgencyAudit)
export class AnswerAgencyAuditHandler implements ICommandHandler<AnswerAgencyAudit> {
  constructor(
    private readonly journal: EventJournal,
    private readonly audits: CaseAuditReader,
    private readonly listed: ListedNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, part, order }: AnswerAgencyAudit): Promise<Executed<AgencyAuditEvent>> {
    const { audit, case: pseudonym, agency } = part;
    const command = await this.commandOf(order, part, context);
    return this.journal.execute(agencyAudit, { ...context, request, id: agencyAuditIdOf(audit, pseudonym, agency), command });
  }

  private async commandOf(order: AgencyAuditOrder, part: PartOfCase, { actor }: CommandContext): Promise<AgencyAuditCommand> {
    const [asked, names] = await Promise.all([this.audits.asked(part), this.listed.of(part.audit)]);
    switch (order.type) {
      case 'CheckRecord':
      case 'RecordFeedback':
        return { ...order, asked, names };
      case 'GradeDomain':
        return { ...order, asked, names, actor };
      case 'SubmitAgencyAudit':
        return { ...order, asked, actor, today: londonDate(await this.clock.now()) };
    }
  }
}
