import { PartnershipModule } from '@goldenthread/partnership';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActionReader } from './commands/action.reader.js';
import { AdoptRulesHandler } from './commands/adopt-rules.handler.js';
import { DecideOnLetterHandler } from './commands/decide-on-letter.handler.js';
import { IssueActionHandler } from './commands/issue-action.handler.js';
import { MakeRecommendationHandler } from './commands/make-recommendation.handler.js';
import { RulesReader } from './commands/rules.reader.js';
import { TakeActionStepHandler } from './commands/take-action-step.handler.js';
import { ActionsQueries } from './read-model/actions.queries.js';
import { FollowUpChangesQueries } from './read-model/follow-up-changes.queries.js';

const handlers = [AdoptRulesHandler, MakeRecommendationHandler, IssueActionHandler, TakeActionStepHandler, DecideOnLetterHandler];
const readers = [ActionReader, RulesReader];
const queries = [ActionsQueries, FollowUpChangesQueries];

/** Recommendations, actions and their clocks. Whoever imports it provides the `EventJournal` and the `CLOCK`, for all modules. */
@Module({
  imports: [CqrsModule, PartnershipModule],
  providers: [...handlers, ...readers, ...queries],
  exports: [...readers, ...queries],
})
export class ActionsModule {}
