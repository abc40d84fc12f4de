import type { Actor, Day, Instant } from '@goldenthread/event-sourcing';
import type { Section11CycleOpened } from './section11-cycle.events.js';
import type { BroughtForward, Evidence, Rating, Section11AnswerRecorded } from './section11-return.events.js';
import type { Tool } from './section11-tool.events.js';

/** What an agency says to one item. */
export type Answer = Pick<Section11AnswerRecorded['data'], 'rating' | 'reason' | 'narrative' | 'evidence'> & {
  readonly broughtForwardFrom?: BroughtForward;
};

/** An answer as it came in: its rating is refused where it is not on the scale. */
export type AnswerGiven = {
  readonly rating: string;
  readonly reason?: string;
  readonly narrative?: string;
  readonly evidence: readonly Evidence[];
};

export type SignOff = { readonly signedOffBy: Actor; readonly signedOffAt: Instant };

/** What the handler read of the return's cycle. */
export type CycleWindow = {
  readonly revision: number;
  /** Nothing while it is open. */
  readonly closedOn?: Day;
  /** The last day on which the agency is let in all the same; nothing where it was not admitted. */
  readonly admittedUntil?: Day;
};

/** When a command is decided, in London, and how the cycle stands. The window is missing only where the return is. */
type InTime = { readonly today: Day; readonly window?: CycleWindow };

export type OpenReturn = {
  readonly type: 'OpenReturn';
  readonly cycle: string;
  readonly agency: string;
  readonly today: Day;
  /** What the handler read. Nothing where there is no such cycle, or no such tool. */
  readonly facts: {
    readonly cycle?: Section11CycleOpened['data'] & { readonly revision: number };
    readonly tool?: Tool & { readonly revision: number };
    readonly window?: CycleWindow;
  };
};

/** An answer of an earlier return, as the handler read it. */
export type EarlierAnswer = {
  readonly partnership: string;
  readonly cycle: string;
  readonly cycleTitle: string;
  readonly dueOn: Day;
  readonly agency: string;
  readonly item: string;
  readonly question: string;
  readonly answer: Answer;
};

export type RecordAnswer = {
  readonly type: 'RecordAnswer';
  readonly item: string;
  /** The revision of the event that last touched this answer, as its author read it. */
  readonly basedOn: number | 'new';
  /** Which answer of the agency's earlier return it was taken from; `earlier` is what was found there, if anything. */
  readonly broughtForwardFrom?: { readonly return: string; readonly revision: number; readonly earlier?: EarlierAnswer };
} & AnswerGiven &
  InTime;

export type SignOffReturn = {
  readonly type: 'SignOffReturn';
  readonly statement?: string;
  /** The revision of the return that the signer read. */
  readonly basedOn: number;
  readonly actor: Actor;
} & InTime;

export type SubmitReturn = { readonly type: 'SubmitReturn'; readonly basedOn: number } & InTime;

export type ReopenReturn = { readonly type: 'ReopenReturn'; readonly reason: string; readonly basedOn: number } & InTime;

export type CorrectAnswer = {
  readonly type: 'CorrectAnswer';
  readonly item: string;
  readonly answer: AnswerGiven;
  readonly reason: string;
  readonly basedOn: number;
};

export type Section11ReturnCommand = OpenReturn | RecordAnswer | SignOffReturn | SubmitReturn | ReopenReturn | CorrectAnswer;

/** Why a return refuses a command, each with what its words need. `answer-changed` holds people's own words: never log it. */
export type Section11ReturnRefusals = {
  'cycle-not-open': { readonly cycle: string };
  'tool-not-published': { readonly code: string; readonly version: number };
  'agency-not-in-cycle': { readonly cycle: string; readonly agency: string };
  'return-not-open': object;
  'item-not-in-tool': { readonly item: string };
  'rating-not-on-scale': { readonly rating: string; readonly scale: readonly string[] };
  'reason-needed': { readonly item: string };
  'reason-not-wanted': { readonly item: string; readonly rating: Rating };
  /** The last three are null where the item has no answer after all. */
  'answer-changed': {
    readonly item: string;
    readonly yours: Answer;
    readonly theirs: Answer | null;
    readonly currentRevision: number | null;
    readonly changedBy: Actor | null;
    readonly changedAt: Instant | null;
  };
  'return-changed': { readonly currentRevision: number; readonly changedBy: Actor; readonly changedAt: Instant };
  'items-unanswered': { readonly missing: readonly { readonly item: string; readonly question: string }[] };
  'author-cannot-sign-off': { readonly person: string };
  'already-signed-off': SignOff;
  'not-signed-off': object;
  'return-submitted': { readonly submittedOn: Day };
  'return-not-submitted': object;
  /** Nothing in `admittedUntil` where the agency was never admitted; a day gone by where its admission is over. */
  'cycle-closed': { readonly closedOn: Day; readonly admittedUntil: Day | null };
  'cannot-bring-forward': { readonly item: string; readonly return: string; readonly revision: number };
  'say-why': object;
};
export type Section11ReturnRefusal = keyof Section11ReturnRefusals;
