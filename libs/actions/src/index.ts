export * from '../data/reviews.js';
export * from '../data/themes.js';
export * from '../data/thurrock-2019.rules.js';
export * from './domain/actions.events.js';
export * from './domain/action.events.js';
export type { ActionCommand, ActionRefusal, ActionRefusals, ActionStatus, ActionStep, ActionWanted } from './domain/action.commands.js';
export * from './domain/action.js';
export * from './domain/action-notices.events.js';
export * from './domain/action-notices.js';
export * from './domain/clocks.js';
export * from './domain/follow-up-rules.events.js';
export type { RuleChanges } from './domain/changed-rules.js';
export { followUpRules, rulesOn, type FollowUpRulesRefusal } from './domain/follow-up-rules.js';
export { extraordinaryMeetingIdOf, type ExtraordinaryMeetingRefusal } from './domain/extraordinary-meeting.js';
export { meetingMinutesIdOf, type MeetingMinutesRefusal } from './domain/meeting-minutes.js';
export { practiceReviewIdOf, type PracticeReviewRefusal, type PracticeReviewWanted } from './domain/practice-review.js';
export * from './domain/recommendation.events.js';
export {
  auditRecommendationIdOf,
  recommendation,
  recommendationIdOf,
  recommendationOf,
  type RecommendationRefusal,
  type RecommendationWanted,
  type SourceWanted,
} from './domain/recommendation.js';
export * from './domain/response-failures.events.js';
export * from './domain/response-failures.js';
export * from './commands/action.reader.js';
export * from './commands/adopt-rules.handler.js';
export * from './commands/decide-on-letter.handler.js';
export * from './commands/issue-action.handler.js';
export * from './commands/keep-extraordinary-meeting.handler.js';
export * from './commands/keep-practice-review.handler.js';
export * from './commands/make-recommendation.handler.js';
export * from './commands/rules.reader.js';
export * from './commands/take-action-step.handler.js';
export * from './commands/take-minutes-step.handler.js';
export * from './read-model/action.row.js';
export * from './read-model/action-history.row.js';
export * from './read-model/action-scope.js';
export * from './read-model/actions.queries.js';
export * from './read-model/actions.read-models.js';
export { MOST_LINES, type AttentionLine } from './read-model/attention.js';
export * from './read-model/follow-up-changes.queries.js';
export * from './read-model/follow-up-rules.row.js';
export { daysOf, isOpen, type ActionDays, type OverdueOfAgency, type RegisterFilter } from './read-model/register.js';
export * from './read-model/overdue-moments.js';
export { areCopiesLate, isMeetingLate, type ShownMinutes } from './read-model/proceedings.js';
export * from './read-model/proceedings.queries.js';
export * from './read-model/recommendation.row.js';
export * from './read-model/response-failure.row.js';
export * from './read-model/response-letter.row.js';
export * from './read-model/shown.js';
export * from './actions.module.js';
