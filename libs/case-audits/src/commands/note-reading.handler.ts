import { EventJournal, newId, type Actor, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CaseAuditReadByCircle, CaseAuditReadingEvent } from '../domain/case-audit-reading.events.js';
import { caseAuditReading } from '../domain/case-audit-reading.js';

/** Notes that somebody of the circle reads what nobody outside it may. Every reading is one of its own. */
export class NoteReading extends Command<Executed<CaseAuditReadingEvent>> {
  constructor(
    readonly actor: Actor,
    readonly partnership: string | null,
    readonly reading: CaseAuditReadByCircle['data'],
  ) {
    super();
  }
}

@CommandHandler(NoteReading)
export class NoteReadingHandler implements ICommandHandler<NoteReading> {
  constructor(private readonly journal: EventJournal) {}

  execute({ actor, partnership, reading }: NoteReading): Promise<Executed<CaseAuditReadingEvent>> {
    const request = { action: 'case-audit:note-reading', subject: { audit: reading.audit }, body: null };
    const context = { commandId: newId(), actor, partnership };
    return this.journal.execute(caseAuditReading, {
      ...context,
      request,
      id: context.commandId,
      command: { type: 'NoteReading', reading },
    });
  }
}
