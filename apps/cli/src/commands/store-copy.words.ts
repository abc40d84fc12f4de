import type { CopyReport } from '@goldenthread/runtime';
import { counted, grouped } from '../numbers.words.js';

/** The copy for scripts. */
export function copyData({ events, copied, streams, upTo }: CopyReport): object {
  return { same: true, events, copied, streams, upTo: upTo === undefined ? null : String(upTo) };
}

/** The copy for people. */
export function copyWords({ events, copied, streams, upTo }: CopyReport): string {
  if (upTo === undefined) return 'Both stores are empty: there was nothing to copy.';
  return (
    `${counted(copied, 'event')} copied, ${grouped(events - copied)} there before. Both stores now hold the same ` +
    `${counted(events, 'event')} in ${counted(streams, 'stream')}, up to position ${String(upTo)}: each was compared, and each hash with its bytes.`
  );
}

export function copyStoppedWords(events: number): string {
  return `Stopped with ${counted(events, 'event')} compared or copied. The same command goes on from there.`;
}
