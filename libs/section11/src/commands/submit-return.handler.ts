import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { section11Return } from '../domain/section11-return.js';
import { CycleReader } from './cycle.reader.js';

/** Submits a return to the partnership, as it was read. */
export class SubmitReturn extends Command<Executed<Section11ReturnEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly submission: { readonly basedOn: number },
  ) {
    super();
  }
}

@CommandHandler(SubmitReturn)
export class SubmitReturnHandler implements ICommandHandler<SubmitReturn> {
  constructor(
    private readonly journal: EventJournal,
    private readonly cycles: CycleReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, ref, submission: { basedOn } }: SubmitReturn): Promise<Executed<Section11ReturnEvent>> {
    const [today, window] = [londonDate(await this.clock.now()), await this.cycles.windowOf(ref)];
    const command = { type: 'SubmitReturn', basedOn, today, window } as const;
    return this.journal.execute(section11Return, { ...context, request, id: ref, command });
  }
}
