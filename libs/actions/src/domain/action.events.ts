import type { Day } from '@goldenthread/event-sourcing';
import type { RulesVersion } from './follow-up-rules.events.js';
import type { SourceKind } from './recommendation.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** What shows that something was done, or what came of it. All its words are protected. */
export type ActionEvidence =
  { readonly kind: 'note'; readonly text: string } | { readonly kind: 'link'; readonly title: string; readonly url: string };

/** One agency is asked to do one thing by a day. */
export type ActionIssued = {
  readonly type: 'ActionIssued';
  readonly data: {
    readonly partnership: string;
    readonly recommendation: string;
    readonly recommendationRevision: number;
    readonly sourceKind: SourceKind;
    /** Keys of themes, as the recommendation had them. */
    readonly themes: readonly string[];
    /** What is to be done, in a sentence. */
    readonly what: string;
    readonly agency: string;
    readonly agencyName: string;
    /** The person who answers for it there, by id, where one was named. */
    readonly owner: string | null;
    /** The day the matrix that holds it was sent. */
    readonly issuedOn: Day;
    readonly dueOn: Day;
    readonly successMeasure: string;
    readonly evidenceSought: string;
    /** The action matrix it went out in: of a meeting, with all else that came out of it, or of its own. */
    readonly matrix: string;
    /** The revision of the partnership's record that was read. */
    readonly partnershipRevision: number;
  };
};

/** The agency has the action matrix: from this day its time to respond is counted. */
export type ActionReceived = {
  readonly type: 'ActionReceived';
  readonly data: {
    readonly receivedOn: Day;
    /** Who says so: the agency itself, or the business team in its place. */
    readonly recordedBy: 'agency' | 'business-team';
    /** The last day on which a response is in time; null where no rules held on the day of receipt. */
    readonly respondBy: Day | null;
    readonly rules: RulesVersion | null;
  };
};

/** How a response stands to the day it was due. */
export type InResponse = {
  readonly respondedOn: Day;
  readonly respondBy: Day | null;
  readonly late: boolean;
};

/** The agency will do it. */
export type ActionAccepted = { readonly type: 'ActionAccepted'; readonly data: InResponse };

/** The agency will not do it, and says why. */
export type ActionRefused = { readonly type: 'ActionRefused'; readonly data: { readonly reason: string } & InResponse };

export type ActionProgressReported = {
  readonly type: 'ActionProgressReported';
  readonly data: {
    readonly progress: string;
    /** Which report it is, from 1. */
    readonly number: number;
  };
};

/** The agency says that it is done, and shows it. */
export type ActionCompletionClaimed = {
  readonly type: 'ActionCompletionClaimed';
  readonly data: {
    readonly statement: string;
    readonly evidence: readonly ActionEvidence[];
    readonly claimedOn: Day;
    /** Which claim it is, from 1. */
    readonly number: number;
  };
};

/** Somebody of another body than the agency has looked at the evidence, and agrees that it is done. */
export type ActionCompletionAccepted = {
  readonly type: 'ActionCompletionAccepted';
  readonly data: {
    readonly completedOn: Day;
    readonly number: number;
    readonly claimedBy: string;
    readonly comment?: string;
    /** Whether that was after the day it was due. */
    readonly afterDue: boolean;
  };
};

/** Somebody of another body has looked at the evidence, and more is wanted. */
export type ActionCompletionReturned = {
  readonly type: 'ActionCompletionReturned';
  readonly data: { readonly reason: string; readonly number: number };
};

/** What came of it for children and families, looked at some time after it was done. */
export type Impact = 'better' | 'no-difference' | 'worse' | 'too-early-to-say';

export type ActionImpactReviewed = {
  readonly type: 'ActionImpactReviewed';
  readonly data: {
    readonly impact: Impact;
    readonly found: string;
    readonly reviewedOn: Day;
    /** Which review it is, from 1. */
    readonly number: number;
  };
};

/** What was refused is asked for again, or what was done turns out not to be. */
export type ActionReopened = {
  readonly type: 'ActionReopened';
  readonly data: {
    readonly reason: string;
    /** A refused action awaits a new response; a completed one is under way again. */
    readonly from: 'refused' | 'completed';
    readonly dueOn: Day;
    readonly dueOnBefore: Day;
    /** Which reopening it is, from 1. */
    readonly number: number;
  };
};

/** Another action has taken its place. It stays on record as it was. */
export type ActionSuperseded = {
  readonly type: 'ActionSuperseded';
  readonly data: { readonly by: string; readonly reason: string };
};

export type ActionEvent =
  | ActionIssued
  | ActionReceived
  | ActionAccepted
  | ActionRefused
  | ActionProgressReported
  | ActionCompletionClaimed
  | ActionCompletionAccepted
  | ActionCompletionReturned
  | ActionImpactReviewed
  | ActionReopened
  | ActionSuperseded;

/** All that can happen to an action, for whoever looks at everything of it. */
export const ACTION_EVENTS = [
  'ActionIssued',
  'ActionReceived',
  'ActionAccepted',
  'ActionRefused',
  'ActionProgressReported',
  'ActionCompletionClaimed',
  'ActionCompletionAccepted',
  'ActionCompletionReturned',
  'ActionImpactReviewed',
  'ActionReopened',
  'ActionSuperseded',
] as const satisfies readonly ActionEvent['type'][];
