import type { Day } from '@goldenthread/event-sourcing';
import type { RulesVersion } from './follow-up-rules.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

type OfMeeting = { readonly partnership: string; readonly group: string; readonly groupName: string; readonly heldOn: Day };

/** The minutes of a meeting were written and went to its chair for approval. */
export type MinutesDrafted = {
  readonly type: 'MinutesDrafted';
  readonly data: OfMeeting & {
    readonly draftedOn: Day;
    /** The last day that would have been in time; null where no rule held on the day of the meeting. */
    readonly toChairBy: Day | null;
    readonly late: boolean;
    readonly rules: RulesVersion | null;
  };
};

/** The chair approved them: from now on they are owed to the members. */
export type MinutesApproved = {
  readonly type: 'MinutesApproved';
  readonly data: OfMeeting & { readonly approvedOn: Day; readonly toMembersBy: Day | null; readonly rules: RulesVersion | null };
};

/** The agreed minutes went to the members. */
export type MinutesCirculated = {
  readonly type: 'MinutesCirculated';
  readonly data: OfMeeting & { readonly circulatedOn: Day; readonly toMembersBy: Day | null; readonly late: boolean };
};

export type MeetingMinutesEvent = MinutesDrafted | MinutesApproved | MinutesCirculated;
