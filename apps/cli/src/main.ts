import 'reflect-metadata';
import { runCommandLine } from './command-line.js';
import { EXIT } from './exit-codes.js';
import { Stopped } from './failure.js';
import { processTerminal } from './terminal.js';

/** Ctrl-C under npm arrives twice at once, from the terminal and from npm; a person needs longer than that, in milliseconds. */
const PRESSED_AGAIN = 1_000;

function whenStopped(): AbortSignal {
  const stopping = new AbortController();
  let first = Infinity;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (Date.now() - first > PRESSED_AGAIN) process.exit(EXIT.stopped);
      if (stopping.signal.aborted) return;
      first = Date.now();
      stopping.abort(new Stopped());
    });
  }
  return stopping.signal;
}

process.exitCode = await runCommandLine(process.argv.slice(2), { environment: process.env, terminal: processTerminal(), whenStopped });
