import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { partnership } from '../domain/partnership.js';
import type { PartnershipEvent, PartnershipRegistered } from '../domain/partnership.events.js';

/** Registers a partnership under an id that its caller chose. */
export class RegisterPartnership extends Command<Executed<PartnershipEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: { readonly partnership: string } & PartnershipRegistered['data'],
  ) {
    super();
  }
}

@CommandHandler(RegisterPartnership)
export class RegisterPartnershipHandler implements ICommandHandler<RegisterPartnership> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, wanted }: RegisterPartnership): Promise<Executed<PartnershipEvent>> {
    const { partnership: id, ...registration } = wanted;
    const command = { type: 'RegisterPartnership', ...registration } as const;
    return this.journal.execute(partnership, { ...context, partnership: id, request, id, command });
  }
}
