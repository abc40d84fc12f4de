import type { Actor, Day, Instant, Position, StoredEvent } from './event.js';

/**
 * What a request expects of its stream: any state, no events yet, some events, or exactly this last revision. Checked by
 * the engine under lock, never by the client.
 */
export type ExpectedRevision = 'any' | 'none' | 'exists' | number;

/** An event on its way in: all of the envelope that the store does not itself assign. */
export interface EventToAppend {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly effectiveOn: Day | null;
  readonly partnership: string | null;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly actor: Actor;
  readonly keyIds: readonly string[];
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** One command's events for one stream: all are stored, or none. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly commandId: string;
  /** SHA-256 in hexadecimal of the request that the command id stands for. */
  readonly digest: string;
  /** May be empty: the command found it already so, and is remembered as done. */
  readonly events: readonly EventToAppend[];
}

/** What a command id did the first time. */
export interface CommandResult {
  readonly commandId: string;
  readonly digest: string;
  readonly stream: string;
  /** The stream's last revision after it; -1 for a stream that is still empty. */
  readonly revision: number;
  /** How many events it recorded: the last `count` up to `revision`. */
  readonly count: number;
  /** The position of its last event; where it recorded none, the newest position at that moment. */
  readonly position: Position;
  readonly recordedAt: Instant;
}

export type AppendOutcome =
  | { readonly status: 'appended'; readonly result: CommandResult }
  /** The command id was known with the same digest: nothing was stored, and this is its first result. */
  | { readonly status: 'repeated'; readonly result: CommandResult }
  /** The command id was known with another digest: nothing was stored. */
  | { readonly status: 'command-reused'; readonly result: CommandResult }
  /** The stream was not as expected: nothing was stored. `actual` is its last revision, -1 for none. */
  | { readonly status: 'conflict'; readonly actual: number };

export interface StreamRange {
  /** The first revision wanted: by default the first (forwards) or the last (backwards). */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly max?: number;
}

export interface EventFilter {
  /** Only events of these types. */
  readonly types?: readonly string[];
}

export interface LogRange {
  /** Read what comes after this position: by default from the first event. */
  readonly after?: Position;
  /** Read no further than this position. */
  readonly upTo?: Position;
  readonly filter?: EventFilter;
  readonly max?: number;
}

export type SubscriptionMessage =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** All up to this position has been delivered (or did not match the filter). Said again whenever it is true again. */
  | { readonly kind: 'caught-up'; readonly position: Position };

export interface SubscriptionRange {
  readonly after: Position;
  readonly filter?: EventFilter;
  /** Ends the subscription. */
  readonly signal: AbortSignal;
}

/** Where an engine's promise is weaker than the port's, it says so here, and the contract suite asks for no more. */
export interface StoreCapabilities {
  /** Positions are 0, 1, 2, … without gaps. */
  readonly densePositions: boolean;
  /** A command that recorded no event is remembered too. */
  readonly remembersEmptyCommands: boolean;
  /** A command id is known across all streams, not only in the stream it wrote to. */
  readonly commandsAcrossStreams: boolean;
}

/** More waits to be appended than the store will keep waiting. Nothing was stored: try again in a moment. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError';

  constructor() {
    super('The store is busy: nothing was stored, try again in a moment');
  }
}

/** The connection was lost before the answer came. Sending the same requests again is safe: a command is recorded once. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';

  constructor(cause: unknown) {
    super('The store did not answer: it is unknown whether the requests were stored, and safe to send them again', { cause });
  }
}

/**
 * The store of events. Engines differ only behind this port and pass one contract suite
 * (`testing/event-store-contract.ts`).
 *
 * An acknowledged append is durable. Every reader sees one order, in which no event ever appears before one already
 * read; an event of a stream never appears before its predecessor.
 */
export interface EventStore {
  readonly capabilities: StoreCapabilities;
  /**
   * Appends many requests in one call; each succeeds or is refused alone, in the order given.
   *
   * @throws StoreBusyError where too much waits already; OutcomeUnknownError where the connection was lost.
   */
  append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]>;
  /**
   * @param stream the one the command writes to. Engines that know a command only in its stream (`commandsAcrossStreams` is
   *   false) look nowhere else; the others pay no heed to it.
   * @throws Error where the engine needs the stream and was not told.
   */
  findCommand(commandId: string, stream?: string): Promise<CommandResult | undefined>;
  readStream(stream: string, range?: StreamRange): AsyncIterable<StoredEvent>;
  readAll(range?: LogRange): AsyncIterable<StoredEvent>;
  /** Catches up, then stays live until the signal; resumes by itself after a lost connection. */
  subscribe(range: SubscriptionRange): AsyncIterable<SubscriptionMessage>;
  /** The newest position and when it was recorded; none in an empty store. */
  head(): Promise<{ readonly position: Position; readonly recordedAt: Instant } | undefined>;
}

/** A command of another store, with the events it recorded there in their order: to be taken in as it was. */
export interface CopiedCommand {
  readonly commandId: string;
  readonly digest: string;
  readonly stream: string;
  /** At least one; the position of each becomes the last of its former positions. */
  readonly events: readonly StoredEvent[];
}

/**
 * What a store must also be able to do to be filled with a copy of another. Only a copy may use it: it can date an event
 * back, which no append can.
 */
export interface CopyTarget {
  /**
   * Takes commands in, each whole: events keep id, revision, bytes, envelope and the moment they were recorded at, and get
   * a position of this store. A command that is here already is passed over.
   *
   * @throws Error where a stream does not stand where the command found it, or an event would be older than the newest one
   *   here: the store holds something else than the beginning of this copy.
   */
  takeIn(commands: readonly CopiedCommand[]): Promise<void>;
}

/** The clock that decides what "now" is for commands: in production the store's own server. */
export interface Clock {
  now(): Promise<Instant>;
}
