import {
  BEFORE_FIRST,
  isOutage,
  Together,
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
import { answersOf, type CommandKnown } from './append-answer.js';
import { appendBinds, appendOneBinds } from './append-binds.js';
import { AppendQueue, type AppendQueueOptions } from './append-queue.js';
import { isWorthOneRetry } from './connection-trouble.js';
import { HeadPush } from './head-push.js';
import { HeadWatch } from './head-watch.js';
import { commandResult, instantOf, position, storedEvent, type CommandRow, type EventRow, type HeadRow } from './rows.js';
import { DedicatedConnection } from './dedicated-connection.js';
import { SameTurn } from './same-turn.js';
import { APPEND, APPEND_ONE } from './statements/append.sql.js';
import { FIND_COMMANDS } from './statements/find-command.sql.js';
import { HEAD } from './statements/head.sql.js';
import { READ_ALL } from './statements/read-all.sql.js';
import { READ_STREAM_BACKWARDS, READ_STREAMS_FORWARDS } from './statements/read-stream.sql.js';

export interface PostgresEventStoreOptions {
  /** Works as writer: may append. */
  readonly writer: pg.Pool;
  /** Works as reader. */
  readonly reader: pg.Pool;
  /**
   * Milliseconds between two looks for new events, while someone waits for them and nobody announces them: 25 by default.
   * While announcements arrive it looks twenty times more seldom, for those that got lost.
   */
  readonly pollEvery?: number;
  /** Told of each lost connection that a subscription outlives. */
  readonly onTrouble?: (error: unknown) => void;
  readonly queue?: AppendQueueOptions;
  /** Told of each call that carried what waited together, once it is committed. */
  readonly onCall?: (call: AppendCall) => void;
}

/** One call to the server, and so one commit. */
export interface AppendCall {
  readonly requests: number;
  readonly events: number;
}

const PAGE = 1_000;
/** So that a page of each is no more than one connection should carry at once. */
const STREAMS_AT_ONCE = 64;
const LONGEST_PAUSE = 5_000;

/** A stretch of one stream. */
interface StreamPage {
  readonly stream: string;
  readonly first: number;
  readonly most: number;
}

/** The default engine: PostgreSQL, with positions from one locked row (`migrations/append-in-one-order.ts`). */
export class PostgresEventStore implements EventStore {
  readonly capabilities: StoreCapabilities = { densePositions: true, remembersEmptyCommands: true, commandsAcrossStreams: true };
  private readonly line: DedicatedConnection;
  private readonly reader: pg.Pool;
  private readonly pollEvery: number;
  private readonly onTrouble: (error: unknown) => void;
  private readonly heads: HeadWatch;
  private readonly push: HeadPush;
  private readonly queue: AppendQueue;
  private readonly onCall: (call: AppendCall) => void;
  private readonly closing = new AbortController();
  /** Many who read short stretches at the same moment share one question. */
  private readonly pages = new Together((asked: readonly StreamPage[]) => this.readPages(asked), STREAMS_AT_ONCE);
  private readonly commands = new Together((asked: readonly string[]) => this.findCommands(asked));
  /** Many who follow the store are woken at the same moment, and go on from the same place. */
  private readonly followed = new SameTurn<readonly StoredEvent[]>();
  private readonly newest = new SameTurn<Position>();

  constructor({ writer, reader, pollEvery = 25, onTrouble = () => undefined, queue, onCall = () => undefined }: PostgresEventStoreOptions) {
    this.line = new DedicatedConnection(writer);
    this.reader = reader;
    this.pollEvery = pollEvery;
    this.onTrouble = onTrouble;
    this.push = new HeadPush(reader, (position) => {
      this.heads.saw(position);
    });
    this.heads = new HeadWatch(() => this.newestPosition(), pollEvery, this.push);
    this.queue = new AppendQueue((requests) => this.send(requests), queue);
    this.onCall = onCall;
  }

  /** Requests that wait at the same moment share one call and one commit (`append-queue.ts`), whoever sends them. */
  append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    return requests.length === 0 ? Promise.resolve([]) : this.queue.append(requests);
  }

  /** How many requests wait for a call. */
  get waiting(): number {
    return this.queue.depth.requests;
  }

  async findCommand(commandId: string): Promise<CommandResult | undefined> {
    const row = await this.commands.ask(commandId);
    return row && commandResult(row);
  }

  async *readStream(stream: string, { from, direction = 'forwards', max = Infinity }: StreamRange = {}): AsyncIterable<StoredEvent> {
    yield* paged(max, async (limit, last) => {
      if (direction === 'forwards') return this.pages.ask({ stream, first: last ? last.revision + 1 : (from ?? 0), most: limit });
      const binds = [stream, last ? last.revision - 1 : from, limit];
      return (await this.read<EventRow>(READ_STREAM_BACKWARDS, binds, 'es.read-stream-back')).map(storedEvent);
    });
  }

  async *readAll({ after = BEFORE_FIRST, upTo, filter, max = Infinity }: LogRange = {}): AsyncIterable<StoredEvent> {
    yield* paged(max, (limit, last) => {
      const binds = [last ? last.position : after, upTo, filter?.types, limit];
      return this.followed.ask(binds.join(' '), async () => (await this.read<EventRow>(READ_ALL, binds)).map(storedEvent));
    });
  }

  async *subscribe({ after, filter, signal }: SubscriptionRange): AsyncIterable<SubscriptionMessage> {
    const ending = AbortSignal.any([signal, this.closing.signal]);
    let seen = after;
    let failures = 0;
    while (!ending.aborted) {
      try {
        const { told } = this.heads;
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
        await this.heads.beyond(seen, told, ending);
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

  /** Ends every subscription, and lets what waits to be appended finish. The pools belong to whoever opened them. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.queue.drained();
    this.line.close();
    await this.push.close();
  }

  private async send(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    const query = appendQuery(requests);
    const { rows } = await withOneRetry(() => this.line.query<{ answer: string }>(query));
    const outcomes: AppendOutcome[] = [];
    for (const answer of answersOf(requests, rows[0]?.answer ?? '')) {
      outcomes.push('knownCommand' in answer ? await this.firstResult(answer) : answer);
    }
    const newest = newestOf(outcomes);
    if (newest !== undefined) {
      this.heads.saw(newest);
      this.push.announce(newest);
    }
    this.onCall({ requests: requests.length, events: requests.reduce((sum, { events }) => sum + events.length, 0) });
    return outcomes;
  }

  private async firstResult({ status, knownCommand }: CommandKnown): Promise<AppendOutcome> {
    const result = await this.findCommand(knownCommand);
    if (!result) throw new Error(`The command ${knownCommand} is said to be known, but cannot be found`);
    return { status, result };
  }

  private async readPages(asked: readonly StreamPage[]): Promise<StoredEvent[][]> {
    const binds = [asked.map(({ stream }) => stream), asked.map(({ first }) => first), asked.map(({ most }) => most)];
    const rows = await this.read<EventRow & { readonly place: string }>(READ_STREAMS_FORWARDS, binds, 'es.read-streams');
    const pages: StoredEvent[][] = asked.map(() => []);
    for (const row of rows) pages[Number(row.place) - 1]?.push(storedEvent(row));
    return pages;
  }

  private async findCommands(asked: readonly string[]): Promise<(CommandRow | undefined)[]> {
    const rows = await this.read<CommandRow>(FIND_COMMANDS, [asked], 'es.find-commands');
    const known = new Map(rows.map((row) => [row.command_id, row]));
    return asked.map((commandId) => known.get(commandId.toLowerCase()));
  }

  private newestPosition(): Promise<Position> {
    return this.newest.ask('', async () => (await this.head())?.position ?? BEFORE_FIRST);
  }

  /** @param name keeps the statement prepared on its connection. */
  private async read<Row extends pg.QueryResultRow>(text: string, values: unknown[], name?: string): Promise<Row[]> {
    const { rows } = await withOneRetry(() => this.reader.query<Row>({ name, text, values }));
    return rows;
  }
}

function appendQuery(requests: readonly AppendRequest[]): pg.QueryConfig {
  const [first] = requests;
  const [event] = first?.events ?? [];
  if (first && event && requests.length === 1 && first.events.length === 1)
    return { name: 'es.append-one', text: APPEND_ONE, values: appendOneBinds(first, event) };
  return { name: 'es.append', text: APPEND, values: appendBinds(requests) };
}

/** The last position that was given out, where any was. */
function newestOf(outcomes: readonly AppendOutcome[]): Position | undefined {
  const newest = outcomes.findLast((outcome) => outcome.status === 'appended' && outcome.result.count > 0);
  return newest?.status === 'appended' ? newest.result.position : undefined;
}

/** Page after page, each asked for while the one before is consumed, which then is all that is held. */
async function* paged(
  max: number,
  readPage: (limit: number, last: StoredEvent | undefined) => Promise<readonly StoredEvent[]>,
): AsyncIterable<StoredEvent> {
  let left = max;
  let reading: Promise<readonly StoredEvent[]> | undefined = max > 0 ? readPage(Math.min(PAGE, max), undefined) : undefined;
  while (reading) {
    const page: readonly StoredEvent[] = await reading;
    const isFull = page.length === Math.min(PAGE, left);
    left -= page.length;
    reading = isFull && left > 0 ? readPage(Math.min(PAGE, left), page.at(-1)) : undefined;
    // Whoever stops early never comes to hear how the next page went.
    reading?.catch(() => undefined);
    for (const event of page) yield event;
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
