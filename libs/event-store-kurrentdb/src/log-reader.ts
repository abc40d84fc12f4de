import {
  BEFORE_FIRST,
  type Clock,
  type Instant,
  type LogRange,
  type Position,
  type StoredEvent,
  type StreamRange,
} from '@goldenthread/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptRecord, KurrentDbConnection } from './connection.js';
import { recordedAtOf, storedEvent, type Dating } from './records.js';
import type { StoreNames } from './store-names.js';

/** Events asked for at once: nothing is held open while the reader works on them. */
const PAGE = 1_000;

/** What the leader acknowledged it also shows; a new leader may need a moment: how often to look, how many milliseconds apart. */
const LOOKS = 50;
const BETWEEN_LOOKS = 20;

/** Reads one store's events off the server, and remembers the newest moment it saw. */
export class LogReader {
  private latest: Instant | undefined;

  constructor(
    private readonly connection: KurrentDbConnection,
    readonly names: StoreNames,
    private readonly clock?: Clock,
  ) {}

  /** How what is written now is dated: never before the newest moment known here; where the store's clock is set, by it. */
  async dating(): Promise<Dating> {
    if (!this.clock) return { notBefore: this.latest };
    const now = await this.clock.now();
    return { recordedAt: this.latest !== undefined && this.latest > now ? this.latest : now };
  }

  /** The newest moment known here. */
  get newestMoment(): Instant | undefined {
    return this.latest;
  }

  /** A record was met; its moment counts from now on. */
  met(record: KeptRecord): KeptRecord {
    const recordedAt = recordedAtOf(record);
    if (this.latest === undefined || recordedAt > this.latest) this.latest = recordedAt;
    return record;
  }

  /** The last revision of a stream, -1 for one that was never written. */
  async lastRevision(stream: string): Promise<number> {
    for await (const record of this.connection.readStream(this.names.stream(stream), { direction: 'backwards', max: 1 }))
      return this.met(record).revision;
    return -1;
  }

  /** The record at a revision that the server has just said is written. */
  async writtenAt(keptStream: string, revision: number): Promise<KeptRecord> {
    for (let look = 0; look < LOOKS; look++) {
      for await (const record of this.connection.readStream(keptStream, { direction: 'forwards', from: revision, max: 1 }))
        return this.met(record);
      await sleep(BETWEEN_LOOKS);
    }
    throw new Error(`KurrentDB said that ${keptStream} was written at revision ${revision}, and does not show it`);
  }

  /** The newest event before a position of the log; of the whole log where none is given. */
  async newestBefore(position?: Position): Promise<KeptRecord | undefined> {
    const types = this.names.everyEvent;
    for await (const record of this.connection.readAll({ direction: 'backwards', from: position, max: 1, types })) return this.met(record);
    return undefined;
  }

  /** Every record of one stream that is there now. */
  async *wholeStream(stream: string): AsyncIterable<KeptRecord> {
    for await (const record of this.streamRecords(stream, { max: Infinity })) yield this.met(record);
  }

  async *stream(stream: string, { from, direction = 'forwards', max = Infinity }: StreamRange): AsyncIterable<StoredEvent> {
    for await (const record of this.streamRecords(stream, { from, direction, max })) yield storedEvent(this.met(record), this.names);
  }

  async *all({ after = BEFORE_FIRST, upTo, filter, max = Infinity }: LogRange): AsyncIterable<StoredEvent> {
    if (filter?.types?.length === 0) return;
    const types = this.names.matching(filter?.types);
    let last = after;
    for (let left = max; left > 0;) {
      const limit = Math.min(PAGE, left);
      let got = 0;
      for (const record of await this.pageAfter(last, limit, types)) {
        if (upTo !== undefined && record.position > upTo) return;
        yield storedEvent(this.met(record), this.names);
        last = record.position;
        got++;
      }
      if (got < limit) return;
      left -= got;
    }
  }

  /** The server reads from a position on, itself included: what stands there was asked for before. */
  private async pageAfter(after: Position, limit: number, types: string): Promise<readonly KeptRecord[]> {
    const from = after > BEFORE_FIRST ? after : undefined;
    const page: KeptRecord[] = [];
    for await (const record of this.connection.readAll({ direction: 'forwards', from, max: limit + 1, types }))
      if (record.position > after && page.length < limit) page.push(record);
    return page;
  }

  private async *streamRecords(stream: string, range: StreamRange & { readonly max: number }): AsyncIterable<KeptRecord> {
    const { direction = 'forwards', max } = range;
    const step = direction === 'forwards' ? 1 : -1;
    let from = range.from;
    for (let left = max; left > 0;) {
      const limit = Math.min(PAGE, left);
      const page: KeptRecord[] = [];
      for await (const record of this.connection.readStream(this.names.stream(stream), { direction, from, max: limit })) page.push(record);
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < limit) return;
      from = last.revision + step;
      if (from < 0) return;
      left -= page.length;
    }
  }
}
