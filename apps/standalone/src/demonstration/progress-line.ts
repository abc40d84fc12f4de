import type { Progress } from './load-demonstration.js';

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const EVERY_MS = 2_000;

/**
 * Says on the console how far the demonstration has been loaded: on a terminal in one line that is written over, elsewhere
 * in a line every two seconds. Says nothing where there is nothing to load.
 */
export function progressLine(output: Output, now: () => number = Date.now): Progress {
  let said = -Infinity;
  return (done, total) => {
    const isLast = done === total;
    if (!isLast && now() - said < (output.isTTY ? 100 : EVERY_MS)) return;
    said = now();
    const sentence = `Loading the demonstration: ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`;
    output.write(output.isTTY ? `\r${sentence}${isLast ? '\n' : ''}` : `${sentence}\n`);
  };
}
