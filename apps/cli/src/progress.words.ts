import { counted, duration, grouped } from './numbers.words.js';

export interface Amount {
  readonly done: number;
  readonly total: number;
}

/** How far a command is, and how long it has been at it. */
export interface Progress extends Amount {
  /** How much was done already when it began, by an earlier run. */
  readonly before: number;
  readonly elapsedMs: number;
}

const BAR = 20;
/** Less than that says nothing of how fast it is. */
const TELLING_MS = 500;

/** "Rebuilding section11-answer: 12,000 of 48,211 events (24%), 8,400 a second, about 4 seconds left". */
export function progressWords(what: string, unit: string, progress: Progress): string {
  const { done, total } = progress;
  return [`${what}: ${grouped(done)} of ${counted(total, unit)} (${percent(progress)}%)`, ...pace(progress)].join(', ');
}

/** "[=====               ] 24% of 48,211 events, 8,400 a second, about 4 seconds left", cut off to fit. */
export function progressBar(unit: string, progress: Progress, columns: number): string {
  const filled = Math.round((BAR * percent(progress)) / 100);
  const bar = `[${'='.repeat(filled)}${' '.repeat(BAR - filled)}]`;
  return [`${bar} ${percent(progress)}% of ${counted(progress.total, unit)}`, ...pace(progress)].join(', ').slice(0, columns - 1);
}

function percent({ done, total }: Amount): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
}

function pace({ done, total, before, elapsedMs }: Progress): string[] {
  const here = done - before;
  if (here <= 0 || elapsedMs < TELLING_MS) return [];
  const perSecond = `${grouped((1000 * here) / elapsedMs)} a second`;
  if (done >= total) return [perSecond];
  const left = duration((elapsedMs * (total - done)) / here);
  return [perSecond, `${/^\d/.test(left) ? 'about ' : ''}${left} left`];
}
