import { stateOf } from '@goldenthread/event-sourcing';

/** Whether the server asks to try the same again: a serialisation failure or a deadlock. */
export function isWorthOneRetry(error: unknown): boolean {
  return error instanceof Error && ['40001', '40P01'].includes(stateOf(error) ?? '');
}
