import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import { extraordinaryMeetingBy } from './clocks.js';
import type { ExtraordinaryMeetingEvent, ExtraordinaryMeetingRequested } from './extraordinary-meeting.events.js';
import type { FollowUpRules } from './follow-up-rules.events.js';

export type ExtraordinaryMeetingState =
  { readonly status: 'not-requested' } | { readonly status: 'requested' | 'held'; readonly request: ExtraordinaryMeetingRequested['data'] };

/** What a request for an extraordinary meeting says. */
export type ExtraordinaryMeetingWanted = {
  readonly partnership: string;
  readonly group: string;
  readonly receivedOn: Day;
  readonly reason: string;
  /** The partner members who support it, by their agencies. */
  readonly supporters: readonly string[];
};

export type RequestExtraordinaryMeeting = {
  readonly type: 'RequestExtraordinaryMeeting';
  readonly wanted: ExtraordinaryMeetingWanted;
  readonly today: Day;
  /** What the handler read. */
  readonly facts: {
    readonly groupName?: string;
    readonly agencies: readonly { readonly id: string; readonly name: string }[];
    readonly partnershipRevision: number;
    /** Those that hold on the day of receipt. */
    readonly rules?: FollowUpRules;
  };
};

export type HoldExtraordinaryMeeting = {
  readonly type: 'HoldExtraordinaryMeeting';
  readonly heldOn: Day;
  readonly today: Day;
  /** Whether the group's meeting of that day is on record. */
  readonly meetingIsHeld: boolean;
};
export type ExtraordinaryMeetingCommand = RequestExtraordinaryMeeting | HoldExtraordinaryMeeting;

/** Why a request, or that it was held, is not recorded, each with what its words need. */
export type ExtraordinaryMeetingRefusals = {
  'group-not-named': { readonly group: string };
  'no-rules-then': { readonly on: Day };
  'agency-not-listed-here': { readonly agencies: readonly string[] };
  'too-few-supporters': { readonly supporters: number; readonly wanted: number };
  'step-in-future': { readonly on: Day; readonly today: Day };
  'step-before-it-began': { readonly on: Day; readonly earliest: Day };
  'meeting-not-recorded': { readonly heldOn: Day };
  'meeting-not-requested': object;
  'extraordinary-meeting-held': object;
};
export type ExtraordinaryMeetingRefusal = keyof ExtraordinaryMeetingRefusals;

/**
 * One request for an extraordinary meeting, until it is held.
 *
 * Source: Thurrock LSCP Implementation Plan, Decision Making: supported by at least two partner members, held within 15
 * working days of receipt.
 */
export const extraordinaryMeeting: Decider<ExtraordinaryMeetingState, ExtraordinaryMeetingCommand, ExtraordinaryMeetingEvent> = {
  category: 'extraordinaryMeeting',
  initial: { status: 'not-requested' },
  decide: (command, state) => {
    if (command.type === 'RequestExtraordinaryMeeting') return state.status === 'not-requested' ? [request(command)] : [];
    return [hold(command, state)];
  },
  evolve: (state, event) => {
    if (event.type === 'ExtraordinaryMeetingRequested') return { status: 'requested', request: event.data };
    return state.status === 'not-requested' ? state : { ...state, status: 'held' };
  },
};

/** The record of the request that a command makes: the same for every retry of it. */
export function extraordinaryMeetingIdOf(commandId: string): string {
  return idOf(extraordinaryMeeting.category, commandId);
}

/** The id of the request whose stream it is. */
export function extraordinaryMeetingOf(stream: string): string {
  return stream.slice(extraordinaryMeeting.category.length + 1);
}

function request({ wanted, today, facts }: RequestExtraordinaryMeeting): ExtraordinaryMeetingEvent {
  const { partnership, group, receivedOn, reason } = wanted;
  const { groupName, rules, agencies, partnershipRevision } = facts;
  if (groupName === undefined) throw refusal('group-not-named', { group });
  if (receivedOn > today) throw refusal('step-in-future', { on: receivedOn, today });
  const ids = [...new Set(wanted.supporters)];
  const strangers = ids.filter((id) => !agencies.some((agency) => agency.id === id));
  if (strangers.length > 0) throw refusal('agency-not-listed-here', { agencies: strangers });
  if (!rules || receivedOn < rules.inForceFrom) throw refusal('no-rules-then', { on: receivedOn });
  const holdBy = extraordinaryMeetingBy(rules, receivedOn, ids.length);
  if (holdBy === undefined) throw refusal('too-few-supporters', { supporters: ids.length, wanted: rules.extraordinaryMeeting.supporters });
  const supporters = agencies.filter(({ id }) => ids.includes(id)).map(({ id: agency, name }) => ({ agency, name }));
  const by = { holdBy, rules: { code: rules.code, version: rules.version }, partnershipRevision };
  return { type: 'ExtraordinaryMeetingRequested', data: { partnership, group, groupName, receivedOn, reason, supporters, ...by } };
}

function hold({ heldOn, today, meetingIsHeld }: HoldExtraordinaryMeeting, state: ExtraordinaryMeetingState): ExtraordinaryMeetingEvent {
  if (state.status === 'not-requested') throw refusal('meeting-not-requested', {});
  if (state.status === 'held') throw refusal('extraordinary-meeting-held', {});
  const { partnership, group, groupName, receivedOn, holdBy } = state.request;
  if (heldOn > today) throw refusal('step-in-future', { on: heldOn, today });
  if (heldOn < receivedOn) throw refusal('step-before-it-began', { on: heldOn, earliest: receivedOn });
  if (!meetingIsHeld) throw refusal('meeting-not-recorded', { heldOn });
  return { type: 'ExtraordinaryMeetingHeld', data: { partnership, group, groupName, heldOn, late: heldOn > holdBy } };
}

function refusal<Code extends ExtraordinaryMeetingRefusal>(code: Code, details: ExtraordinaryMeetingRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
