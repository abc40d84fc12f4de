import type { DomainEvent, RecordedEvent } from './event.js';

/**
 * One kind of record: what may happen to it, and what follows. Pure: no clock, no I/O, no framework; the time and the
 * person come in with the command.
 *
 * - `decide` answers the events that follow from a command, none where it is already so, or throws a `Refusal`.
 * - `evolve` answers the state after one event. It never refuses: what is recorded has happened.
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  /** The streams it lives in are named `<category>-<id>`. */
  readonly category: string;
  readonly initial: State;
  readonly decide: (command: Command, state: State) => readonly Event[];
  readonly evolve: (state: State, event: RecordedEvent<Event>) => State;
}

/** The state after a history. */
export function fold<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  history: readonly RecordedEvent<Event>[],
): State {
  return history.reduce<State>((state, event) => decider.evolve(state, event), decider.initial);
}
