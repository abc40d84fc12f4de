import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SignOffReturn as SignOffReturnOrder } from '../domain/section11-return.commands.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { section11Return } from '../domain/section11-return.js';
import { CycleReader } from './cycle.reader.js';

/** Signs a return off, as it was read. */
export class SignOffReturn extends Command<Executed<Section11ReturnEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly signOff: Pick<SignOffReturnOrder, 'statement' | 'basedOn'>,
  ) {
    super();
  }
}

@CommandHandler(SignOffReturn)
export class SignOffReturnHandler implements ICommandHandler<SignOffReturn> {
  constructor(
    private readonly journal: EventJournal,
    private readonly cycles: CycleReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, ref, signOff }: SignOffReturn): Promise<Executed<Section11ReturnEvent>> {
    const [today, window] = [londonDate(await this.clock.now()), await this.cycles.windowOf(ref)];
    const command = { ...signOff, type: 'SignOffReturn', actor: context.actor, today, window } as const;
    return this.journal.execute(section11Return, { ...context, request, id: ref, command });
  }
}
