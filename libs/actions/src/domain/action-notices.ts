import type { Decider } from '@goldenthread/event-sourcing';
import type { ActionNoticeRaised } from './action-notices.events.js';

/** What was raised, each once for the day it was due: a due day that moved brings a notice of its own. */
export type ActionNoticesState = ReadonlySet<string>;

export type RaiseNotice = { readonly type: 'RaiseNotice'; readonly notice: ActionNoticeRaised['data'] };

/** The notices of one action, under the action's own id. They stand beside its record, so that they are in nobody's way there. */
export const actionNotices: Decider<ActionNoticesState, RaiseNotice, ActionNoticeRaised> = {
  category: 'actionNotices',
  initial: new Set(),
  decide: ({ notice }, raised) => (raised.has(keyOf(notice)) ? [] : [{ type: 'ActionNoticeRaised', data: notice }]),
  evolve: (raised, { data }) => new Set([...raised, keyOf(data)]),
};

function keyOf({ kind, lastDay }: ActionNoticeRaised['data']): string {
  return `${kind} ${lastDay}`;
}
