import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Day, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PracticeReviewEvent } from '../domain/practice-review.events.js';
import { practiceReview, practiceReviewIdOf, type PracticeReviewCommand, type PracticeReviewWanted } from '../domain/practice-review.js';
import { RulesReader } from './rules.reader.js';

/** Records that a review was commissioned. Its id follows from the command's: `practiceReviewIdOf(context.commandId)`. */
export class CommissionReview extends Command<Executed<PracticeReviewEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: PracticeReviewWanted,
  ) {
    super();
  }
}

/** Records that a review was published, or that copies of it went out. */
export class TakeReviewStep extends Command<Executed<PracticeReviewEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly ref: string,
    readonly step: 'publish' | 'send-copies',
    /** The day on which it happened. */
    readonly on: Day,
  ) {
    super();
  }
}

@CommandHandler(CommissionReview)
export class CommissionReviewHandler implements ICommandHandler<CommissionReview> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    private readonly rules: RulesReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: CommissionReview): Promise<Executed<PracticeReviewEvent>> {
    const { partnership } = wanted;
    const today = londonDate(await this.clock.now());
    const found = await this.partnerships.find(partnership);
    const practiceReviewsSince = (await this.rules.on(partnership, today))?.practiceReviewsSince;
    const facts = { partnershipRevision: found?.returnsHeld ? found.revision : undefined, practiceReviewsSince };
    const command = { type: 'CommissionReview', wanted, today, facts } as const;
    const id = practiceReviewIdOf(context.commandId);
    return this.journal.execute(practiceReview, { ...context, partnership, request, id, command });
  }
}

@CommandHandler(TakeReviewStep)
export class TakeReviewStepHandler implements ICommandHandler<TakeReviewStep> {
  constructor(
    private readonly journal: EventJournal,
    private readonly rules: RulesReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, ref: id, step, on }: TakeReviewStep): Promise<Executed<PracticeReviewEvent>> {
    return this.journal.execute(practiceReview, { ...context, request, id, command: await this.command(id, step, on) });
  }

  private async command(id: string, step: TakeReviewStep['step'], on: Day): Promise<PracticeReviewCommand> {
    const today = londonDate(await this.clock.now());
    if (step === 'send-copies') return { type: 'SendCopies', sentOn: on, today };
    const { state } = await this.journal.load(practiceReview, id);
    const rules = state.status === 'not-commissioned' ? undefined : await this.rules.on(state.particulars.partnership, on);
    return { type: 'PublishReview', publishedOn: on, today, rules };
  }
}
