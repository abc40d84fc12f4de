import type { RebuildResult } from '@goldenthread/read-models';
import { counted, duration, grouped } from '../numbers.words.js';
import type { Amount } from '../progress.words.js';

export interface Rebuilt extends RebuildResult {
  readonly view: string;
  /** Whether the rows were taken without comparing them. */
  readonly acceptDifferences: boolean;
  readonly tookMs: number;
}

/** The rebuild for scripts. */
export function rebuildData({ view, generation, events, compared }: Rebuilt): object {
  return { view, generation, events, compared };
}

/** The rebuild for people. */
export function rebuildWords(rebuilt: Rebuilt): string {
  const { view, generation, events, tookMs } = rebuilt;
  return `${view} was rebuilt from ${counted(events, 'event')} in ${duration(tookMs)}. ${comparisonWords(rebuilt)} Generation ${generation} is live.`;
}

export function stoppedWords(view: string, { done, total }: Amount): string {
  return (
    `Stopped after ${grouped(done)} of ${counted(total, 'event')}. Readers still see ${view} as it was; ` +
    'run the same command again to go on from there.'
  );
}

function comparisonWords({ compared, acceptDifferences }: Rebuilt): string {
  if (acceptDifferences) return 'The rebuilt rows were taken as they are.';
  if (compared) return 'The rebuilt rows are the same as the live ones were.';
  return 'They were not compared: there were no live rows of the same shape.';
}
