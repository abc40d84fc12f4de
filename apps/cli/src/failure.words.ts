import { RebuildDiffersError } from '@goldenthread/read-models';
import { ConfigurationError } from '@goldenthread/runtime';
import { EXIT, type ExitCode } from './exit-codes.js';
import { Failure } from './failure.js';

/** How a command ends that failed: the code, and what is said of it. */
export interface Ending {
  readonly exitCode: ExitCode;
  readonly words: string;
}

const NO_ANSWER = 'The database does not answer. Check DATABASE_URL, and that its server runs.';
const NOT_OURS = 'This database holds no Golden Thread, or one of an older version. `goldenthread migrate` brings it up to this program.';

/** What PostgreSQL (Appendix A of its manual) and the network say by code, for whoever can do something about it. */
const WORDS_OF_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: NO_ANSWER,
  ECONNRESET: NO_ANSWER,
  EHOSTUNREACH: NO_ANSWER,
  ENOTFOUND: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  '57P01': 'The database went away meanwhile. Run the command again.',
  '57P03': 'The database is starting up or shutting down. Run the command again in a moment.',
  '28000': 'The database refuses the user that DATABASE_URL names.',
  '28P01': 'The database refuses the user or the password in DATABASE_URL.',
  '3D000': 'The database that DATABASE_URL names does not exist.',
  // A schema, a table, a role that a migration would have made.
  '3F000': NOT_OURS,
  '42P01': NOT_OURS,
  '22023': NOT_OURS,
  '42501': 'The user that DATABASE_URL names may not work as reader and projector. Whoever migrated has to grant it these roles.',
};

/** The end of a command that threw. */
export function endingOf(error: unknown): Ending {
  if (error instanceof Failure) return { exitCode: error.exitCode, words: error.message };
  if (error instanceof RebuildDiffersError) return { exitCode: EXIT.rowsDiffer, words: error.message };
  return { exitCode: EXIT.couldNotRun, words: wordsOf(error) };
}

function wordsOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.faults.map((fault) => `${fault}.`).join('\n');
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && WORDS_OF_CODE[code]) return WORDS_OF_CODE[code];
  return typeof message === 'string' && message !== '' ? message : String(error);
}
