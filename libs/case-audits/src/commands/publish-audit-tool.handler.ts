import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AuditTool, CaseAuditToolEvent } from '../domain/case-audit-tool.events.js';
import { auditToolIdOf, caseAuditTool } from '../domain/case-audit-tool.js';

/** Publishes one version of a tool for case audits. */
export class PublishAuditTool extends Command<Executed<CaseAuditToolEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly tool: AuditTool,
  ) {
    super();
  }
}

@CommandHandler(PublishAuditTool)
export class PublishAuditToolHandler implements ICommandHandler<PublishAuditTool> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, tool }: PublishAuditTool): Promise<Executed<CaseAuditToolEvent>> {
    const id = auditToolIdOf(tool.code, tool.version);
    return this.journal.execute(caseAuditTool, { ...context, request, id, command: { type: 'PublishAuditTool', tool } });
  }
}
