import type { Terminal } from './terminal.js';

/** What every command is given. */
export interface Context {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /**
   * Aborts when somebody stops the program. From the first call on Ctrl-C is obeyed in order, once; before it, and the
   * second time, it ends the process at once.
   */
  readonly whenStopped: () => AbortSignal;
}

/** What every command may be asked. */
export interface CommonOptions {
  /** One JSON object on standard output, instead of words. */
  readonly json?: boolean;
}

export const JSON_OPTION = ['--json', 'answer with one JSON object'] as const;
