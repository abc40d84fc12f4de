import type { CountFailure, RaiseNotice } from '@goldenthread/actions';
import type { TakeUpAuditRecommendation } from './take-up-audit-recommendation.js';
import type { DomainEvent, RecordedEvent } from '@goldenthread/event-sourcing';
import type { ProposeFollowUp } from '@goldenthread/indicators';

/** What a policy wants done: a command for one record. Data, so that what a policy decides can be looked at. */
export type PolicyOrder = {
  readonly partnership: string;
  /** Tells the orders of one policy at one position apart. */
  readonly key: string;
  /** The id of the record. */
  readonly id: string;
  readonly command: CountFailure | RaiseNotice | ProposeFollowUp | TakeUpAuditRecommendation;
};

/**
 * "Whenever X, then Y" across records. What it knows is a fold of events up to the one it reacts to, and nothing else: no
 * view, no clock, no today. So the same history brings the same orders, whatever day it is read on.
 */
export interface Policy<State = unknown, Event extends DomainEvent = DomainEvent> {
  /** Stored for ever in the ids of its commands. */
  readonly name: string;
  readonly handles: readonly Event['type'][];
  /** What it knows before the first event, made anew for each who runs it. */
  readonly initial: () => State;
  /**
   * Takes an event in. The state is changed in place, since its runner alone holds it: to copy it for each event made a start
   * cost the square of what there is.
   */
  readonly evolve: (state: State, event: RecordedEvent<Event>) => void;
  /** What follows from an event, given the state with it. */
  readonly react: (state: State, event: RecordedEvent<Event>) => readonly PolicyOrder[];
}
