import type { Logger } from 'pino';

interface Step {
  readonly what: string;
  readonly stop: () => Promise<unknown>;
}

/** Ctrl-C reaches a program under npm twice, from the terminal and passed on by npm: in milliseconds, how far apart at most. */
const ONE_SIGNAL = 1_000;

/** What a program has started, stopped in the reverse order at one signal. A later second signal stops waiting. */
export class Shutdown {
  private readonly steps: Step[] = [];
  private stopping: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {}

  /** Notes how to stop what was just started. */
  add(what: string, stop: () => Promise<unknown>): void {
    this.steps.push({ what, stop });
  }

  /** Stops everything, the last started first. Doing it again waits for the first time. */
  run(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  /** Whether it has been told to stop. */
  get isUnderWay(): boolean {
    return this.stopping !== undefined;
  }

  /** Stops everything when told to, and ends the process: 0 after an orderly stop. */
  onSignal(): void {
    let firstToldAt: number | undefined;
    const stop = (): void => {
      const now = performance.now();
      firstToldAt ??= now;
      if (now - firstToldAt > ONE_SIGNAL) process.exit(1);
      void this.run().then(() => process.exit(process.exitCode ?? 0));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  }

  private async stopAll(): Promise<void> {
    for (const { what, stop } of this.steps.reverse()) {
      try {
        await stop();
      } catch (error) {
        process.exitCode = 1;
        this.logger.error(`${what} did not stop in order: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
