import {
  BEFORE_FIRST,
  isOutage,
  type AppendOutcome,
  type AppendRequest,
  type CommandResult,
  type EventStore,
  type Instant,
  type LogRange,
  type Position,
  type StoreCapabilities,
  type StoredEvent,
  type StreamRange,
  type SubscriptionMessage,
  type SubscriptionRange,
} from '@goldenthread/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { appendBinds } from './append-binds.js';
import { isWorthOneRetry } from './connection-trouble.js';
import { HeadWatch } from './head-watch.js';
import {
  appendOutcome,
  commandResult,
  instantOf,
  position,
  storedEvent,
  type CommandRow,
  type EventRow,
  type HeadRow,
  type OutcomeRow,
} from './rows.js';
import { APPEND } from './statements/append.sql.js';
import { FIND_COMMAND } from './statements/find-command.sql.js';
import { HEAD } from './statements/head.sql.js';
import { READ_ALL } from './statements/read-all.sql.js';
import { READ_STREAM_BACKWARDS, READ_STREAM_FORWARDS } from './statements/read-stream.sql.js';

export interface PostgresEventStoreOptions {
  /** Works as writer: may append. */
  readonly writer: pg.Pool;
  /** Works as reader. */
  readonly reader: pg.Pool;
  /** Milliseconds between two looks for new events, while someone waits for them: 25 by default. */
  readonly pollEvery?: number;
  /** Told of each lost connection that a subscription outlives. */
  readonly onTrouble?: (error: unknown) => void;
}

const PAGE = 1_000;
const LONGEST_PAUSE = 5_000;

/** The default engine: PostgreSQL, with positions from one locked row (`migrations/append-in-one-order.ts`). */
export class PostgresEventStore implements EventStore {
  readonly capabilities: StoreCapabilities = { densePositions: true, remembersEmptyCommands: true, commandsAcrossStreams: true };
  private readonly writer: pg.Pool;
  private readonly reader: pg.Pool;
  private readonly pollEvery: number;
  private readonly onTrouble: (error: unknown) => void;
  private readonly heads: HeadWatch;
  private readonly closing = new AbortController();

  constructor({ writer, reader, pollEvery = 25, onTrouble = () => undefined }: PostgresEventStoreOptions) {
    this.writer = writer;
    this.reader = reader;
    this.pollEvery = pollEvery;
    this.onTrouble = onTrouble;
    this.heads = new HeadWatch(() => this.newestPosition(), pollEvery);
  }

  /**
   * @throws the driver's error where the connection was lost: whether the requests were stored is then unknown, and sending
   *   them again is safe.
   */
  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    const query = { name: 'es.append', text: APPEND, values: appendBinds(requests) };
    const { rows } = await withOneRetry(() => this.writer.query<OutcomeRow>(query));
    const outcomes = rows.map(appendOutcome);
    for (const outcome of outcomes) if (outcome.status === 'appended') this.heads.saw(outcome.result.position);
    return outcomes;
  }

  async findCommand(commandId: string): Promise<CommandResult | undefined> {
    const [row] = await this.read<CommandRow>(FIND_COMMAND, [commandId], 'es.find-command');
    return row && commandResult(row);
  }

  async *readStream(stream: string, { from, direction = 'forwards', max = Infinity }: StreamRange = {}): AsyncIterable<StoredEvent> {
    const [text, name, step] =
      direction === 'forwards'
        ? ([READ_STREAM_FORWARDS, 'es.read-stream', 1] as const)
        : ([READ_STREAM_BACKWARDS, 'es.read-stream-back', -1] as const);
    yield* paged(max, (limit, last) => this.read<EventRow>(text, [stream, last ? last.revision + step : from, limit], name));
  }

  async *readAll({ after = BEFORE_FIRST, upTo, filter, max = Infinity }: LogRange = {}): AsyncIterable<StoredEvent> {
    yield* paged(max, (limit, last) => {
      return this.read<EventRow>(READ_ALL, [last ? last.position : after, upTo, filter?.types, limit]);
    });
  }

  async *subscribe({ after, filter, signal }: SubscriptionRange): AsyncIterable<SubscriptionMessage> {
    const ending = AbortSignal.any([signal, this.closing.signal]);
    let seen = after;
    let failures = 0;
    while (!ending.aborted) {
      try {
        const upTo = await this.newestPosition();
        for await (const event of this.readAll({ after: seen, upTo, filter })) {
          if (isAborted(ending)) return;
          seen = event.position;
          yield { kind: 'event', event };
        }
        if (isAborted(ending)) return;
        if (upTo > seen) seen = upTo;
        failures = 0;
        yield { kind: 'caught-up', position: seen };
        await this.heads.beyond(seen, ending);
      } catch (error) {
        if (!isOutage(error)) throw error;
        this.onTrouble(error);
        await pause(Math.min(this.pollEvery * 2 ** failures++, LONGEST_PAUSE), ending);
      }
    }
  }

  async head(): Promise<{ readonly position: Position; readonly recordedAt: Instant } | undefined> {
    const [row] = await this.read<HeadRow>(HEAD, [], 'es.head');
    return row && { position: position(row), recordedAt: instantOf(row.recorded_ms) };
  }

  /** Ends every subscription. The pools belong to whoever opened them. */
  close(): void {
    this.closing.abort();
  }

  private async newestPosition(): Promise<Position> {
    return (await this.head())?.position ?? BEFORE_FIRST;
  }

  /** @param name keeps the statement prepared on its connection. */
  private async read<Row extends pg.QueryResultRow>(text: string, values: unknown[], name?: string): Promise<Row[]> {
    const { rows } = await withOneRetry(() => this.reader.query<Row>({ name, text, values }));
    return rows;
  }
}

/** Page after page, each asked for when the one before has been consumed, so that nothing is held open meanwhile. */
async function* paged(
  max: number,
  readPage: (limit: number, last: EventRow | undefined) => Promise<readonly EventRow[]>,
): AsyncIterable<StoredEvent> {
  let last: EventRow | undefined;
  for (let left = max; left > 0;) {
    const limit = Math.min(PAGE, left);
    const page = await readPage(limit, last);
    for (const row of page) yield storedEvent(row);
    if (page.length < limit) return;
    last = page.at(-1);
    left -= page.length;
  }
}

async function withOneRetry<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isWorthOneRetry(error)) throw error;
    return work();
  }
}

/** Waits, or ends early on the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** A call, since the compiler would take a property once seen false for false for ever. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
