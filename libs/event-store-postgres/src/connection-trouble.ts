import { isOutage, stateOf } from '@goldenthread/event-sourcing';

/** Whether the server asks to try the same again: a serialisation failure or a deadlock. */
export function isWorthOneRetry(error: unknown): boolean {
  return error instanceof Error && ['40001', '40P01'].includes(stateOf(error) ?? '');
}

/** Classes of SQLSTATE that complain of what was sent: data, integrity, access or syntax, and what a function raises. */
const FAULTS_OF_CALLERS = new Set(['22', '23', '42', 'P0']);

/** Whether an error comes from what was asked, so that the same without it may succeed at once. */
export function isTheirOwnFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = stateOf(error);
  if (code === undefined) return error instanceof TypeError || error instanceof RangeError;
  return FAULTS_OF_CALLERS.has(code.slice(0, 2)) || code.startsWith('ERR_');
}

/** Whether an error says that the answer will never come: whether the server did what it was asked is then not known. */
export function isLostAnswer(error: unknown): boolean {
  const isRefusal = error instanceof Error && stateOf(error)?.startsWith('53');
  const isSilence = error instanceof Error && error.message === 'Query read timeout';
  return isSilence || (isOutage(error) && !isRefusal);
}
