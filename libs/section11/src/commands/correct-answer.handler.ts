import { EventJournal, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CorrectAnswer as CorrectAnswerOrder } from '../domain/section11-return.commands.js';
import type { Section11ReturnEvent } from '../domain/section11-return.events.js';
import { section11Return } from '../domain/section11-return.js';

/**
 * Puts one answer of a submitted return right. Its next entity tag is the revision of the `Section11AnswerCorrected`
 * among the events; where there is none, it said that already and the old tag holds.
 */
export class CorrectAnswer extends Command<Executed<Section11ReturnEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly correction: Omit<CorrectAnswerOrder, 'type'>,
  ) {
    super();
  }
}

@CommandHandler(CorrectAnswer)
export class CorrectAnswerHandler implements ICommandHandler<CorrectAnswer> {
  constructor(private readonly journal: EventJournal) {}

  execute({ context, request, ref, correction }: CorrectAnswer): Promise<Executed<Section11ReturnEvent>> {
    const command = { ...correction, type: 'CorrectAnswer' } as const;
    return this.journal.execute(section11Return, { ...context, request, id: ref, command });
  }
}
