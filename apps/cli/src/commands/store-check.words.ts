import type { Problem, StoreCheck } from '@goldenthread/runtime';
import { printable } from '../lines.words.js';
import { counted, grouped } from '../numbers.words.js';

/** The check for scripts. */
export function checkData({ events, streams, commands, problems }: StoreCheck): object {
  const listed = problems.map(({ position, stream, problem }) => ({
    position: position?.toString() ?? null,
    stream: stream ?? null,
    problem,
  }));
  return { sound: problems.length === 0, events, streams, commands, problems: listed };
}

/** The check for people. */
export function checkWords(check: StoreCheck): string {
  const { events, streams, commands, problems } = check;
  if (events === 0 && problems.length === 0) return 'The store is empty: nothing has been recorded yet.';
  const seen = `${counted(events, 'event')}, ${counted(streams, 'stream')} and ${counted(commands, 'command')} were looked at`;
  if (problems.length === 0) return `The store is sound. ${seen}: every hash, revision and position is as it must be.`;
  return [`${seen}. What is wrong:`, ...problems.map((problem) => printable(problemWords(problem)))].join('\n');
}

function problemWords({ position, stream, problem }: Problem): string {
  const where = [
    ...(position === undefined ? [] : [`position ${grouped(Number(position))}`]),
    ...(stream === undefined ? [] : [`stream ${stream}`]),
  ];
  return where.length === 0 ? `  - ${problem}` : `  - At ${where.join(', ')}: ${problem}`;
}
