import { BEFORE_FIRST, type Position } from '@goldenthread/event-sourcing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KurrentDbConnection } from './connection.js';

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;

/**
 * Tells waiting readers that the store has grown, as the server pushes it: one subscription for the whole process, opened
 * when someone first waits, and opened again after the newest position whenever it is lost.
 */
export class HeadPush {
  private readonly waiters = new Map<() => void, Position>();
  private newest = BEFORE_FIRST;
  private following = false;

  constructor(
    private readonly connection: Pick<KurrentDbConnection, 'follow'>,
    private readonly types: string,
    private readonly ending: AbortSignal,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** Someone learnt of this position. */
  saw(position: Position): void {
    if (position <= this.newest) return;
    this.newest = position;
    for (const [wake, seen] of this.waiters) if (seen < position) wake();
  }

  /** Ends when the newest event is beyond a position, or on the signal. */
  beyond(seen: Position, signal: AbortSignal): Promise<void> {
    // Whoever has read up to a position knows that it is there.
    this.saw(seen);
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiters.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiters.set(wake, seen);
      signal.addEventListener('abort', wake);
      if (signal.aborted || seen < this.newest) wake();
      else void this.follow();
    });
  }

  private async follow(): Promise<void> {
    if (this.following) return;
    this.following = true;
    let pause = FIRST_PAUSE;
    while (!this.ending.aborted) {
      try {
        for await (const position of this.connection.follow({ after: this.newest, types: this.types, signal: this.ending })) {
          this.saw(position);
          pause = FIRST_PAUSE;
        }
      } catch (error) {
        this.onTrouble(error);
      }
      await sleep(pause, undefined, { signal: this.ending }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}
