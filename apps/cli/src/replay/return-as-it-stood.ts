import { fold, type Actor, type Day, type Instant, type RecordedEvent } from '@goldenthread/event-sourcing';
import {
  countAnswers,
  countHeading,
  section11Return,
  type AnswerCount,
  type BroughtForward,
  type Evidence,
  type HeadingCount,
  type Rating,
  type Section11ReturnEvent,
  type Section11ReturnOpened,
  type Section11ReturnState,
} from '@goldenthread/section11';

/** Who did something, and when the store learnt of it. */
export interface Deed {
  readonly by: Actor;
  readonly at: Instant;
}

/** A submission, and when the store learnt of it. */
export interface SubmissionAsItStood extends Deed {
  /** The day in London. */
  readonly on: Day;
  readonly late: boolean;
  readonly daysLate: number;
  /** Which submission of the return it is, from 1. */
  readonly number: number;
}

export interface ItemAsItStood {
  readonly item: string;
  readonly heading: string;
  readonly question: string;
  readonly rating: Rating | null;
  readonly reason: string | null;
  readonly narrative: string | null;
  readonly evidence: readonly Evidence[];
  readonly broughtForwardFrom: BroughtForward | null;
  /** Where what stands is a correction made after submission. */
  readonly corrected: { readonly at: Instant; readonly reason: string | null } | null;
  readonly revision: number | null;
  readonly changed: Deed | null;
}

export interface StandardAsItStood extends HeadingCount {
  readonly heading: string;
  readonly title: string;
}

/** A return as its events up to a moment make it. People's own words are as the events carry them. */
export interface ReturnAsItStood extends AnswerCount {
  readonly particulars: Section11ReturnOpened['data'];
  readonly status: Begun['status'];
  /** While a sign-off holds, or what was submitted by one. */
  readonly signedOff: (Deed & { readonly statement: string | null }) | null;
  /** The submission that stands. */
  readonly submitted: SubmissionAsItStood | null;
  /** Where it is back with its agency: why, and the submission that no longer stands. */
  readonly reopened: (Deed & { readonly reason: string; readonly submission: SubmissionAsItStood | null }) | null;
  /** Where answers were corrected after submission: when last, and how often. */
  readonly corrected: { readonly at: Instant; readonly corrections: number } | null;
  readonly standards: readonly StandardAsItStood[];
  readonly items: readonly ItemAsItStood[];
  /** The last event of the return itself. */
  readonly last: RecordedEvent<Section11ReturnEvent>;
}

type Begun = Exclude<Section11ReturnState, { status: 'not-open' }>;
type History = readonly RecordedEvent<Section11ReturnEvent>[];

/**
 * Folds a return's own events by the decider that decided them. Pure, and asks no view.
 *
 * @returns nothing for a history in which the return is not opened.
 */
export function returnAsItStood(history: History): ReturnAsItStood | undefined {
  const state = fold(section11Return, history);
  const last = history.at(-1);
  if (state.status === 'not-open' || !last) return undefined;
  const { particulars, status } = state;
  const { questionnaire } = particulars;
  const ratingOf = (item: string): Rating | undefined => state.answers[item]?.answer.rating;
  return {
    particulars,
    status,
    ...countAnswers(questionnaire, ratingOf),
    signedOff: status === 'open' ? null : signOffIn(history),
    submitted: status === 'submitted' ? submissionIn(history) : null,
    reopened: status === 'submitted' ? null : reopeningIn(history),
    corrected: correctionsIn(history),
    standards: questionnaire.map((heading) => ({ heading: heading.key, title: heading.title, ...countHeading(heading, ratingOf) })),
    items: questionnaire.flatMap(({ key, items }) => items.map((item) => itemAsItStood(state, history, key, item))),
    last,
  };
}

function itemAsItStood(
  state: Begun,
  history: History,
  heading: string,
  { key, question }: { key: string; question: string },
): ItemAsItStood {
  const standing = state.answers[key];
  const { rating = null, reason = null, narrative = null, evidence = [], broughtForwardFrom = null } = standing?.answer ?? {};
  return {
    ...{ item: key, heading, question, rating, reason, narrative, evidence, broughtForwardFrom },
    corrected: correctionAt(standing?.revision, history),
    revision: standing?.revision ?? null,
    changed: standing ? { by: standing.changedBy, at: standing.changedAt } : null,
  };
}

function signOffIn(history: History): ReturnAsItStood['signedOff'] {
  const event = history.findLast((one) => one.type === 'Section11ReturnSignedOff');
  return event ? { by: event.actor, at: event.recordedAt, statement: event.data.statement ?? null } : null;
}

function submissionIn(history: History): SubmissionAsItStood | null {
  const event = history.findLast((one) => one.type === 'Section11ReturnSubmitted');
  if (!event) return null;
  const { submittedOn: on, late, daysLate, number } = event.data;
  return { by: event.actor, at: event.recordedAt, on, late, daysLate, number };
}

function reopeningIn(history: History): ReturnAsItStood['reopened'] {
  const event = history.findLast((one) => one.type === 'Section11ReturnReopened');
  return event ? { by: event.actor, at: event.recordedAt, reason: event.data.reason, submission: submissionIn(history) } : null;
}

function correctionsIn(history: History): ReturnAsItStood['corrected'] {
  const event = history.findLast((one) => one.type === 'Section11AnswerCorrected');
  return event ? { at: event.recordedAt, corrections: event.data.number } : null;
}

function correctionAt(revision: number | undefined, history: History): ItemAsItStood['corrected'] {
  const event = history.find((one) => one.type === 'Section11AnswerCorrected' && one.revision === revision);
  return event?.type === 'Section11AnswerCorrected' ? { at: event.recordedAt, reason: event.data.reason } : null;
}
