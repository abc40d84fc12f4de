import type { Day } from '@goldenthread/event-sourcing';
import type { RulesVersion } from './follow-up-rules.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** An action matrix that an agency received and did not respond to in time. */
export type FailureToRespond = {
  readonly matrix: string;
  /** The action by which it was noticed; others of the same matrix are the same occasion. */
  readonly action: string;
  readonly receivedOn: Day;
  readonly respondBy: Day;
};

/** An agency failed once more to respond in time. */
export type ResponseFailureCounted = {
  readonly type: 'ResponseFailureCounted';
  readonly data: FailureToRespond & {
    readonly partnership: string;
    readonly agency: string;
    readonly agencyName: string;
    /** How many there have been, this one among them. */
    readonly occasion: number;
  };
};

/** As often as the rules say: a letter to the agency's executive member is ready, and the Business Manager decides on it. */
export type ResponseLetterPrepared = {
  readonly type: 'ResponseLetterPrepared';
  readonly data: {
    readonly partnership: string;
    readonly agency: string;
    readonly agencyName: string;
    /** Which letter to this agency it is, from 1: one for each threshold. */
    readonly letter: number;
    /** How many failures there had been. */
    readonly occasions: number;
    /** Those it is about: all since the letter before. */
    readonly failures: readonly FailureToRespond[];
    readonly rules: RulesVersion;
    readonly preparedOn: Day;
  };
};

type Decided = { readonly partnership: string; readonly agency: string; readonly letter: number; readonly decidedOn: Day };

/** The Business Manager sends it. */
export type ResponseLetterIssued = { readonly type: 'ResponseLetterIssued'; readonly data: Decided };

/** The Business Manager does not send it for the time being, and says why. */
export type ResponseLetterHeld = { readonly type: 'ResponseLetterHeld'; readonly data: Decided & { readonly reason: string } };

/** The strategic partners are told of a letter, and of what was decided on it. */
export type StrategicPartnersInformed = {
  readonly type: 'StrategicPartnersInformed';
  readonly data: Decided & { readonly of: 'issued' | 'held' };
};

export type ResponseFailureEvent =
  ResponseFailureCounted | ResponseLetterPrepared | ResponseLetterIssued | ResponseLetterHeld | StrategicPartnersInformed;
