import { isUuid } from '@goldenthread/event-sourcing';
import { RequestProblem } from './problem.js';

/** The state of a resource that a change is based on: there is none yet, or the revision its ETag named. */
export type Precondition = { readonly kind: 'new' } | { readonly kind: 'revision'; readonly revision: number };

/** The ETag of a resource: the revision of the last event that touched it. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/**
 * Reads what a change is based on: `If-Match: "17"` or `If-None-Match: *`.
 *
 * @throws RequestProblem `precondition-required` (428) where there is neither, `precondition-unreadable` (400) where
 *   there are both or one cannot be read.
 */
export function parsePrecondition(headers: Readonly<Record<string, string | string[] | undefined>>): Precondition {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifMatch === undefined && ifNoneMatch === undefined) throw new RequestProblem('precondition-required');
  if (ifNoneMatch === '*' && ifMatch === undefined) return { kind: 'new' };
  const revision = typeof ifMatch === 'string' && ifNoneMatch === undefined ? /^"(\d{1,15})"$/.exec(ifMatch)?.[1] : undefined;
  if (revision !== undefined) return { kind: 'revision', revision: Number(revision) };
  throw new RequestProblem('precondition-unreadable', [
    {
      pointer: ifMatch === undefined ? 'If-None-Match' : 'If-Match',
      code: 'precondition-unreadable',
      message: 'Give either If-Match with one ETag as you received it, such as "17", or If-None-Match: *.',
    },
  ]);
}

/**
 * Reads the `Idempotency-Key`, which becomes the command id: any UUID that the client makes up, the same for each retry.
 *
 * @throws RequestProblem `idempotency-key-required` or `idempotency-key-unreadable`.
 */
export function parseIdempotencyKey(header: string | string[] | undefined): string {
  if (header === undefined) throw new RequestProblem('idempotency-key-required');
  const key = typeof header === 'string' ? header.toLowerCase() : '';
  if (isUuid(key)) return key;
  throw new RequestProblem('idempotency-key-unreadable', [
    { pointer: 'Idempotency-Key', code: 'idempotency-key-unreadable', message: 'Idempotency-Key must be a UUID.' },
  ]);
}
