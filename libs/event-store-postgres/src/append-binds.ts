import type { AppendRequest, EventToAppend, ExpectedRevision } from '@goldenthread/event-sourcing';
import { byteaArray, dateArray, hexArray, int4Array, textArray, uuidArray } from './binary-arrays.js';

/** The highest revision that the database can count to. */
const MOST = 2 ** 31 - 1;

/** The binds of `statements/append.sql.ts`, in its order. */
export function appendBinds(requests: readonly AppendRequest[]): Buffer[] {
  const events = requests.flatMap((request) => request.events);
  return [
    textArray(requests.map((request) => request.stream)),
    int4Array(requests.map((request) => expectation(request.expected))),
    uuidArray(requests.map((request) => request.commandId)),
    hexArray(requests.map((request) => request.digest)),
    int4Array(requests.map((request) => request.events.length)),
    uuidArray(events.map((event) => event.id)),
    textArray(events.map((event) => event.type)),
    int4Array(events.map((event) => event.schemaVersion)),
    dateArray(events.map((event) => event.effectiveOn)),
    textArray(events.map((event) => event.partnership)),
    uuidArray(events.map((event) => event.correlationId)),
    uuidArray(events.map((event) => event.causationId)),
    textArray(events.map((event) => event.actor.person)),
    textArray(events.map((event) => event.actor.agency)),
    textArray(events.map((event) => event.actor.role)),
    textArray(events.map((event) => listLiteral(event.keyIds))),
    byteaArray(events.map((event) => event.bytes)),
    hexArray(events.map((event) => event.sha256)),
  ];
}

/** The binds of one request with one event. */
export function appendOneBinds(request: AppendRequest, event: EventToAppend): unknown[] {
  return [
    request.stream,
    expectation(request.expected),
    request.commandId,
    `\\x${request.digest}`,
    event.id,
    event.type,
    event.schemaVersion,
    event.effectiveOn,
    event.partnership,
    event.correlationId,
    event.causationId,
    event.actor.person,
    event.actor.agency,
    event.actor.role,
    listLiteral(event.keyIds),
    event.bytes,
    `\\x${event.sha256}`,
  ];
}

/** A revision, or what `es.append` knows instead: -1 for none, -2 for any, -3 for some, -4 for what no stream is at. */
function expectation(expected: ExpectedRevision): number {
  switch (expected) {
    case 'none':
      return -1;
    case 'any':
      return -2;
    case 'exists':
      return -3;
    default:
      return Number.isInteger(expected) && expected >= -1 && expected <= MOST ? expected : -4;
  }
}

/** A list of texts as PostgreSQL writes a `text[]`. */
function listLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
