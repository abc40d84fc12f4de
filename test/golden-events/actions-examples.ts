import {
  adopted,
  adoptedAnew,
  aNotice,
  anActionsLife,
  anExtraordinaryMeeting,
  aPracticeReview,
  made,
  madeOfReview,
  minutesOfIt,
  twoFailures,
} from '@goldenthread/actions/testing';
import type { DayBegan } from '@goldenthread/policies';
import type { DomainEvent } from '@goldenthread/event-sourcing';

const ID = '00000000-0000-4000-8000-0000000000d1';

type Example = { readonly stream: string; readonly event: DomainEvent };

/** The last of each type among events of one category. */
function lastOfEach(category: string, events: readonly DomainEvent[]): Record<string, Example> {
  return Object.fromEntries(events.map((event) => [`${event.type}.v1`, { stream: `${category}-${ID}`, event }]));
}

const dayBegan: DayBegan = { type: 'DayBegan', data: { day: '2026-03-31', before: '2026-03-30' } };

/** One example of everything that is recorded of recommendations and actions. */
export const actionsExamples: Readonly<Record<string, Example>> = {
  ...lastOfEach('followUpRules', [adopted]),
  'FollowUpRulesAdopted.v2': { stream: `followUpRules-${ID}`, event: adoptedAnew },
  ...lastOfEach('recommendation', [made]),
  'RecommendationMade.v2': { stream: `recommendation-${ID}`, event: madeOfReview },
  ...lastOfEach('action', anActionsLife),
  ...lastOfEach('responseFailures', twoFailures),
  ...lastOfEach('actionNotices', [aNotice]),
  ...lastOfEach('meetingMinutes', minutesOfIt),
  ...lastOfEach('extraordinaryMeeting', anExtraordinaryMeeting),
  ...lastOfEach('practiceReview', aPracticeReview),
  ...lastOfEach('days', [dayBegan]),
};
