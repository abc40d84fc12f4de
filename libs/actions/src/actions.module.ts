import { CaseAuditsModule } from '@goldenthread/case-audits';
import { IndicatorsModule } from '@goldenthread/indicators';
import { PartnershipModule } from '@goldenthread/partnership';
import { Section11Module } from '@goldenthread/section11';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActionReader } from './commands/action.reader.js';
import { AdoptRulesHandler, ChangeRulesHandler } from './commands/adopt-rules.handler.js';
import { DecideOnLetterHandler } from './commands/decide-on-letter.handler.js';
import { IssueActionHandler } from './commands/issue-action.handler.js';
import { HoldExtraordinaryMeetingHandler, RequestExtraordinaryMeetingHandler } from './commands/keep-extraordinary-meeting.handler.js';
import { CommissionReviewHandler, TakeReviewStepHandler } from './commands/keep-practice-review.handler.js';
import { MakeRecommendationHandler } from './commands/make-recommendation.handler.js';
import { MeetingReader } from './commands/meeting.reader.js';
import { RulesReader } from './commands/rules.reader.js';
import { SourceReader } from './commands/source.reader.js';
import { TakeActionStepHandler } from './commands/take-action-step.handler.js';
import { TakeMinutesStepHandler } from './commands/take-minutes-step.handler.js';
import { ActionsQueries } from './read-model/actions.queries.js';
import { FollowUpChangesQueries } from './read-model/follow-up-changes.queries.js';
import { ProceedingsQueries } from './read-model/proceedings.queries.js';

const handlers = [
  AdoptRulesHandler,
  ChangeRulesHandler,
  MakeRecommendationHandler,
  IssueActionHandler,
  TakeActionStepHandler,
  DecideOnLetterHandler,
  TakeMinutesStepHandler,
  RequestExtraordinaryMeetingHandler,
  HoldExtraordinaryMeetingHandler,
  CommissionReviewHandler,
  TakeReviewStepHandler,
];
const readers = [ActionReader, RulesReader];
const queries = [ActionsQueries, FollowUpChangesQueries, ProceedingsQueries];

/** Recommendations, actions and their clocks. Whoever imports it provides the `EventJournal` and the `CLOCK`, for all modules. */
@Module({
  imports: [CqrsModule, PartnershipModule, Section11Module, CaseAuditsModule, IndicatorsModule],
  providers: [...handlers, ...readers, SourceReader, MeetingReader, ...queries],
  exports: [...readers, ...queries],
})
export class ActionsModule {}
