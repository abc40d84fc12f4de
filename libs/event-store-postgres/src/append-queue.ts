import { StoreBusyError, type AppendOutcome, type AppendRequest } from '@goldenthread/event-sourcing';
import { isTheirOwnFault } from './connection-trouble.js';

/** How many requests, and bytes of their events. */
export interface Amount {
  readonly requests: number;
  readonly bytes: number;
}

export interface AppendQueueOptions {
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

/** Calls under way at one time: while the server works on one, the next is made ready and sent. Three were slower than two. */
const CALLS = 2;
/** The most that goes in one call, so that nobody waits long for others. */
const EACH: Amount = { requests: 500, bytes: 4_000_000 };
const ROOM: Amount = { requests: 10_000, bytes: 64_000_000 };
/** Beside its data an event has an envelope, and a request has its own. */
const ENVELOPE_BYTES = 400;

/**
 * Group commit. What waits when a call can go, goes in one call and is committed together; each caller learns what became
 * of its own. Where nothing is under way, what a caller brings goes at once. The requests of one caller never part: where
 * one of them cannot be taken, none is.
 */
export class AppendQueue {
  private readonly waiting: Waiting[] = [];
  private amount: Amount = { requests: 0, bytes: 0 };
  private calls = 0;
  private callersInCalls = 0;
  private readonly drains: (() => void)[] = [];
  private readonly room: Amount;

  constructor(
    private readonly send: Send,
    { room = ROOM }: AppendQueueOptions = {},
  ) {
    this.room = room;
  }

  /** What waits now. */
  get depth(): Amount {
    return this.amount;
  }

  /**
   * @throws StoreBusyError where too much waits already: nothing was stored.
   * @throws what sending them throws.
   */
  append(given: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    return new Promise((resolve, reject) => {
      const amount = amountOf(given);
      const all = plus(this.amount, amount);
      if (this.waiting.length > 0 && (all.requests > this.room.requests || all.bytes > this.room.bytes)) throw new StoreBusyError();
      this.amount = all;
      this.waiting.push({ ...amount, given, resolve, reject });
      this.startCalls();
    });
  }

  /** Resolves when nothing waits and no call is under way. */
  async drained(): Promise<void> {
    if (this.calls > 0) await new Promise<void>((resolve) => this.drains.push(resolve));
  }

  private startCalls(): void {
    while (this.calls < CALLS && this.waiting.length > 0) {
      const together = this.next();
      this.calls++;
      this.callersInCalls += together.length;
      void this.call(together).then(() => {
        // Those who were answered together may come back together: they are given the moment to do so.
        if (together.length === 1) this.finish(together);
        else
          setImmediate(() => {
            this.finish(together);
          });
      });
    }
  }

  private finish(together: readonly Waiting[]): void {
    this.calls--;
    this.callersInCalls -= together.length;
    this.startCalls();
    if (this.calls === 0) for (const drained of this.drains.splice(0)) drained();
  }

  /** The longest waiting: as many as keep all calls equally busy, and at least one. */
  private next(): readonly Waiting[] {
    const share = Math.ceil((this.waiting.length + this.callersInCalls) / CALLS);
    let taken: Amount = { requests: 0, bytes: 0 };
    let count = 0;
    for (const one of this.waiting) {
      const more = plus(taken, one);
      if (count > 0 && (count === share || more.requests > EACH.requests || more.bytes > EACH.bytes)) break;
      taken = more;
      count++;
    }
    this.amount = { requests: this.amount.requests - taken.requests, bytes: this.amount.bytes - taken.bytes };
    return this.waiting.splice(0, count);
  }

  private async call(together: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.send(together.flatMap(({ given }) => given));
      let from = 0;
      for (const { given, resolve } of together) resolve(outcomes.slice(from, (from += given.length)));
    } catch (error) {
      if (together.length > 1 && isTheirOwnFault(error)) await this.callOneByOne(together);
      else for (const { reject } of together) reject(error);
    }
  }

  /** Something of one of them cannot be taken, and nothing was stored; the others should not suffer for it. */
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
