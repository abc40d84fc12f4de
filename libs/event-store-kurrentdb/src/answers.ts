import type { ServiceError } from '@grpc/grpc-js';
import type { AppendConsistencyViolationError, CurrentStreamState, WrongExpectedVersionError } from '@kurrent/kurrentdb-client';
import { ConnectionTrouble, KurrentDbRefusal, type WriteAnswer } from './connection.js';

/** What the client calls the errors of a lost, stopping or overloaded server. */
const TROUBLE = new Set(['unavailable', 'cancelled', 'deadline-exceeded', 'timeout', 'not-leader']);

/** gRPC status codes of the same, where an error comes past the client's own naming: CANCELLED, DEADLINE_EXCEEDED, UNAVAILABLE … */
const TROUBLE_CODES = new Set([1, 4, 8, 10, 13, 14, 15]);

/** What the server says when it is asked to read from within a record. */
const NO_SUCH_PLACE = 'InvalidPosition';
const FOREIGN_POSITION =
  'The position asked for is none of this store: whatever remembers it was built from another one, and must be built again from this';

/** PERMISSION_DENIED, UNAUTHENTICATED. */
const NOT_LET_IN = new Set([7, 16]);

/** What the client says when no node of a cluster could be found to speak to, as while a new leader is elected. */
const NO_LEADER = /^Failed to discover after \d+ attempts/;

const SENTENCES: Readonly<Record<string, string>> = {
  'access-denied': 'KurrentDB refuses the user that the address names: it may not read and write the streams of this store',
  'stream-deleted': 'Someone deleted a stream in KurrentDB: records of this store are never deleted, so restore the server from a backup',
  'stream-tombstoned':
    'Someone deleted a stream for good in KurrentDB: records of this store are never deleted, so restore the server from a backup',
  'maximum-append-size-exceeded': 'The events of one command are larger than KurrentDB takes at once (its setting MaxAppendSize)',
  'transaction-max-size-exceeded': 'The events of one command are larger than KurrentDB takes at once (its setting MaxAppendSize)',
  'append-record-size-exceeded': 'One event is larger than KurrentDB takes (its setting MaxAppendEventSize)',
};

/** States of a stream below -1: it was deleted (-5) or tombstoned (-6). */
const NEVER_WRITTEN = -1;

/**
 * What a failed write means: that streams stand otherwise than was expected, which is an answer; or an error.
 *
 * @throws ConnectionTrouble, KurrentDbRefusal, or the error itself where it means nothing known.
 */
export function answerTo(error: unknown): WriteAnswer {
  switch (typeOf(error)) {
    case 'wrong-expected-version': {
      const { streamName, actualState } = error as WrongExpectedVersionError;
      return { written: false, actual: new Map([[streamName, revisionOf(actualState)]]) };
    }
    case 'append-consistency-violation': {
      const { violations } = error as AppendConsistencyViolationError;
      return { written: false, actual: new Map(violations.map((found) => [found.streamName, revisionOf(found.actualState)])) };
    }
    default:
      throw errorOf(error);
  }
}

/** The error in this engine's words. */
export function errorOf(error: unknown): unknown {
  if (error instanceof ConnectionTrouble || error instanceof KurrentDbRefusal) return error;
  const type = typeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (TROUBLE.has(type) || TROUBLE_CODES.has(codeOf(error)) || NO_LEADER.test(message)) return new ConnectionTrouble(message, error);
  if (message.includes(NO_SUCH_PLACE)) return new KurrentDbRefusal(FOREIGN_POSITION, error);
  const sentence = SENTENCES[type] ?? (NOT_LET_IN.has(codeOf(error)) ? SENTENCES['access-denied'] : undefined);
  return sentence ? new KurrentDbRefusal(sentence, error) : error;
}

function revisionOf(state: CurrentStreamState | bigint): number {
  const revision = state === 'no_stream' ? NEVER_WRITTEN : Number(state);
  if (revision < NEVER_WRITTEN) throw new KurrentDbRefusal(SENTENCES['stream-deleted'] ?? '');
  return revision;
}

/** The client's name of an error; of one that came past it, the server's, which is the same. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('type' in error && typeof error.type === 'string') return error.type;
  const { metadata } = error as Partial<ServiceError>;
  return metadata?.get('exception')[0]?.toString() ?? '';
}

function codeOf(error: unknown): number {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : 0;
}
