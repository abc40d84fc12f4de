import { fold, type Actor, type Day, type Instant, type RecordedEvent } from '@goldenthread/event-sourcing';
import {
  countAnswers,
  countHeading,
  section11Return,
  type AnswerCount,
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

export interface ItemAsItStood {
  readonly item: string;
  readonly heading: string;
  readonly question: string;
  readonly rating: Rating | null;
  readonly reason: string | null;
  readonly narrative: string | null;
  readonly evidence: readonly Evidence[];
  readonly revision: number | null;
  readonly changed: Deed | null;
}

export interface StandardAsItStood extends HeadingCount {
  readonly heading: string;
  readonly title: string;
}

/** A return as its events up to a moment make it. Reason, narrative, evidence and statement are as the events carry them. */
export interface ReturnAsItStood extends AnswerCount {
  readonly particulars: Section11ReturnOpened['data'];
  readonly status: Begun['status'];
  /** While a sign-off holds, or what was submitted by one. */
  readonly signedOff: (Deed & { readonly statement: string | null }) | null;
  readonly submitted: (Deed & { readonly on: Day; readonly late: boolean; readonly daysLate: number }) | null;
  readonly standards: readonly StandardAsItStood[];
  readonly items: readonly ItemAsItStood[];
  /** The last event of the return itself. */
  readonly last: RecordedEvent<Section11ReturnEvent>;
}

type Begun = Exclude<Section11ReturnState, { status: 'not-open' }>;

/**
 * Folds a return's own events by the decider that decided them. Pure, and asks no view.
 *
 * @returns nothing for a history in which the return is not opened.
 */
export function returnAsItStood(history: readonly RecordedEvent<Section11ReturnEvent>[]): ReturnAsItStood | undefined {
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
    submitted: submissionIn(history),
    standards: questionnaire.map((heading) => ({ heading: heading.key, title: heading.title, ...countHeading(heading, ratingOf) })),
    items: questionnaire.flatMap(({ key, items }) => items.map((item) => itemAsItStood(state, key, item))),
    last,
  };
}

function itemAsItStood(state: Begun, heading: string, { key, question }: { key: string; question: string }): ItemAsItStood {
  const standing = state.answers[key];
  const { rating = null, reason = null, narrative = null, evidence = [] } = standing?.answer ?? {};
  const changed = standing ? { by: standing.changedBy, at: standing.changedAt } : null;
  return { item: key, heading, question, rating, reason, narrative, evidence, revision: standing?.revision ?? null, changed };
}

function signOffIn(history: readonly RecordedEvent<Section11ReturnEvent>[]): ReturnAsItStood['signedOff'] {
  const event = history.findLast((one) => one.type === 'Section11ReturnSignedOff');
  return event ? { by: event.actor, at: event.recordedAt, statement: event.data.statement ?? null } : null;
}

function submissionIn(history: readonly RecordedEvent<Section11ReturnEvent>[]): ReturnAsItStood['submitted'] {
  const event = history.findLast((one) => one.type === 'Section11ReturnSubmitted');
  if (!event) return null;
  const { submittedOn: on, late, daysLate } = event.data;
  return { by: event.actor, at: event.recordedAt, on, late, daysLate };
}
