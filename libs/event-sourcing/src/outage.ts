import { OutcomeUnknownError } from './event-store.js';

/** SQLSTATEs that say the server went away, restarts, or has no room just now; classes by their first two digits. */
const PASSING_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '08', '53']);

/** What the operating system says of a connection that could not be made or was lost. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // the server's socket file
]);

/** What the driver says, without a code. */
const DRIVER_MESSAGE = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/**
 * Whether an error says that a server could not be reached, was lost or has no room: nothing is wrong with what was asked, and
 * the same may succeed a little later.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof OutcomeUnknownError) return true;
  const code = stateOf(error);
  if (code === undefined) return DRIVER_MESSAGE.test(error.message);
  return NETWORK_CODES.has(code) || PASSING_STATES.has(code) || PASSING_STATES.has(code.slice(0, 2));
}

/** The code that a database or the operating system gave an error, if any. */
export function stateOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
