import type { Position } from '@goldenthread/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';

interface Waiter {
  readonly seen: Position;
  readonly wake: () => void;
}

/** How positions come here by themselves; without it, they are asked for. */
export interface Push {
  /** Whether they come just now. */
  readonly isListening: boolean;
  /** Sees to it. @returns whether they come since just now. */
  listen(): Promise<boolean>;
}

/** So many times longer is the time between two questions while positions come by themselves: one may have got lost. */
const SELDOM = 20;

/**
 * Tells waiting readers that the store has grown. However many wait, one poll asks for the head, and only while someone
 * waits; of an append of the same process, and of what is pushed, they are told at once.
 */
export class HeadWatch {
  private readonly waiters = new Set<Waiter>();
  private polling = false;
  private newest: Position | undefined;
  private count = 0;
  private pausing: AbortController | undefined;

  /** @param every milliseconds from one answer to the next question, where nothing is pushed. */
  constructor(
    private readonly askHead: () => Promise<Position>,
    private readonly every: number,
    private readonly push?: Push,
  ) {}

  /** How often a position was told. To be read before the store is, so that nothing told meanwhile is missed. */
  get told(): number {
    return this.count;
  }

  /** Someone learnt of this position. */
  saw(position: Position): void {
    this.count++;
    this.newest = position;
    for (const waiter of this.waiters) if (waiter.seen < position) waiter.wake();
  }

  /**
   * Ends when the head is beyond a position, or on the signal. Also when the head could not be asked: the reader will find
   * out why when it reads.
   *
   * @param told how often a position had been told before the reader looked for the last time.
   */
  beyond(seen: Position, told: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        seen,
        wake: () => {
          this.waiters.delete(waiter);
          if (this.waiters.size === 0) this.pausing?.abort();
          signal.removeEventListener('abort', waiter.wake);
          resolve();
        },
      };
      this.waiters.add(waiter);
      signal.addEventListener('abort', waiter.wake);
      const toldMeanwhile = this.count > told && this.newest !== undefined && this.newest > seen;
      if (signal.aborted || toldMeanwhile) waiter.wake();
      else void this.poll();
    });
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    while (this.waiters.size > 0) {
      // What was pushed before it is listened to was not heard.
      if (await this.push?.listen()) await this.ask();
      if (this.waiters.size > 0) await this.pause();
      if (this.waiters.size > 0) await this.ask();
    }
    this.polling = false;
  }

  /** Ends early where nobody waits any more. */
  private async pause(): Promise<void> {
    this.pausing = new AbortController();
    const milliseconds = this.push?.isListening ? this.every * SELDOM : this.every;
    await sleep(milliseconds, undefined, { signal: this.pausing.signal }).catch(() => undefined);
  }

  private async ask(): Promise<void> {
    try {
      this.saw(await this.askHead());
    } catch {
      for (const waiter of this.waiters) waiter.wake();
    }
  }
}
