import { actionOf, isResponseOverdue, responseFailuresIdOf, type ActionEvent, type ResponseFailureCounted } from '@goldenthread/actions';
import { londonDate } from '@goldenthread/calendar';
import type { Day, RecordedEvent } from '@goldenthread/event-sourcing';
import type { DayBegan } from './day.js';
import {
  follow,
  FOLLOWED_EVENTS,
  nothingFollowed,
  rulesThen,
  type FollowedAction,
  type FollowedActions,
  type FollowedEvent,
} from './followed-actions.js';
import type { Policy, PolicyOrder } from './policy.js';

/** What was counted already is not ordered again; to order it once more would change nothing. */
type Known = FollowedActions & { readonly counted: Set<string> };

/**
 * Whenever a day begins on which an agency has not responded to an action matrix in time, that failure is counted; and
 * whenever a response comes in late that no day had noticed. The count prepares the letter, once for each threshold.
 *
 * Source: Thurrock LSCP Implementation Plan, Meetings Performance Criteria.
 */
export const responseFailuresPolicy: Policy<Known, FollowedEvent | DayBegan | ResponseFailureCounted> = {
  name: 'response-failures',
  handles: ['DayBegan', 'ResponseFailureCounted', ...FOLLOWED_EVENTS],
  initial: () => ({ ...nothingFollowed(), counted: new Set() }),
  evolve: (state, event) => {
    if (event.type === 'ResponseFailureCounted') state.counted.add(event.data.matrix);
    else if (event.type !== 'DayBegan') follow(state, event);
  },
  react: (state, event) => {
    if (event.type === 'DayBegan') {
      const unanswered = [...state.actions.values()].filter((one) => isResponseOverdue(one, event.data.day));
      return unanswered.flatMap((one) => counted(state, one, event.data.day));
    }
    if (event.type === 'ResponseFailureCounted' || !isLateResponse(event)) return [];
    const answered = state.actions.get(actionOf(event.stream));
    return answered ? counted(state, answered, londonDate(event.recordedAt)) : [];
  },
};

function isLateResponse(event: RecordedEvent<FollowedEvent>): event is RecordedEvent<Extract<ActionEvent, { data: { late: boolean } }>> {
  return (event.type === 'ActionAccepted' || event.type === 'ActionRefused') && event.data.late;
}

function counted(state: Known, followed: FollowedAction, countedOn: Day): PolicyOrder[] {
  const { action, partnership, agency, agencyName, matrix, receivedOn, respondBy } = followed;
  if (receivedOn === null || respondBy === null || state.counted.has(matrix)) return [];
  const rules = rulesThen(state, partnership, receivedOn);
  if (!rules) return [];
  const failure = { matrix, action, receivedOn, respondBy };
  const command = { type: 'CountFailure', failure, partnership, agency, agencyName, rules, countedOn } as const;
  return [{ partnership, key: action, id: responseFailuresIdOf(partnership, agency), command }];
}
