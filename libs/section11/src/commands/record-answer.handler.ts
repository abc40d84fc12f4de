import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RecordAnswer as RecordAnswerOrder } from '../domain/section11-return.commands.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { section11Return } from '../domain/section11-return.js';
import { CycleReader } from './cycle.reader.js';
import { ReturnReader } from './return.reader.js';

export type AnswerWanted = Omit<RecordAnswerOrder, 'type' | 'today' | 'window' | 'broughtForwardFrom'> & {
  /** Which answer of the agency's own earlier return it was taken from. */
  readonly broughtForwardFrom?: { readonly return: string; readonly revision: number };
};

/**
 * Records the whole answer to one item of a return. The answer's next entity tag is the revision of the
 * `Section11AnswerRecorded` among the events; where there is none, nothing changed and the old tag holds.
 */
export class RecordAnswer extends Command<Executed<Section11ReturnEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly answer: AnswerWanted,
  ) {
    super();
  }
}

@CommandHandler(RecordAnswer)
export class RecordAnswerHandler implements ICommandHandler<RecordAnswer> {
  constructor(
    private readonly journal: EventJournal,
    private readonly cycles: CycleReader,
    private readonly returns: ReturnReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, ref, answer }: RecordAnswer): Promise<Executed<Section11ReturnEvent>> {
    const [now, window, broughtForwardFrom] = await Promise.all([this.clock.now(), this.cycles.windowOf(ref), this.origin(answer)]);
    const command = { ...answer, type: 'RecordAnswer', broughtForwardFrom, today: londonDate(now), window } as const;
    return this.journal.execute(section11Return, { ...context, request, id: ref, command });
  }

  private async origin({ broughtForwardFrom: from }: AnswerWanted): Promise<RecordAnswerOrder['broughtForwardFrom']> {
    return from && { ...from, earlier: await this.returns.answerAt(from.return, from.revision) };
  }
}
