import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ReleaseEvent } from '../domain/release.events.js';
import { releaseIdOf, releases, type ReleaseWanted } from '../domain/releases.js';

/** Releases a table. Its id follows from the command's: `releaseIdOf(context.commandId)`. */
export class MakeRelease extends Command<Executed<ReleaseEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: ReleaseWanted,
  ) {
    super();
  }
}

@CommandHandler(MakeRelease)
export class MakeReleaseHandler implements ICommandHandler<MakeRelease> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, wanted }: MakeRelease): Promise<Executed<ReleaseEvent>> {
    const { partnership } = wanted;
    const command = { type: 'MakeRelease', release: releaseIdOf(context.commandId), wanted } as const;
    return this.journal.execute(releases, { ...context, partnership, request, id: partnership, command });
  }
}
