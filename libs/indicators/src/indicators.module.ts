import { PartnershipModule } from '@goldenthread/partnership';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AnswerProposalHandler } from './commands/answer-proposal.handler.js';
import { DecidePerformanceRiskHandler } from './commands/decide-performance-risk.handler.js';
import { DefineIndicatorHandler } from './commands/define-indicator.handler.js';
import { DefinitionReader } from './commands/definition.reader.js';
import { NameNeighboursHandler } from './commands/name-neighbours.handler.js';
import { RaisePerformanceRiskHandler } from './commands/raise-performance-risk.handler.js';
import { RebaseSeriesHandler } from './commands/rebase-series.handler.js';
import { RecordUploadHandler } from './commands/record-upload.handler.js';
import { RecordValuesHandler } from './commands/record-values.handler.js';
import { RestateValueHandler } from './commands/restate-value.handler.js';
import { SeriesFactsReader } from './commands/series-facts.js';
import { SetTargetHandler } from './commands/set-target.handler.js';
import { StateContributionHandler } from './commands/state-contribution.handler.js';
import { UploadChecker } from './commands/upload.checker.js';
import { WithdrawValueHandler } from './commands/withdraw-value.handler.js';
import { ComparatorQueries } from './read-model/comparator.queries.js';
import { FollowUpQueries } from './read-model/follow-up.queries.js';
import { IndicatorQueries } from './read-model/indicator.queries.js';
import { ContributionQueries } from './read-model/contribution.queries.js';
import { PerformanceChangesQueries } from './read-model/performance-changes.queries.js';
import { SubmissionQueries } from './read-model/submission.queries.js';

const handlers = [
  DefineIndicatorHandler,
  SetTargetHandler,
  RecordUploadHandler,
  RecordValuesHandler,
  RestateValueHandler,
  WithdrawValueHandler,
  RebaseSeriesHandler,
  NameNeighboursHandler,
  RaisePerformanceRiskHandler,
  DecidePerformanceRiskHandler,
  AnswerProposalHandler,
  StateContributionHandler,
];

/** Indicators, their figures and what those say. Whoever imports it provides the `EventJournal` and the `CLOCK`. */
@Module({
  imports: [CqrsModule, PartnershipModule],
  providers: [
    ...handlers,
    DefinitionReader,
    SeriesFactsReader,
    UploadChecker,
    ContributionQueries,
    IndicatorQueries,
    SubmissionQueries,
    ComparatorQueries,
    FollowUpQueries,
    PerformanceChangesQueries,
  ],
  exports: [
    DefinitionReader,
    ContributionQueries,
    IndicatorQueries,
    SubmissionQueries,
    ComparatorQueries,
    FollowUpQueries,
    PerformanceChangesQueries,
    UploadChecker,
  ],
})
export class IndicatorsModule {}
