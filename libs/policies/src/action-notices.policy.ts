import { escalatedAfter, isOverdue, isResponseOverdue, receiptBy, type ActionNoticeRaised, type NoticeKind } from '@goldenthread/actions';
import type { Day } from '@goldenthread/event-sourcing';
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

/** What was raised already is not ordered again; to order it once more would change nothing. */
type Known = FollowedActions & { readonly raised: Set<string> };

/**
 * Whenever a day begins on which something of an action has fallen due and not happened (its receipt, its response,
 * itself, or that the sub-committee takes it up), a notice of that is raised: once for each day it was due.
 */
export const actionNoticesPolicy: Policy<Known, FollowedEvent | DayBegan | ActionNoticeRaised> = {
  name: 'action-notices',
  handles: ['DayBegan', 'ActionNoticeRaised', ...FOLLOWED_EVENTS],
  initial: () => ({ ...nothingFollowed(), raised: new Set() }),
  evolve: (state, event) => {
    if (event.type === 'ActionNoticeRaised') state.raised.add(keyOf(event.data.action, event.data));
    else if (event.type !== 'DayBegan') follow(state, event);
  },
  react: (state, event) => {
    if (event.type !== 'DayBegan') return [];
    const { day } = event.data;
    return [...state.actions.values()].flatMap((one) => {
      const news = missed(state, one, day).filter((notice) => !state.raised.has(keyOf(one.action, notice)));
      return news.map((notice) => order(one, notice, day));
    });
  },
};

type Missed = { readonly kind: NoticeKind; readonly lastDay: Day };

function missed(state: FollowedActions, followed: FollowedAction, day: Day): Missed[] {
  const { partnership, status, issuedOn, dueOn, receivedOn, respondBy } = followed;
  const over = (kind: NoticeKind, lastDay: Day | null | undefined): Missed[] => (lastDay && lastDay < day ? [{ kind, lastDay }] : []);
  const rules = (on: Day) => rulesThen(state, partnership, on);
  const awaitsReceipt = status === 'issued' && receivedOn === null ? rules(issuedOn) : undefined;
  const [isLate, whenDue] = [isOverdue(followed, day), rules(dueOn)];
  return [
    ...over('receipt-awaited', awaitsReceipt && receiptBy(awaitsReceipt, issuedOn)),
    ...over('response-overdue', isResponseOverdue(followed, day) ? respondBy : null),
    ...over('overdue', isLate ? dueOn : null),
    ...over('escalation-due', isLate && whenDue ? escalatedAfter(whenDue, dueOn) : null),
  ];
}

function keyOf(action: string, { kind, lastDay }: Missed): string {
  return `${action} ${kind} ${lastDay}`;
}

function order({ action, partnership, agency }: FollowedAction, { kind, lastDay }: Missed, raisedOn: Day): PolicyOrder {
  const notice = { partnership, action, agency, kind, lastDay, raisedOn };
  return { partnership, key: `${action} ${kind}`, id: action, command: { type: 'RaiseNotice', notice } };
}
