import type { Day } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** The working days of England and Wales that something may take. */
export type WorkingDays = { readonly workingDays: number };

/** How a partnership follows up what it asks of its agencies, in its own published words turned into numbers. */
export type FollowUpRules = {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  /** The document and section they are taken from. */
  readonly source: string;
  /** The first day they can be applied to. */
  readonly inForceFrom: Day;
  /** From this day on, what is commissioned is a local child safeguarding practice review, and no serious case review. */
  readonly practiceReviewsSince: Day;
  /** A response to an action, from receipt of the action matrix. */
  readonly response: WorkingDays;
  /** How many failures to respond in time bring a letter, and how many more the next one. */
  readonly failuresToALetter: number;
  /** Minutes to the chair from the meeting, and to the members from the chair's approval. */
  readonly minutes: { readonly toChair: WorkingDays; readonly toMembers: WorkingDays };
  /** An extraordinary meeting, from receipt of the request, which so many partner members must support. */
  readonly extraordinaryMeeting: WorkingDays & { readonly supporters: number };
  /** Copies of a published practice review, in days of the calendar from publication. */
  readonly reviewCopies: { readonly days: number; readonly to: readonly string[] };
  /** Until when an agency records its receipt of an action, from its issue, before the business team must; null: not said. */
  readonly receipt: WorkingDays | null;
  /** How long an action may be overdue before it is put before the sub-committee; null: not said. */
  readonly escalation: WorkingDays | null;
};

/** Which version of which rules. */
export type RulesVersion = { readonly code: string; readonly version: number };

/** A partnership follows its actions up by these rules from a day on, until it adopts others. */
export type FollowUpRulesAdopted = {
  readonly type: 'FollowUpRulesAdopted';
  readonly data: {
    readonly partnership: string;
    readonly rules: FollowUpRules;
    readonly from: Day;
    /** Why these, where it was said: since version 2. */
    readonly reason?: string;
  };
};

export type FollowUpRulesEvent = FollowUpRulesAdopted;
