import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ReleaseEvent } from '../domain/release.events.js';
import { releases, type WithdrawRelease as Order } from '../domain/releases.js';

/** Takes back a release that a partnership made. */
export class WithdrawRelease extends Command<Executed<ReleaseEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly withdrawal: Order['withdrawal'],
  ) {
    super();
  }
}

@CommandHandler(WithdrawRelease)
export class WithdrawReleaseHandler implements ICommandHandler<WithdrawRelease> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, withdrawal }: WithdrawRelease): Promise<Executed<ReleaseEvent>> {
    const { partnership } = withdrawal;
    const command = { type: 'WithdrawRelease', withdrawal } as const;
    return this.journal.execute(releases, { ...context, partnership, request, id: partnership, command });
  }
}
