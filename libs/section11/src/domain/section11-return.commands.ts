import type { Actor, Day, Instant } from '@goldenthread/event-sourcing';
import type { Section11CycleOpened } from './section11-cycle.events.js';
import type { Evidence, Rating, Section11AnswerRecorded } from './section11-return.events.js';
import type { Tool } from './section11-tool.events.js';

/** What an agency says to one item. */
export type Answer = Pick<Section11AnswerRecorded['data'], 'rating' | 'reason' | 'narrative' | 'evidence'>;

export type SignOff = { readonly signedOffBy: Actor; readonly signedOffAt: Instant };

export type OpenReturn = {
  readonly type: 'OpenReturn';
  readonly cycle: string;
  readonly agency: string;
  /** What the handler read. Nothing where there is no such cycle, or no such tool. */
  readonly facts: {
    readonly cycle?: Section11CycleOpened['data'] & { readonly revision: number };
    readonly tool?: Tool & { readonly revision: number };
  };
};

export type RecordAnswer = {
  readonly type: 'RecordAnswer';
  readonly item: string;
  /** As it came in: refused where it is not on the scale. */
  readonly rating: string;
  readonly reason?: string;
  readonly narrative?: string;
  readonly evidence: readonly Evidence[];
  /** The revision of the event that last touched this answer, as its author read it. */
  readonly basedOn: number | 'new';
  readonly today: Day;
};

export type SignOffReturn = {
  readonly type: 'SignOffReturn';
  readonly statement?: string;
  /** The revision of the return that the signer read. */
  readonly basedOn: number;
  readonly actor: Actor;
};

export type SubmitReturn = { readonly type: 'SubmitReturn'; readonly basedOn: number; readonly today: Day };

export type Section11ReturnCommand = OpenReturn | RecordAnswer | SignOffReturn | SubmitReturn;

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
};
export type Section11ReturnRefusal = keyof Section11ReturnRefusals;
