import { CLOCK, londonDate } from '@goldenthread/calendar';
import { EventJournal, type Clock, type CommandContext, type CommandRequest, type Executed } from '@goldenthread/event-sourcing';
import { PartnershipReader } from '@goldenthread/partnership';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RecommendationEvent } from '../domain/recommendation.events.js';
import {
  isOnRecord,
  recommendation,
  recommendationIdOf,
  type MakeRecommendation as MakeRecommendationOrder,
  type RecommendationWanted,
} from '../domain/recommendation.js';
import { RulesReader } from './rules.reader.js';
import { SourceReader } from './source.reader.js';

/** Records a recommendation. Its id follows from the command's: `recommendationIdOf(context.commandId)`. */
export class MakeRecommendation extends Command<Executed<RecommendationEvent>> {
  constructor(
    readonly context: CommandContext,
    readonly request: CommandRequest,
    readonly wanted: RecommendationWanted,
  ) {
    super();
  }
}

@CommandHandler(MakeRecommendation)
export class MakeRecommendationHandler implements ICommandHandler<MakeRecommendation> {
  constructor(
    private readonly journal: EventJournal,
    private readonly partnerships: PartnershipReader,
    private readonly rules: RulesReader,
    private readonly sources: SourceReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ context, request, wanted }: MakeRecommendation): Promise<Executed<RecommendationEvent>> {
    const { partnership } = wanted;
    const today = londonDate(await this.clock.now());
    const command = { type: 'MakeRecommendation', wanted, today, facts: await this.facts(wanted, today) } as const;
    const id = recommendationIdOf(context.commandId);
    return this.journal.execute(recommendation, { ...context, partnership, request, id, command });
  }

  private async facts({ partnership, source }: RecommendationWanted, today: string): Promise<MakeRecommendationOrder['facts']> {
    const found = await this.partnerships.find(partnership);
    if (!found) return { sourceIsThere: false };
    const { revision, returnsHeld: actionsHeld } = found;
    const groups = found.groups.map(({ id }) => id);
    const facts = { partnership: { revision, actionsHeld, groups } };
    if (isOnRecord(source)) {
      const review = await this.sources.review(partnership, source.practiceReview);
      return { ...facts, review, sourceIsThere: review !== undefined };
    }
    const publishedOn = source.kind === 'practice-review' ? source.publishedOn : undefined;
    const rulesThen = publishedOn === undefined ? undefined : await this.rules.on(partnership, publishedOn);
    const practiceReviewsSince = (await this.rules.on(partnership, today))?.practiceReviewsSince;
    const sourceIsThere = await this.sources.isThere(partnership, source);
    return { ...facts, rulesThen, sourceIsThere, practiceReviewsSince };
  }
}
