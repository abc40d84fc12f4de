import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { section11Return } from '../domain/section11-return.js';
import { CycleReader } from './cycle.reader.js';

/** Gives a submitted return, as it was read, back to its agency. */
export class ReopenReturn extends Command<Executed<Section11ReturnEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly reopening: { readonly reason: string; readonly basedOn: number },
  ) {
    super();
  }
}

@CommandHandler(ReopenReturn)
export class ReopenReturnHandler implements ICommandHandler<ReopenReturn> {
  constructor(
    private readonly journal: EventJournal,
    private readonly cycles: CycleReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, ref, reopening }: ReopenReturn): Promise<Executed<Section11ReturnEvent>> {
    const [today, window] = [londonDate(await this.clock.now()), await this.cycles.windowOf(ref)];
    const command = { ...reopening, type: 'ReopenReturn', today, window } as const;
    return this.journal.execute(section11Return, { ...context, request, id: ref, command });
  }
}
