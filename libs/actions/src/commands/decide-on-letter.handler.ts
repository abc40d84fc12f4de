import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ResponseFailureEvent } from '../domain/response-failures.events.js';
import { responseFailures, type HoldLetter, type IssueLetter } from '../domain/response-failures.js';

/** What the Business Manager decides on a letter. */
export type LetterDecision = Omit<IssueLetter, 'today'> | Omit<HoldLetter, 'today'>;

/** Issues a letter that was prepared, or holds it with a reason; the strategic partners are informed of either. */
export class DecideOnLetter extends Command<Executed<ResponseFailureEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    /** The count of the agency's failures. */
    readonly failures: string,
    readonly decision: LetterDecision,
  ) {
    super();
  }
}

@CommandHandler(DecideOnLetter)
export class DecideOnLetterHandler implements ICommandHandler<DecideOnLetter> {
  constructor(
    private readonly journal: EventJournal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, failures: id, decision }: DecideOnLetter): Promise<Executed<ResponseFailureEvent>> {
    const command = { ...decision, today: londonDate(await this.clock.now()) };
    return this.journal.execute(responseFailures, { ...context, request, id, command });
  }
}
