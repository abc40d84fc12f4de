import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { partnership, type ListedAgency } from '../domain/partnership.js';
import type { PartnershipEvent } from '../domain/partnership.events.js';

/** Lists an agency with a partnership. */
export class ListAgency extends Command<Executed<PartnershipEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: { readonly partnership: string } & ListedAgency,
  ) {
    super();
  }
}

@CommandHandler(ListAgency)
export class ListAgencyHandler implements ICommandHandler<ListAgency> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, wanted }: ListAgency): Promise<Executed<PartnershipEvent>> {
    const { partnership: id, ...agency } = wanted;
    return this.journal.execute(partnership, { ...context, partnership: id, request, id, command: { type: 'ListAgency', ...agency } });
  }
}
