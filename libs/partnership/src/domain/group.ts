import { Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import type { GroupEvent, MeetingHeld } from './register.events.js';

/** The days a group met on. */
export type GroupState = ReadonlySet<Day>;

export type GroupCommand = {
  readonly type: 'RecordMeeting';
  readonly partnership: string;
  readonly group: string;
  readonly heldOn: Day;
  /** The day it is in London. */
  readonly today: Day;
  /** What its partnership calls the group; nothing where the partnership has no such group. */
  readonly groupName?: string;
};

/** Why a meeting is not recorded, each with what its words need. */
export type GroupRefusals = {
  'group-not-named': { readonly group: string };
  /** What has not been held is a plan. */
  'meeting-in-future': { readonly heldOn: Day; readonly today: Day };
};

/** The meetings of one group. */
export const group: Decider<GroupState, GroupCommand, GroupEvent> = {
  category: 'group',
  initial: new Set(),
  decide: (command, held) => (held.has(command.heldOn) ? [] : [hold(command)]),
  evolve: (held, { data }) => new Set([...held, data.heldOn]),
};

function hold({ partnership, group: id, groupName, heldOn, today }: GroupCommand): MeetingHeld & { effectiveOn: Day } {
  if (groupName === undefined) throw refusal('group-not-named', { group: id });
  if (heldOn > today) throw refusal('meeting-in-future', { heldOn, today });
  return { type: 'MeetingHeld', data: { partnership, group: id, groupName, heldOn }, effectiveOn: heldOn };
}

function refusal<Code extends keyof GroupRefusals>(code: Code, details: GroupRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
