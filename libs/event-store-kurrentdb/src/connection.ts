import type { Position } from '@goldenthread/event-sourcing';

/** A record on its way to the server. Its bytes are opaque to it: `application/octet-stream`. */
export interface ProposedRecord {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  /** Text to text: the server's newer protocol takes no other. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: Uint8Array;
}

/** A record as the server keeps it. */
export interface KeptRecord extends ProposedRecord {
  readonly revision: number;
  /** The commit position in the server's one log: ordered, and sparse. */
  readonly position: Position;
  /** When the leader wrote it, in milliseconds since 1970. */
  readonly created: number;
}

/** How a stream must stand: this last revision exactly, -1 for one that was never written. */
export interface StreamCheck {
  readonly stream: string;
  readonly revision: number;
}

/** The server's answer to a write: done, or nothing written because these streams stand otherwise. */
export type WriteAnswer =
  { readonly written: true; readonly position: Position } | { readonly written: false; readonly actual: ReadonlyMap<string, number> };

export interface ReadRange {
  readonly direction: 'forwards' | 'backwards';
  readonly max: number;
}

/** All that the engine asks of the official client, so that a spec can answer for a server. */
export interface KurrentDbConnection {
  /** Whether the server appends to several streams at once, checking each (26.1 and later). */
  readonly appendsAcrossStreams: boolean;
  /** Writes all records in this order, or none: only where every stream named stands as the checks say. */
  appendRecords(records: readonly ProposedRecord[], checks: readonly StreamCheck[]): Promise<WriteAnswer>;
  /** Writes all records to the one stream they name, or none. */
  appendToStream(records: readonly ProposedRecord[], check: StreamCheck): Promise<WriteAnswer>;
  /** From a revision on, itself included: by default from the first (forwards) or the last (backwards). Nothing of no stream. */
  readStream(stream: string, range: ReadRange & { readonly from?: number }): AsyncIterable<KeptRecord>;
  /** Records whose type matches, from a position on: forwards itself included, backwards what lies before it. */
  readAll(range: ReadRange & { readonly from?: Position; readonly types: string }): AsyncIterable<KeptRecord>;
  /** Tells of every record whose type matches as it comes, after a position; ends by the signal, or fails. */
  follow(of: { readonly after: Position; readonly types: string; readonly signal: AbortSignal }): AsyncIterable<Position>;
  close(): Promise<void>;
}

/** The connection was lost, or the server was not ready: whether a write was done is unknown, and asking again is safe. */
export class ConnectionTrouble extends Error {
  override readonly name = 'ConnectionTrouble';

  constructor(what: string, cause?: unknown) {
    super(`KurrentDB did not answer: ${what}`, { cause });
  }
}

/** The server will not do it, now or later. */
export class KurrentDbRefusal extends Error {
  override readonly name = 'KurrentDbRefusal';

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
  }
}
