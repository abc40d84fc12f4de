import type { Position } from '@goldenthread/event-sourcing';
import { setImmediate as turn } from 'node:timers/promises';
import {
  ConnectionTrouble,
  type KeptRecord,
  type KurrentDbConnection,
  type ProposedRecord,
  type ReadRange,
  type StreamCheck,
  type WriteAnswer,
} from '../connection.js';

/**
 * As much of a server as the engine speaks to, with its semantics as a real one showed them: sparse positions, repeated
 * writes known by event ids at an exact revision only, all failing checks reported at once. Every call lets others in.
 */
export class FakeServer {
  private readonly log: KeptRecord[] = [];
  private readonly followers = new Set<() => void>();
  /** The leader's clock. */
  now: () => number = () => Date.now();
  /** So many writes from now on are done, and their answer is lost. */
  answersToLose = 0;
  /** So many reads from now on meet a lost connection. */
  readsToFail = 0;

  constructor(readonly appendsAcrossStreams = true) {}

  connect(): KurrentDbConnection {
    return {
      appendsAcrossStreams: this.appendsAcrossStreams,
      appendRecords: (records, checks) => this.write(records, checks),
      appendToStream: (records, check) => this.write(records, [check]),
      readStream: (stream, range) => this.readStream(stream, range),
      readAll: (range) => this.readAll(range),
      follow: (of) => this.follow(of),
      close: () => Promise.resolve(),
    };
  }

  /** Cuts every subscription. */
  cut(): void {
    for (const cut of this.followers) cut();
  }

  private async write(records: readonly ProposedRecord[], checks: readonly StreamCheck[]): Promise<WriteAnswer> {
    await turn();
    const answer = this.repeated(records, checks) ?? this.refused(checks) ?? this.done(records);
    await turn();
    if (this.answersToLose > 0) {
      this.answersToLose--;
      throw new ConnectionTrouble('the answer was lost');
    }
    return answer;
  }

  private repeated(records: readonly ProposedRecord[], checks: readonly StreamCheck[]): WriteAnswer | undefined {
    const next = new Map(checks.map(({ stream, revision }) => [stream, revision + 1]));
    let last: KeptRecord | undefined;
    for (const { stream, id } of records) {
      const revision = next.get(stream) ?? 0;
      last = this.streamOf(stream)[revision];
      if (last?.id !== id) return undefined;
      next.set(stream, revision + 1);
    }
    return last && { written: true, position: last.position };
  }

  private refused(checks: readonly StreamCheck[]): WriteAnswer | undefined {
    const actual = checks
      .map(({ stream, revision }) => ({ stream, revision, now: this.streamOf(stream).length - 1 }))
      .filter(({ revision, now }) => revision !== now);
    if (actual.length === 0) return undefined;
    return { written: false, actual: new Map(actual.map(({ stream, now }) => [stream, now])) };
  }

  private done(records: readonly ProposedRecord[]): WriteAnswer {
    let position: Position = this.log.at(-1)?.position ?? 0n;
    for (const record of records) {
      position += BigInt(100 + record.data.length);
      const revision = this.streamOf(record.stream).length;
      this.log.push({ ...record, data: record.data.slice(), revision, position, created: this.now() });
    }
    return { written: true, position };
  }

  private async *readStream(stream: string, range: ReadRange & { readonly from?: number }): AsyncIterable<KeptRecord> {
    await this.mayFail();
    const kept = this.streamOf(stream);
    const from = range.from ?? (range.direction === 'forwards' ? 0 : kept.length - 1);
    const wanted = range.direction === 'forwards' ? kept.slice(from) : kept.slice(0, from + 1).reverse();
    yield* wanted.slice(0, range.max);
  }

  private async *readAll(range: ReadRange & { readonly from?: Position; readonly types: string }): AsyncIterable<KeptRecord> {
    await this.mayFail();
    const matching = this.log.filter(({ type }) => new RegExp(range.types).test(type));
    const { from } = range;
    if (range.direction === 'forwards') yield* matching.filter(({ position }) => position >= (from ?? 0n)).slice(0, range.max);
    else
      yield* matching
        .filter(({ position }) => from === undefined || position < from)
        .reverse()
        .slice(0, range.max);
  }

  private async *follow(of: { readonly after: Position; readonly types: string; readonly signal: AbortSignal }): AsyncIterable<Position> {
    let seen = of.after;
    let isCut = false;
    const cut = (): void => void (isCut = true);
    this.followers.add(cut);
    while (!of.signal.aborted) {
      await turn();
      if (isCut as boolean) throw new ConnectionTrouble('the subscription was cut');
      for (const { position, type } of this.log.slice())
        if (position > seen && new RegExp(of.types).test(type)) {
          seen = position;
          yield position;
        }
    }
  }

  private streamOf(stream: string): readonly KeptRecord[] {
    return this.log.filter((record) => record.stream === stream);
  }

  private async mayFail(): Promise<void> {
    await turn();
    if (this.readsToFail === 0) return;
    this.readsToFail--;
    throw new ConnectionTrouble('the connection was lost');
  }
}
