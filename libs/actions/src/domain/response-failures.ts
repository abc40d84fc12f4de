import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import type { FollowUpRules } from './follow-up-rules.events.js';
import type { FailureToRespond, ResponseFailureCounted, ResponseFailureEvent, ResponseLetterPrepared } from './response-failures.events.js';

type Letter = { readonly status: 'prepared' | 'issued' | 'held'; readonly particulars: ResponseLetterPrepared['data'] };

export type ResponseFailuresState = {
  /** By the matrix, in the order they were counted. */
  readonly failures: readonly FailureToRespond[];
  /** The first letter at index 0. */
  readonly letters: readonly Letter[];
};

export type CountFailure = {
  readonly type: 'CountFailure';
  readonly failure: FailureToRespond;
  readonly partnership: string;
  readonly agency: string;
  readonly agencyName: string;
  /** The rules that held on the day of receipt. */
  readonly rules: FollowUpRules;
  /** The day on which it is counted: the one that the clock's tick named, never the one on which a replay runs. */
  readonly countedOn: Day;
};
export type IssueLetter = { readonly type: 'IssueLetter'; readonly letter: number; readonly today: Day };
export type HoldLetter = { readonly type: 'HoldLetter'; readonly letter: number; readonly today: Day; readonly reason: string };
export type ResponseFailuresCommand = CountFailure | IssueLetter | HoldLetter;

/** Why a letter is not decided on, each with what its words need. */
export type ResponseFailuresRefusals = {
  'letter-not-prepared': { readonly letter: number };
  'letter-issued': { readonly letter: number };
  'letter-held': { readonly letter: number };
  'say-why': object;
};
export type ResponseFailuresRefusal = keyof ResponseFailuresRefusals;

/**
 * How often one agency of one partnership failed to respond in time: a process of its own, since no single action knows.
 * One matrix is one occasion, however many actions it held. Each threshold is crossed once, so that counting again
 * whatever was counted before changes nothing.
 *
 * Source: Thurrock LSCP Implementation Plan, Meetings Performance Criteria: failure to comply "on two or more occasions".
 */
export const responseFailures: Decider<ResponseFailuresState, ResponseFailuresCommand, ResponseFailureEvent> = {
  category: 'responseFailures',
  initial: { failures: [], letters: [] },

  decide: (command, state) => {
    switch (command.type) {
      case 'CountFailure':
        return state.failures.some(({ matrix }) => matrix === command.failure.matrix) ? [] : count(command, state);
      case 'IssueLetter':
        return decideOn(command, state, 'issued');
      case 'HoldLetter':
        return decideOn(command, state, 'held');
    }
  },

  evolve: (state, event) => {
    switch (event.type) {
      case 'ResponseFailureCounted': {
        const { matrix, action, receivedOn, respondBy } = event.data;
        return { ...state, failures: [...state.failures, { matrix, action, receivedOn, respondBy }] };
      }
      case 'ResponseLetterPrepared':
        return { ...state, letters: [...state.letters, { status: 'prepared', particulars: event.data }] };
      case 'ResponseLetterIssued':
        return withStatus(state, event.data.letter, 'issued');
      case 'ResponseLetterHeld':
        return withStatus(state, event.data.letter, 'held');
      case 'StrategicPartnersInformed':
        return state;
    }
  },
};

/** The one count of an agency's failures in a partnership. */
export function responseFailuresIdOf(partnership: string, agency: string): string {
  return idOf(responseFailures.category, partnership, agency);
}

/** The id of the count whose stream it is. */
export function responseFailuresOf(stream: string): string {
  return stream.slice(responseFailures.category.length + 1);
}

function count(command: CountFailure, { failures, letters }: ResponseFailuresState): ResponseFailureEvent[] {
  const { failure, partnership, agency, agencyName, rules, countedOn } = command;
  const whose = { partnership, agency, agencyName };
  const occasion = failures.length + 1;
  const counted: ResponseFailureCounted = { type: 'ResponseFailureCounted', data: { ...failure, ...whose, occasion } };
  const told = letters.at(-1)?.particulars.occasions ?? 0;
  if (occasion - told < rules.failuresToALetter) return [counted];
  const about = [...failures, failure].slice(told);
  const by = { code: rules.code, version: rules.version };
  const letter = { letter: letters.length + 1, occasions: occasion, failures: about, rules: by, preparedOn: countedOn };
  return [counted, { type: 'ResponseLetterPrepared', data: { ...whose, ...letter } }];
}

/** A letter that is held may still be issued; one that was issued is out. */
function decideOn(command: IssueLetter | HoldLetter, { letters }: ResponseFailuresState, of: 'issued' | 'held'): ResponseFailureEvent[] {
  const found = letters[command.letter - 1];
  if (!found) throw refusal('letter-not-prepared', { letter: command.letter });
  if (found.status === 'issued') throw refusal('letter-issued', { letter: command.letter });
  const { partnership, agency, letter } = found.particulars;
  const decided = { partnership, agency, letter, decidedOn: command.today };
  const informed: ResponseFailureEvent = { type: 'StrategicPartnersInformed', data: { ...decided, of } };
  if (command.type === 'IssueLetter') return [{ type: 'ResponseLetterIssued', data: decided }, informed];
  if (found.status === 'held') throw refusal('letter-held', { letter });
  if (!command.reason.trim()) throw refusal('say-why', {});
  return [{ type: 'ResponseLetterHeld', data: { ...decided, reason: command.reason } }, informed];
}

function withStatus(state: ResponseFailuresState, letter: number, status: Letter['status']): ResponseFailuresState {
  return { ...state, letters: state.letters.map((one) => (one.particulars.letter === letter ? { ...one, status } : one)) };
}

function refusal<Code extends ResponseFailuresRefusal>(code: Code, details: ResponseFailuresRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
