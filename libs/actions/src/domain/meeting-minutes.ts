import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import { minutesToChairBy, minutesToMembersBy } from './clocks.js';
import type { FollowUpRules, RulesVersion } from './follow-up-rules.events.js';
import type { MeetingMinutesEvent, MinutesDrafted } from './meeting-minutes.events.js';

export type MeetingMinutesState =
  | { readonly status: 'not-drafted' }
  | { readonly status: 'drafted'; readonly of: MinutesDrafted['data'] }
  | { readonly status: 'approved'; readonly of: MinutesDrafted['data']; readonly approvedOn: Day; readonly toMembersBy: Day | null }
  | { readonly status: 'circulated' };

/** What the handler read. */
export type MinutesFacts = {
  /** What the partnership calls the group; nothing where it has no such group. */
  readonly groupName?: string;
  /** Whether the group's meeting of that day is on record. */
  readonly meetingIsHeld: boolean;
  /** Those that hold on the day that the step counts from. */
  readonly rules?: FollowUpRules;
};

/** One step of the minutes of one meeting. */
export type TakeMinutesStep = {
  readonly type: 'DraftMinutes' | 'ApproveMinutes' | 'CirculateMinutes';
  readonly partnership: string;
  readonly group: string;
  readonly heldOn: Day;
  /** The day on which it happened. */
  readonly on: Day;
  /** The day it is in London. */
  readonly today: Day;
  readonly facts: MinutesFacts;
};

/** Why a step of minutes is not recorded, each with what its words need. */
export type MeetingMinutesRefusals = {
  'group-not-named': { readonly group: string };
  'meeting-not-recorded': { readonly heldOn: Day };
  'step-in-future': { readonly on: Day; readonly today: Day };
  'step-before-it-began': { readonly on: Day; readonly earliest: Day };
  'minutes-not-drafted': object;
  'minutes-not-approved': object;
  'minutes-step-taken': { readonly status: MeetingMinutesState['status'] };
};
export type MeetingMinutesRefusal = keyof MeetingMinutesRefusals;

/**
 * The minutes of one meeting of one group: to the chair, approved, to the members.
 *
 * Source: Thurrock LSCP Implementation Plan, Meetings Performance Criteria.
 */
export const meetingMinutes: Decider<MeetingMinutesState, TakeMinutesStep, MeetingMinutesEvent> = {
  category: 'meetingMinutes',
  initial: { status: 'not-drafted' },

  decide: (command, state) => {
    mustBePossible(command);
    switch (command.type) {
      case 'DraftMinutes':
        return [draft(command, state)];
      case 'ApproveMinutes':
        return [approve(command, state)];
      case 'CirculateMinutes':
        return [circulate(command, state)];
    }
  },

  evolve: (state, event) => {
    switch (event.type) {
      case 'MinutesDrafted':
        return { status: 'drafted', of: event.data };
      case 'MinutesApproved': {
        const { approvedOn, toMembersBy } = event.data;
        return state.status === 'drafted' ? { ...state, status: 'approved', approvedOn, toMembersBy } : state;
      }
      case 'MinutesCirculated':
        return { status: 'circulated' };
    }
  },
};

/** The one record of the minutes of a group's meeting on a day. */
export function meetingMinutesIdOf(group: string, heldOn: Day): string {
  return idOf(meetingMinutes.category, group, heldOn);
}

function mustBePossible({ group, heldOn, on, today, facts }: TakeMinutesStep): void {
  if (facts.groupName === undefined) throw refusal('group-not-named', { group });
  if (!facts.meetingIsHeld) throw refusal('meeting-not-recorded', { heldOn });
  if (on > today) throw refusal('step-in-future', { on, today });
  if (on < heldOn) throw refusal('step-before-it-began', { on, earliest: heldOn });
}

function draft(command: TakeMinutesStep, state: MeetingMinutesState): MeetingMinutesEvent {
  if (state.status !== 'not-drafted') throw refusal('minutes-step-taken', { status: state.status });
  const { heldOn, on, facts } = command;
  const toChairBy = (facts.rules && minutesToChairBy(facts.rules, heldOn)) ?? null;
  const late = toChairBy !== null && on > toChairBy;
  return {
    type: 'MinutesDrafted',
    data: { ...meetingOf(command), draftedOn: on, toChairBy, late, rules: versionOf(toChairBy, facts.rules) },
  };
}

function approve(command: TakeMinutesStep, state: MeetingMinutesState): MeetingMinutesEvent {
  if (state.status === 'not-drafted') throw refusal('minutes-not-drafted', {});
  if (state.status !== 'drafted') throw refusal('minutes-step-taken', { status: state.status });
  const { on, facts } = command;
  if (on < state.of.draftedOn) throw refusal('step-before-it-began', { on, earliest: state.of.draftedOn });
  const toMembersBy = (facts.rules && minutesToMembersBy(facts.rules, on)) ?? null;
  return {
    type: 'MinutesApproved',
    data: { ...meetingOf(command), approvedOn: on, toMembersBy, rules: versionOf(toMembersBy, facts.rules) },
  };
}

function circulate(command: TakeMinutesStep, state: MeetingMinutesState): MeetingMinutesEvent {
  if (state.status === 'circulated') throw refusal('minutes-step-taken', { status: state.status });
  if (state.status !== 'approved') throw refusal('minutes-not-approved', {});
  const { approvedOn, toMembersBy } = state;
  const { on } = command;
  if (on < approvedOn) throw refusal('step-before-it-began', { on, earliest: approvedOn });
  const late = toMembersBy !== null && on > toMembersBy;
  return { type: 'MinutesCirculated', data: { ...meetingOf(command), circulatedOn: on, toMembersBy, late } };
}

function meetingOf({ partnership, group, heldOn, facts }: TakeMinutesStep) {
  return { partnership, group, groupName: facts.groupName ?? '', heldOn };
}

/** The rules that a last day was counted by; nothing where none was. */
function versionOf(counted: Day | null, rules: FollowUpRules | undefined): RulesVersion | null {
  return counted !== null && rules ? { code: rules.code, version: rules.version } : null;
}

function refusal<Code extends MeetingMinutesRefusal>(code: Code, details: MeetingMinutesRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
