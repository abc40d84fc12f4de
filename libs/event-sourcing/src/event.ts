/**
 * The event's place in the whole store: an opaque, ordered coordinate. It is the checkpoint of a view and the "as at" of
 * a reader. Dense on engines that declare it; elsewhere only comparable.
 */
export type Position = bigint;

/** The position before the first event, where a reader starts who has seen nothing. */
export const BEFORE_FIRST: Position = -1n;

/** An instant in UTC to the millisecond, `2026-11-25T09:30:00.000Z`: sorts as text in the order of time. */
export type Instant = string;

/** A day, `2026-11-25`. */
export type Day = string;

/** Who acts: a person (by id, never by name), for an agency, in one role. */
export interface Actor {
  readonly person: string;
  readonly agency: string;
  readonly role: string;
}

/** What a decider decides: a fact in the past tense in the domain's words. Its names and shapes are stored for ever. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
  /** The day the fact is true of, where that is not the day it was recorded. */
  readonly effectiveOn?: Day;
}

/** All that is kept of an event beside its data. Frozen: readers of ten years hence rely on each field. */
export interface EventEnvelope {
  readonly id: string;
  readonly stream: string;
  /** The event's place in its own stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly schemaVersion: number;
  /** When the store learnt it; never goes backwards as positions grow. */
  readonly recordedAt: Instant;
  /** The day it is true of, if the event says one. */
  readonly effectiveOn: Day | null;
  readonly partnership: string | null;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly actor: Actor;
  /** The data keys that open its protected fields. */
  readonly keyIds: readonly string[];
}

/** An event as it lies in the store: the canonical bytes and their SHA-256, protected fields sealed. */
export interface StoredEvent extends EventEnvelope {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /**
   * Where it stood in the stores it was copied from, the oldest first; none for an event that was recorded here. What cites
   * an event by position (a receipt, a bookmark) finds it again by these.
   */
  readonly formerPositions?: readonly Position[];
}

/** An event as readers see it, in its newest schema version. */
export type RecordedEvent<E extends DomainEvent = DomainEvent> = E extends DomainEvent
  ? Omit<EventEnvelope, 'type'> & { readonly type: E['type']; readonly data: E['data'] }
  : never;

/** `section11Return-<id>`: one hyphen parts category and id, and no category holds one (KurrentDB relies on it). */
export function streamName(category: string, id: string): string {
  return `${category}-${id}`;
}

/** The category of a stream's name: all before the first hyphen. */
export function categoryOf(stream: string): string {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
}
