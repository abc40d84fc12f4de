import { OutcomeUnknownError, StoreBusyError, type AppendOutcome, type AppendRequest } from '@goldenthread/event-sourcing';
import { isConnectionTrouble, isTheirOwnFault } from './connection-trouble.js';

/** How many requests, and bytes of their events. */
export interface Amount {
  readonly requests: number;
  readonly bytes: number;
}

export interface AppendQueueOptions {
  /** Calls to the server at one time. */
  readonly calls?: number;
  /** The most that goes in one call. */
  readonly each?: Amount;
  /** The most that waits. */
  readonly room?: Amount;
}

/** What one caller wants appended, and where to tell the outcome. */
interface Waiting extends Amount {
  readonly given: readonly AppendRequest[];
  readonly resolve: (outcomes: readonly AppendOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

type Send = (requests: readonly AppendRequest[]) => Promise<readonly AppendOutcome[]>;

const CALLS = 2;
const EACH: Amount = { requests: 500, bytes: 4_000_000 };
const ROOM: Amount = { requests: 10_000, bytes: 64_000_000 };
/** Beside its data an event has an envelope, and a request has its own. */
const ENVELOPE_BYTES = 400;

/**
 * Group commit. Whatever waits at the moment a call can go, goes in one call and is committed together; each caller learns
 * what became of its own. Where nothing is under way a caller's requests go at once. Those of one caller never part: where
 * they cannot be stored, none of them is.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private inQueue: Amount = { requests: 0, bytes: 0 };
  private underWay = 0;
  private inCalls = 0;
  private readonly calls: number;
  private readonly each: Amount;
  private readonly room: Amount;

  constructor(
    private readonly send: Send,
    { calls = CALLS, each = EACH, room = ROOM }: AppendQueueOptions = {},
  ) {
    this.calls = calls;
    this.each = each;
    this.room = room;
  }

  /** What waits now. */
  get depth(): Amount {
    return this.inQueue;
  }

  /**
   * @throws StoreBusyError where too much waits already: nothing was stored.
   * @throws OutcomeUnknownError where the connection was lost.
   * @throws the server's error for what it cannot take, such as data that does not have its hash: nothing was stored.
   */
  append(given: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    const amount = amountOf(given);
    const full = plus(this.inQueue, amount);
    if (this.waiting.length > 0 && (full.requests > this.room.requests || full.bytes > this.room.bytes)) throw new StoreBusyError();
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...amount, given, resolve, reject });
      this.inQueue = full;
      this.startCalls();
    });
  }

  private startCalls(): void {
    while (this.underWay < this.calls && this.waiting.length > 0) {
      this.underWay++;
      const together = this.next();
      void this.call(together).finally(() => {
        const release = (): void => {
          this.underWay--;
          for (const one of together) this.inCalls -= one.requests;
          this.startCalls();
        };
        if (together.length > 1) setImmediate(release);
        else release();
      });
    }
  }

  /** The longest waiting, at least one of them. */
  private next(): readonly Waiting[] {
    let amount: Amount = { requests: 0, bytes: 0 };
    let count = 0;
    const share = Math.min(this.each.requests, Math.ceil((this.inQueue.requests + this.inCalls) / this.calls));
    for (const one of this.waiting) {
      const more = plus(amount, one);
      if (count > 0 && (more.requests > share || more.bytes > this.each.bytes)) break;
      amount = more;
      count++;
    }
    this.inQueue = { requests: this.inQueue.requests - amount.requests, bytes: this.inQueue.bytes - amount.bytes };
    this.inCalls += amount.requests;
    return this.waiting.splice(0, count);
  }

  private async call(together: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.send(together.flatMap(({ given }) => given));
      let from = 0;
      for (const { given, resolve } of together) resolve(outcomes.slice(from, (from += given.length)));
    } catch (error) {
      if (together.length > 1 && isTheirOwnFault(error)) await this.callOneByOne(together);
      else for (const { reject } of together) reject(isConnectionTrouble(error) ? new OutcomeUnknownError(error) : error);
    }
  }

  /** One of them made the server refuse them all, and the others should not suffer for it. */
  private async callOneByOne(together: readonly Waiting[]): Promise<void> {
    for (const one of together) await this.call([one]);
  }
}

function amountOf(given: readonly AppendRequest[]): Amount {
  let bytes = 0;
  for (const { events } of given) {
    bytes += ENVELOPE_BYTES;
    for (const event of events) bytes += ENVELOPE_BYTES + event.bytes.length;
  }
  return { requests: given.length, bytes };
}

function plus(one: Amount, other: Amount): Amount {
  return { requests: one.requests + other.requests, bytes: one.bytes + other.bytes };
}
