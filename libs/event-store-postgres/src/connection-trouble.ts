/** SQLSTATEs that say the server went away, restarts, or has no room just now; classes by their first two digits. */
const PASSING_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '08']);

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

/** Whether an error comes from a lost or refused connection, so that the same read may succeed a little later. */
export function isConnectionTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code === undefined) return DRIVER_MESSAGE.test(error.message);
  return NETWORK_CODES.has(code) || PASSING_STATES.has(code) || PASSING_STATES.has(code.slice(0, 2));
}

/** Whether the server asks to try the same again: a serialisation failure or a deadlock. */
export function isWorthOneRetry(error: unknown): boolean {
  return error instanceof Error && ['40001', '40P01'].includes(codeOf(error) ?? '');
}

/** Classes of SQLSTATE that complain of what was sent: data, integrity, access or syntax, and what a function raises. */
const FAULTS_OF_CALLERS = new Set(['22', '23', '42', 'P0']);

/** Whether an error comes from what was asked, so that the same without it may succeed at once. */
export function isTheirOwnFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code === undefined) return error instanceof TypeError || error instanceof RangeError;
  return FAULTS_OF_CALLERS.has(code.slice(0, 2)) || code.startsWith('ERR_');
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
