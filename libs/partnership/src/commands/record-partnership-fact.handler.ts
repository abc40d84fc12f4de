import { EventJournal, type CommandContext, type CommandRequest, type DomainEvent, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { partnership } from '../domain/partnership.js';
import type { PartnershipFact } from '../domain/register.events.js';

/** Records one fact of a partnership, such as a group it has; recorded before with other content, corrects it. */
export class RecordPartnershipFact extends Command<Executed<DomainEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: { readonly partnership: string; readonly fact: PartnershipFact },
  ) {
    super();
  }
}

@CommandHandler(RecordPartnershipFact)
export class RecordPartnershipFactHandler implements ICommandHandler<RecordPartnershipFact> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, wanted: { partnership: id, fact } }: RecordPartnershipFact): Promise<Executed<DomainEvent>> {
    const command = { type: 'RecordFact', fact } as const;
    return this.journal.execute(partnership, { ...context, partnership: id, request, id, command });
  }
}
