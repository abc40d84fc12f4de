import { progressBar, progressWords, type Amount } from './progress.words.js';
import type { Terminal } from './terminal.js';

const REDRAW_MS = 100;
const PLAIN_LINE_MS = 3_000;

/** Tells how far a command is: on a terminal by one line that overwrites itself, elsewhere by a plain line now and then. */
export class ProgressReport {
  private began: { readonly what: string; readonly at: number; readonly done: number } | undefined;
  private told = -Infinity;

  constructor(
    private readonly terminal: Terminal,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param what another one begins to be timed anew. */
  update(what: string, unit: string, { done, total }: Amount): void {
    const now = this.now();
    if (this.began?.what !== what) {
      this.began = { what, at: now, done };
      // A short run needs no plain line at all.
      if (!this.terminal.isWatched) this.told = now;
    }
    if (now - this.told < (this.terminal.isWatched ? REDRAW_MS : PLAIN_LINE_MS)) return;
    this.told = now;
    const progress = { done, total, before: this.began.done, elapsedMs: now - this.began.at };
    if (this.terminal.isWatched) this.terminal.overwrite(progressBar(unit, progress, this.terminal.columns));
    else this.terminal.note(progressWords(what, unit, progress));
  }

  /** Leaves the line empty for what comes next. */
  end(): void {
    if (this.terminal.isWatched && this.began) this.terminal.overwrite('');
  }
}
