import type { Actor, Day } from '@goldenthread/event-sourcing';
import type { Basis, Duty, ToolVersion } from './section11-cycle.events.js';
import type { LevelKey } from './section11-tool.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** A level of the scale, or that the item does not apply to the agency. */
export type Rating = LevelKey | 'not-applicable';

/** What shows that an answer is true. All its words are protected. */
export type Evidence =
  { readonly kind: 'note'; readonly text: string } | { readonly kind: 'link'; readonly title: string; readonly url: string };

/** What is asked, in the words that the agency will see and answer. */
export type Questionnaire = readonly {
  readonly key: string;
  readonly title: string;
  readonly items: readonly { readonly key: string; readonly question: string }[];
}[];

/**
 * The items of one heading by their rating. `of` is what "3 of 4 met" is said of: all of the heading's items but those
 * that do not apply, so it is the sum of `met`, `partlyMet`, `notMet` and `unanswered`.
 */
export type HeadingCount = {
  readonly met: number;
  readonly partlyMet: number;
  readonly notMet: number;
  readonly notApplicable: number;
  readonly unanswered: number;
  readonly of: number;
};

/** How many of all items have an answer; "does not apply" is one. */
export type AnswerCount = { readonly answered: number; readonly of: number };

/** One heading at submission, when nothing is unanswered. */
export type Standard = { readonly heading: string; readonly title: string } & Omit<HeadingCount, 'unanswered'>;

/** An agency begins its self-assessment in a cycle: one return for each of both. */
export type Section11ReturnOpened = {
  readonly type: 'Section11ReturnOpened';
  readonly data: {
    readonly partnership: string;
    readonly cycle: string;
    readonly cycleTitle: string;
    readonly agency: string;
    readonly agencyName: string;
    readonly basis: Basis;
    readonly duty: Duty;
    readonly dueOn: Day;
    readonly tool: ToolVersion;
    readonly scale: { readonly id: string; readonly version: number; readonly levels: readonly LevelKey[] };
    readonly questionnaire: Questionnaire;
    /** The revisions of the records that were read. */
    readonly cycleRevision: number;
    readonly toolRevision: number;
  };
};

/** The return after an answer: how many items have one, and the heading it belongs to. */
export type AnswerTally = AnswerCount & { readonly heading: { readonly key: string } & HeadingCount };

/**
 * Where an answer was taken from: the agency's own return of an earlier cycle. `kept` says whether it was taken over to
 * the letter, or changed.
 */
export type BroughtForward = {
  readonly return: string;
  readonly cycle: string;
  readonly cycleTitle: string;
  /** The revision of the earlier return that holds it. */
  readonly revision: number;
  readonly kept: boolean;
};

/**
 * The cycle as it was read before the decision. Where it was closed at a revision after `cycleRevision`, and yet before
 * this event, the two raced, and this one was accepted.
 */
export type InCycle = {
  readonly cycleRevision: number;
  /** Whether the cycle was closed, and the agency let in by an admission. */
  readonly admitted: boolean;
};

/** The whole answer to one item, as it stands from now on. */
export type Section11AnswerRecorded = {
  readonly type: 'Section11AnswerRecorded';
  readonly data: {
    readonly item: string;
    readonly heading: string;
    readonly question: string;
    readonly rating: Rating;
    /** What it was rated until now; null where it had no answer. */
    readonly ratingBefore: Rating | null;
    /** Why the item does not apply: there just where it does not. */
    readonly reason?: string;
    readonly narrative?: string;
    readonly evidence: readonly Evidence[];
    readonly broughtForwardFrom?: BroughtForward;
    readonly tally: AnswerTally;
    /** Whether the due day was over in London. */
    readonly afterDue: boolean;
  } & InCycle;
};

/** What had been signed off has changed since, so the sign-off holds no more. */
export type Section11SignOffWithdrawn = {
  readonly type: 'Section11SignOffWithdrawn';
  readonly data: { readonly because: 'answer-changed'; readonly item: string };
};

/** Someone who answered nothing in the return confirms all of it for the agency. */
export type Section11ReturnSignedOff = {
  readonly type: 'Section11ReturnSignedOff';
  readonly data: {
    readonly statement?: string;
    /** The people who had answered any item at any time. */
    readonly authors: readonly string[];
  } & AnswerCount &
    InCycle;
};

/** The return is with the partnership, in time or late. From now on it is corrected in the open, or reopened. */
export type Section11ReturnSubmitted = {
  readonly type: 'Section11ReturnSubmitted';
  readonly data: {
    readonly cycle: string;
    readonly agency: string;
    readonly dueOn: Day;
    /** The day in London. */
    readonly submittedOn: Day;
    readonly late: boolean;
    /** 0 where it is in time. */
    readonly daysLate: number;
    readonly standards: readonly Standard[];
    readonly signedOffBy: Actor;
    /** Which submission of this return it is, from 1. */
    readonly number: number;
  } & AnswerCount &
    InCycle;
};

/** The partnership gives a submitted return back to its agency. What had been submitted stays on record as it was. */
export type Section11ReturnReopened = {
  readonly type: 'Section11ReturnReopened';
  readonly data: {
    readonly reason: string;
    readonly submittedOn: Day;
    /** The submission that no longer stands, from 1. */
    readonly number: number;
  } & InCycle;
};

/** A submitted answer was wrong, and is put right without giving the return back. What it was stays readable. */
export type Section11AnswerCorrected = {
  readonly type: 'Section11AnswerCorrected';
  readonly data: {
    readonly item: string;
    readonly heading: string;
    readonly question: string;
    readonly answer: {
      readonly rating: Rating;
      readonly reason?: string;
      readonly narrative?: string;
      readonly evidence: readonly Evidence[];
    };
    /** Why it is corrected. */
    readonly reason: string;
    /** What it corrects: the revision of the event that holds it, and the rating it had. */
    readonly corrects: { readonly revision: number; readonly rating: Rating };
    readonly tally: AnswerTally;
    /** How many corrections the return has had, this one among them. */
    readonly number: number;
  };
};

export type Section11ReturnEvent =
  | Section11ReturnOpened
  | Section11AnswerRecorded
  | Section11SignOffWithdrawn
  | Section11ReturnSignedOff
  | Section11ReturnSubmitted
  | Section11ReturnReopened
  | Section11AnswerCorrected;
