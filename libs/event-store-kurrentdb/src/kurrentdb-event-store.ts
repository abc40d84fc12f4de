import {
  BEFORE_FIRST,
  categoryOf,
  type AppendOutcome,
  type AppendRequest,
  type Clock,
  type CommandResult,
  type CopiedCommand,
  type CopyTarget,
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
import { AtomicCommandWriter } from './atomic-command-writer.js';
import { otherThanCopied, type CommandWriter } from './command-writer.js';
import { ConnectionTrouble, type KurrentDbConnection } from './connection.js';
import { HeadPush } from './head-push.js';
import { LogReader } from './log-reader.js';
import { recordedAtOf } from './records.js';
import { StoreNames } from './store-names.js';
import { StreamCommandWriter } from './stream-command-writer.js';
import { Turns } from './turns.js';

export interface KurrentDbEventStoreOptions {
  readonly connection: KurrentDbConnection;
  /** Sets this store apart from others on the same server; empty where it has the server alone. */
  readonly store: string;
  /** Writes as servers before 26.1 need it, though this one could do more. */
  readonly oneStreamAtATime?: boolean;
  /** Dates what is recorded in a demonstration or test store, whose time may be set. A production store has none. */
  readonly clock?: Clock | undefined;
  /** Told of each lost connection that a subscription or a repeated call outlives. */
  readonly onTrouble?: (error: unknown) => void;
}

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;

/** A call that trouble met is made again this often, in all: a write is safe to repeat, since its command is known by then. */
const CALLS = 4;

/**
 * The engine for those who outgrow one database server: KurrentDB, through its official client.
 *
 * Of an acknowledged append the server promises that it is "persisted to its own disk, replicated to a majority of cluster
 * nodes, and indexed on the leader so that they can be read from the leader"; so all reads ask the leader. Positions are the log's commit positions: ordered, sparse, and of this cluster alone. A stream is
 * always expected at one exact revision, since for no other does the server promise that a repeated write is not done
 * again. How commands are known depends on the server: `AtomicCommandWriter` and `StreamCommandWriter` say what each
 * promises. One caveat about time: an event is never dated before the newest event that its writer knew; two programs that
 * write at the very moment the leader's clock is set back may still be dated in the wrong order.
 */
export class KurrentDbEventStore implements EventStore, CopyTarget {
  readonly capabilities: StoreCapabilities;
  private readonly connection: KurrentDbConnection;
  private readonly reader: LogReader;
  private readonly writer: CommandWriter;
  private readonly turns = new Turns();
  private readonly closing = new AbortController();
  private readonly push: HeadPush;
  private readonly onTrouble: (error: unknown) => void;

  constructor({ connection, store, oneStreamAtATime = false, clock, onTrouble = () => undefined }: KurrentDbEventStoreOptions) {
    const names = new StoreNames(store);
    this.connection = connection;
    this.onTrouble = onTrouble;
    this.reader = new LogReader(connection, names, clock);
    this.writer =
      connection.appendsAcrossStreams && !oneStreamAtATime
        ? new AtomicCommandWriter(connection, this.reader)
        : new StreamCommandWriter(connection, this.reader);
    this.capabilities = { densePositions: false, ...this.writer.capabilities };
    this.push = new HeadPush(connection, names.everyEvent, this.closing.signal, onTrouble);
  }

  /**
   * @throws ConnectionTrouble where the server did not answer, several times: whether the requests were stored is then
   *   unknown, and sending them again is safe. KurrentDbRefusal where it never will.
   */
  async append(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    const outcomes: AppendOutcome[] = [];
    for (const request of requests) outcomes.push(await this.appendOne(request));
    return outcomes;
  }

  findCommand(commandId: string, stream?: string): Promise<CommandResult | undefined> {
    return this.outliving(() => this.writer.find(commandId, stream));
  }

  readStream(stream: string, range: StreamRange = {}): AsyncIterable<StoredEvent> {
    return this.reader.stream(stream, range);
  }

  readAll(range: LogRange = {}): AsyncIterable<StoredEvent> {
    return this.reader.all(range);
  }

  async *subscribe({ after, filter, signal }: SubscriptionRange): AsyncIterable<SubscriptionMessage> {
    const ending = AbortSignal.any([signal, this.closing.signal]);
    let seen = after;
    let pause = FIRST_PAUSE;
    while (!isAborted(ending)) {
      try {
        const upTo = (await this.reader.newestBefore())?.position ?? BEFORE_FIRST;
        for await (const event of this.reader.all({ after: seen, upTo, filter })) {
          if (isAborted(ending)) return;
          seen = event.position;
          yield { kind: 'event', event };
        }
        if (isAborted(ending)) return;
        if (upTo > seen) seen = upTo;
        pause = FIRST_PAUSE;
        yield { kind: 'caught-up', position: seen };
        await this.push.beyond(seen, ending);
      } catch (error) {
        if (!(error instanceof ConnectionTrouble)) throw error;
        this.onTrouble(error);
        await sleep(pause, undefined, { signal: ending }).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  head(): Promise<{ readonly position: Position; readonly recordedAt: Instant } | undefined> {
    return this.outliving(async () => {
      const newest = await this.reader.newestBefore();
      return newest && { position: newest.position, recordedAt: recordedAtOf(newest) };
    });
  }

  async takeIn(commands: readonly CopiedCommand[]): Promise<void> {
    await this.outliving(async () => {
      const newest = (await this.head())?.recordedAt ?? '';
      const tooOld = commands.find(({ events }) => events.some((event) => event.recordedAt < newest));
      if (!tooOld) await this.writer.takeIn(commands);
      else for (const command of commands) await this.requireTaken(command, newest);
    });
  }

  /** Ends every subscription, and the connection. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.connection.close();
  }

  private async appendOne(request: AppendRequest): Promise<AppendOutcome> {
    if (categoryOf(request.stream) === 'command') throw new TypeError(`${request.stream}: "command" is the engine's own category`);
    const work = (): Promise<AppendOutcome> => this.outliving(() => this.writer.append(request));
    // Within this program nobody gets in anybody's way: neither in one stream, nor with one command id.
    const outcome = await this.turns.take(`command ${request.commandId}`, () => this.turns.take(`stream ${request.stream}`, work));
    if (outcome.status === 'appended') this.push.saw(outcome.result.position);
    return outcome;
  }

  /** Of a copy that is behind the newest event, only what is here already can be taken in. */
  private async requireTaken(command: CopiedCommand, newest: Instant): Promise<void> {
    const known = await this.writer.find(command.commandId, command.stream);
    if (known?.digest === command.digest && known.stream === command.stream) return;
    if (command.events.some((event) => event.recordedAt < newest)) throw otherThanCopied(command.stream, command.events[0]?.revision ?? 0);
    await this.writer.takeIn([command]);
  }

  private async outliving<T>(work: () => Promise<T>): Promise<T> {
    for (let call = 1; ; call++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ConnectionTrouble) || call === CALLS || this.closing.signal.aborted) throw error;
        this.onTrouble(error);
        await sleep(FIRST_PAUSE * 4 ** (call - 1), undefined, { signal: this.closing.signal }).catch(() => undefined);
      }
    }
  }
}

/** A call, since the compiler would take a property once seen false for false for ever. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
