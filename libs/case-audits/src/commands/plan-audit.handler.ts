import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PlanAuditFacts, PlanAuditWanted } from '../domain/case-audit.commands.js';
import type { CaseAuditEvent } from '../domain/case-audit.events.js';
import { auditIdOf, caseAudit } from '../domain/case-audit.js';
import { AuditToolReader } from './audit-tool.reader.js';
import { CaseAuditReader } from './case-audit.reader.js';
import { ListedNames } from './listed-names.js';

/** Plans an audit. Its id follows from the command's: `auditIdOf(context.commandId)`. */
export class PlanAudit extends Command<Executed<CaseAuditEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: PlanAuditWanted,
  ) {
    super();
  }
}

@CommandHandler(PlanAudit)
export class PlanAuditHandler implements ICommandHandler<PlanAudit> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    private readonly tools: AuditToolReader,
    private readonly audits: CaseAuditReader,
    private readonly listed: ListedNames,
  ) {}

  async execute({ context, request, wanted }: PlanAudit): Promise<Executed<CaseAuditEvent>> {
    const id = auditIdOf(context.commandId);
    const [facts, names] = await Promise.all([this.facts(wanted), this.listed.of(id)]);
    const command = { type: 'PlanAudit', wanted, facts, names } as const;
    return this.journal.execute(caseAudit, { ...context, partnership: wanted.partnership, request, id, command });
  }

  private async facts({ tool: { code, version }, partnership, with: others, reAuditOf }: PlanAuditWanted): Promise<PlanAuditFacts> {
    const [own, ...rest] = await Promise.all([partnership, ...others].map((id) => this.partnershipOf(id)));
    return {
      tool: await this.tools.find(code, version),
      partnership: own,
      others: others.flatMap((id, index) => (rest[index] ? [{ id, agencies: rest[index].agencies }] : [])),
      earlier: reAuditOf === undefined ? undefined : await this.earlier(reAuditOf, partnership),
    };
  }

  private async partnershipOf(id: string): Promise<PlanAuditFacts['partnership']> {
    const found = await this.partnerships.find(id);
    return found && { agencies: found.agencies, revision: found.revision, auditsHeld: found.returnsHeld };
  }

  private async earlier(audit: string, partnership: string): Promise<PlanAuditFacts['earlier']> {
    const found = await this.audits.find(audit);
    if (found?.particulars.partnership !== partnership) return undefined;
    const { theme, tool, domains } = found.particulars;
    return { theme, tool: { code: tool.code, version: tool.version }, domains: domains.map(({ key }) => key) };
  }
}
