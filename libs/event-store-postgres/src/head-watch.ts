import type { Position } from '@goldenthread/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';

interface Waiter {
  readonly seen: Position;
  readonly wake: () => void;
}

/**
 * Tells waiting readers that the store has grown. However many wait, one poll asks for the head, and only while someone
 * waits; an append of the same process is told at once. What was told before a reader waits is not remembered: the next
 * poll tells it again.
 */
export class HeadWatch {
  private readonly waiters = new Set<Waiter>();
  private polling = false;

  /** @param every milliseconds from one answer to the next question. */
  constructor(
    private readonly askHead: () => Promise<Position>,
    private readonly every: number,
  ) {}

  /** Someone learnt of this position. */
  saw(position: Position): void {
    for (const waiter of this.waiters) if (waiter.seen < position) waiter.wake();
  }

  /**
   * Ends when the head is beyond a position, or on the signal. Also when the head could not be asked: the reader will find
   * out why when it reads.
   */
  beyond(seen: Position, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        seen,
        wake: () => {
          this.waiters.delete(waiter);
          signal.removeEventListener('abort', waiter.wake);
          resolve();
        },
      };
      this.waiters.add(waiter);
      signal.addEventListener('abort', waiter.wake);
      if (signal.aborted) waiter.wake();
      else void this.poll();
    });
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    while (this.waiters.size > 0) {
      await sleep(this.every);
      if (this.waiters.size > 0) await this.ask();
    }
    this.polling = false;
  }

  private async ask(): Promise<void> {
    try {
      this.saw(await this.askHead());
    } catch {
      for (const waiter of this.waiters) waiter.wake();
    }
  }
}
