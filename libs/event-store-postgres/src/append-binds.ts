import type { AppendRequest } from '@goldenthread/event-sourcing';
import { byteaArray } from './bytea-array.js';

/** The binds of `statements/append.sql.ts`, in its order. */
export function appendBinds(requests: readonly AppendRequest[]): unknown[] {
  const events = requests.flatMap((request) => request.events);
  return [
    requests.map((request) => request.stream),
    requests.map((request) => String(request.expected)),
    requests.map((request) => request.commandId),
    byteaArray(requests.map((request) => Buffer.from(request.digest, 'hex'))),
    requests.map((request) => request.events.length),
    events.map((event) => event.id),
    events.map((event) => event.type),
    events.map((event) => event.schemaVersion),
    events.map((event) => event.effectiveOn),
    events.map((event) => event.partnership),
    events.map((event) => event.correlationId),
    events.map((event) => event.causationId),
    events.map((event) => event.actor.person),
    events.map((event) => event.actor.agency),
    events.map((event) => event.actor.role),
    events.map((event) => JSON.stringify(event.keyIds)),
    byteaArray(events.map((event) => event.bytes)),
    byteaArray(events.map((event) => Buffer.from(event.sha256, 'hex'))),
  ];
}
