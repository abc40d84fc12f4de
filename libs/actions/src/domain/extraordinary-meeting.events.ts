import type { Day } from '@goldenthread/event-sourcing';
import type { RulesVersion } from './follow-up-rules.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Partner members asked in writing for a meeting outside the order of meetings. */
export type ExtraordinaryMeetingRequested = {
  readonly type: 'ExtraordinaryMeetingRequested';
  readonly data: {
    readonly partnership: string;
    readonly group: string;
    readonly groupName: string;
    /** When the request was received. */
    readonly receivedOn: Day;
    readonly reason: string;
    readonly supporters: readonly { readonly agency: string; readonly name: string }[];
    /** The last day to hold it on. */
    readonly holdBy: Day;
    readonly rules: RulesVersion;
    readonly partnershipRevision: number;
  };
};

/** The group met on it. */
export type ExtraordinaryMeetingHeld = {
  readonly type: 'ExtraordinaryMeetingHeld';
  readonly data: {
    readonly partnership: string;
    readonly group: string;
    readonly groupName: string;
    readonly heldOn: Day;
    readonly late: boolean;
  };
};

export type ExtraordinaryMeetingEvent = ExtraordinaryMeetingRequested | ExtraordinaryMeetingHeld;
