import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, EventJournal } from '@goldenthread/event-sourcing';
import { beginDay, type PolicyLog } from '@goldenthread/policies';

/** Within a minute of midnight is soon enough for anything that is counted in days. */
const LOOK_EVERY_MS = 60_000;

/** Begins each day in London as it comes, for as long as the program runs. */
export class Ticker {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly journal: EventJournal,
    private readonly clock: Clock,
    private readonly log: PolicyLog,
  ) {}

  start(): void {
    this.running = this.run(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await beginDay(this.journal, this.clock).catch((error: unknown) => {
        this.log.warn(`The day could not be begun, which is tried again: ${error instanceof Error ? error.message : String(error)}`);
      });
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
