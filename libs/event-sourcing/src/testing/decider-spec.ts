import { fold, type Decider } from '../decider.js';
import { streamName, type DomainEvent, type RecordedEvent } from '../event.js';
import { newId } from '../identity.js';
import { Refusal } from '../refusal.js';

interface Then<Event> {
  /** Exactly these events, in this order. */
  then(...events: readonly Event[]): void;
  thenNothing(): void;
  thenRefused(code: string, details?: Record<string, unknown>): void;
}

interface Given<Command, Event> {
  when(command: Command): Then<Event>;
}

/** A decider's behaviour in sentences: `given(opened, answered).when(submit).thenRefused('not-signed-off')`. */
export function specifying<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
): { given(...history: readonly Event[]): Given<Command, Event> } {
  return {
    given: (...history) => ({
      when: (command) => {
        const decide = (): readonly Event[] => decider.decide(command, fold(decider, recorded(decider.category, history)));
        return {
          then: (...events) => {
            expect(decide()).toEqual(events);
          },
          thenNothing: () => {
            expect(decide()).toEqual([]);
          },
          thenRefused: (code, details) => {
            const refusal = caught(decide);
            expect(refusal).toMatchObject({ code });
            if (details) expect(refusal.details).toMatchObject(details);
          },
        };
      },
    }),
  };
}

/** Decided events as a store would have recorded them: one stream, one second apart, by one person. */
export function recorded<Event extends DomainEvent>(
  category: string,
  events: readonly Event[],
  over: Partial<RecordedEvent> = {},
): RecordedEvent<Event>[] {
  const stream = over.stream ?? streamName(category, '00000000-0000-4000-8000-000000000001');
  return events.map((event, index) => {
    return {
      id: newId(),
      stream,
      revision: index,
      position: BigInt(index),
      schemaVersion: 1,
      recordedAt: new Date(Date.UTC(2026, 0, 5, 9, 0, index)).toISOString(),
      effectiveOn: event.effectiveOn ?? null,
      partnership: null,
      commandId: newId(),
      correlationId: newId(),
      causationId: null,
      actor: AN_AUTHOR,
      keyIds: [],
      ...over,
      type: event.type,
      data: event.data,
    } as unknown as RecordedEvent<Event>;
  });
}

export const AN_AUTHOR = {
  person: '00000000-0000-4000-8000-00000000000a',
  agency: '00000000-0000-4000-8000-0000000000a1',
  role: 'agency-author',
};

function caught(decide: () => unknown): Refusal {
  try {
    decide();
  } catch (error) {
    if (error instanceof Refusal) return error as Refusal;
    throw error;
  }
  throw new Error('Expected a refusal; the command was accepted');
}
