import type { Partition } from '@goldenthread/runtime';
import { counted, grouped } from '../numbers.words.js';

/** What was archived, for scripts: positions as text. */
export function archiveData(archived: readonly Partition[]): object {
  const partitions = archived.map(({ name, first, last, bytes }) => ({ name, first: String(first), last: String(last), bytes }));
  return { archived: partitions };
}

/** What was archived, for people. */
export function archiveWords(archived: readonly Partition[]): string {
  if (archived.length === 0) return 'There was nothing to archive: no such partition is full.';
  return [`${counted(archived.length, 'partition')} archived:`, ...archived.map(partitionWords)].join('\n');
}

export function archiveStoppedWords(archived: readonly Partition[]): string {
  return `Stopped with ${counted(archived.length, 'partition')} archived. The same command goes on from there.`;
}

function partitionWords({ name, first, last, bytes }: Partition): string {
  return `  es.${name}: positions ${grouped(Number(first))} to ${grouped(Number(last))}, ${grouped(Math.ceil(bytes / 1_000_000))} MB with its indexes`;
}
