import type { EventCatalogue } from '@goldenthread/event-sourcing';
import type { ActionEvent } from './action.events.js';
import type { ActionNoticeRaised } from './action-notices.events.js';
import type { FollowUpRulesEvent } from './follow-up-rules.events.js';
import type { ExtraordinaryMeetingEvent } from './extraordinary-meeting.events.js';
import type { MeetingMinutesEvent } from './meeting-minutes.events.js';
import type { PracticeReviewEvent } from './practice-review.events.js';
import type { RecommendationEvent } from './recommendation.events.js';
import type { ResponseFailureEvent } from './response-failures.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

export type FollowUpEvent =
  | RecommendationEvent
  | ActionEvent
  | FollowUpRulesEvent
  | ResponseFailureEvent
  | ActionNoticeRaised
  | MeetingMinutesEvent
  | ExtraordinaryMeetingEvent
  | PracticeReviewEvent;

/** The group of keys that seals what people wrote in a recommendation, an action or about one. */
const NARRATIVES = 'narratives';

const sealed = (...paths: readonly string[]): readonly [EventCatalogue[string][0]] => [
  { protects: Object.fromEntries(paths.map((path) => [path, NARRATIVES])) },
];

export const actionsEvents = {
  FollowUpRulesAdopted: [{ upcast: (data) => ({ ...data }) }, ...sealed('reason')],
  RecommendationMade: [{ ...sealed('text', 'source.title')[0], upcast: (data) => ({ ...data }) }, ...sealed('text', 'source.title')],
  ActionIssued: sealed('what', 'successMeasure', 'evidenceSought'),
  ActionReceived: [{}],
  ActionAccepted: [{}],
  ActionRefused: sealed('reason'),
  ActionProgressReported: sealed('progress'),
  ActionCompletionClaimed: sealed('statement', 'evidence.*.text', 'evidence.*.title', 'evidence.*.url'),
  ActionCompletionAccepted: sealed('comment'),
  ActionCompletionReturned: sealed('reason'),
  ActionImpactReviewed: sealed('found'),
  ActionReopened: sealed('reason'),
  ActionSuperseded: sealed('reason'),
  ResponseFailureCounted: [{}],
  ResponseLetterPrepared: [{}],
  ResponseLetterIssued: [{}],
  ResponseLetterHeld: sealed('reason'),
  StrategicPartnersInformed: [{}],
  ActionNoticeRaised: [{}],
  MinutesDrafted: [{}],
  MinutesApproved: [{}],
  MinutesCirculated: [{}],
  ExtraordinaryMeetingRequested: sealed('reason'),
  ExtraordinaryMeetingHeld: [{}],
  PracticeReviewCommissioned: sealed('title'),
  PracticeReviewPublished: [{}],
  PracticeReviewCopiesSent: [{}],
} satisfies Record<FollowUpEvent['type'], EventCatalogue[string]>;
