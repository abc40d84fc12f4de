import { readModel, type ReadModel } from '@goldenthread/read-models';
import { actionProjection } from './action.projection.js';
import { ActionRow } from './action.row.js';
import { actionHistoryProjection } from './action-history.projection.js';
import { ActionHistoryRow } from './action-history.row.js';
import { extraordinaryMeetingProjection } from './extraordinary-meeting.projection.js';
import { ExtraordinaryMeetingRow } from './extraordinary-meeting.row.js';
import { followUpChangeProjection } from './follow-up-change.projection.js';
import { FollowUpChangeRow } from './follow-up-change.row.js';
import { followUpRulesProjection } from './follow-up-rules.projection.js';
import { FollowUpRulesRow } from './follow-up-rules.row.js';
import { meetingMinutesProjection } from './meeting-minutes.projection.js';
import { MeetingMinutesRow } from './meeting-minutes.row.js';
import { practiceReviewProjection } from './practice-review.projection.js';
import { PracticeReviewRow } from './practice-review.row.js';
import { recommendationProjection } from './recommendation.projection.js';
import { RecommendationRow } from './recommendation.row.js';
import { ResponseFailureRow } from './response-failure.row.js';
import { responseFailuresProjection } from './response-failures.projection.js';
import { ResponseLetterRow } from './response-letter.row.js';

/** Everything that is shown of recommendations and actions. */
export const actionsReadModels: readonly ReadModel[] = [
  readModel(followUpRulesProjection, FollowUpRulesRow),
  readModel(recommendationProjection, RecommendationRow),
  readModel(actionProjection, ActionRow),
  readModel(actionHistoryProjection, ActionHistoryRow),
  readModel(followUpChangeProjection, FollowUpChangeRow),
  readModel(meetingMinutesProjection, MeetingMinutesRow),
  readModel(extraordinaryMeetingProjection, ExtraordinaryMeetingRow),
  readModel(practiceReviewProjection, PracticeReviewRow),
  readModel(responseFailuresProjection, ResponseFailureRow, ResponseLetterRow),
];
