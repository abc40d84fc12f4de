import {
  canonicalBytes,
  type AppendRequest,
  type CommandResult,
  type CopiedCommand,
  type EventToAppend,
  type Instant,
  type StoredEvent,
} from '@goldenthread/event-sourcing';
import { randomUUID } from 'node:crypto';
import type { KeptRecord, ProposedRecord } from './connection.js';
import type { StoreNames } from './store-names.js';

/**
 * The keys of an event's metadata. All values are text; what is null is left out. Kept for ever: the two with a dollar are
 * the server's own names for them, by which its tools follow a chain of causes.
 */
const KEY = {
  schemaVersion: 'schemaVersion',
  effectiveOn: 'effectiveOn',
  partnership: 'partnership',
  commandId: 'commandId',
  digest: 'digest',
  correlationId: '$correlationId',
  causationId: '$causationId',
  person: 'actorPerson',
  agency: 'actorAgency',
  role: 'actorRole',
  keyIds: 'keyIds',
  sha256: 'sha256',
  /** The newest moment the writer knew of: the event was not recorded before it (`recordedAtOf`). */
  notBefore: 'notBefore',
  /** Of a copied event, and of any in a store whose clock is set: when it was recorded. */
  recordedAt: 'recordedAt',
  /** Of a copied event: where it stood, the oldest first. */
  formerPositions: 'formerPositions',
  /** Tells two sendings of one command apart, where they meet. */
  sending: 'sending',
} as const;

type Metadata = Record<string, string>;

/** What decides when a record was recorded, beside the leader's clock. */
export interface Dating {
  /** The newest moment its writer knew of. */
  readonly notBefore?: Instant | undefined;
  /** The moment itself, where the store's clock is set. */
  readonly recordedAt?: Instant | undefined;
}

/** Which command an event came from, and what its writer knew. */
export interface Writing {
  readonly command: Pick<AppendRequest, 'stream' | 'commandId' | 'digest'>;
  readonly dating: Dating;
  readonly sending?: string;
}

/** What the record of a command holds, as canonical JSON. */
export interface CommandFacts {
  readonly commandId: string;
  readonly digest: string;
  readonly stream: string;
  readonly revision: number;
  readonly count: number;
}

export function eventRecord(event: EventToAppend, { command, dating, sending }: Writing, names: StoreNames): ProposedRecord {
  return {
    id: event.id,
    stream: names.stream(command.stream),
    type: names.type(event.type),
    metadata: present({
      [KEY.schemaVersion]: String(event.schemaVersion),
      [KEY.effectiveOn]: event.effectiveOn,
      [KEY.partnership]: event.partnership,
      [KEY.commandId]: command.commandId,
      [KEY.digest]: command.digest,
      [KEY.correlationId]: event.correlationId,
      [KEY.causationId]: event.causationId,
      [KEY.person]: event.actor.person,
      [KEY.agency]: event.actor.agency,
      [KEY.role]: event.actor.role,
      [KEY.keyIds]: event.keyIds.length > 0 ? event.keyIds.join(' ') : null,
      [KEY.sha256]: event.sha256,
      ...datingOf(dating),
      [KEY.sending]: sending ?? null,
    }),
    data: event.bytes,
  };
}

/** The record of an event that another store recorded: it keeps its moment, and remembers its position. */
export function copiedRecord(event: StoredEvent, command: CopiedCommand, names: StoreNames): ProposedRecord {
  const record = eventRecord(event, { command, dating: { recordedAt: event.recordedAt } }, names);
  const positions = [...(event.formerPositions ?? []), event.position].join(' ');
  return { ...record, metadata: { ...record.metadata, [KEY.formerPositions]: positions } };
}

/**
 * The record that remembers a command. Its own id is random: two sendings of one command are then never the same write to
 * the server, which would answer the second as if it had been the first.
 */
export function commandRecord(facts: CommandFacts, dating: Dating, names: StoreNames): ProposedRecord {
  return {
    id: randomUUID(),
    stream: names.commandStream(facts.commandId),
    type: names.commandRecorded,
    metadata: present(datingOf(dating)),
    data: canonicalBytes(facts),
  };
}

export function factsOf(record: KeptRecord): CommandFacts {
  return JSON.parse(new TextDecoder().decode(record.data)) as CommandFacts;
}

export function storedEvent(record: KeptRecord, names: StoreNames): StoredEvent {
  const of = (key: string): string => needed(record, key);
  const maybe = (key: string): string | null => record.metadata[key] ?? null;
  const formerPositions = maybe(KEY.formerPositions)?.split(' ').map(BigInt);
  return {
    id: record.id,
    stream: names.streamOf(record.stream),
    revision: record.revision,
    position: record.position,
    type: names.typeOf(record.type),
    schemaVersion: Number(of(KEY.schemaVersion)),
    recordedAt: recordedAtOf(record),
    effectiveOn: maybe(KEY.effectiveOn),
    partnership: maybe(KEY.partnership),
    commandId: of(KEY.commandId),
    correlationId: of(KEY.correlationId),
    causationId: maybe(KEY.causationId),
    actor: { person: of(KEY.person), agency: of(KEY.agency), role: of(KEY.role) },
    keyIds: maybe(KEY.keyIds)?.split(' ') ?? [],
    bytes: record.data,
    sha256: of(KEY.sha256),
    ...(formerPositions && { formerPositions }),
  };
}

/**
 * When a record was recorded: the leader's clock as it wrote, but never before the newest moment its writer knew of, so
 * that a clock set back does not take time back; of a copied event, when the other store recorded it, and in a store whose
 * clock is set, the time it was set to. It follows from the record alone, so every reader at any time answers the same.
 */
export function recordedAtOf({ created, metadata }: KeptRecord): Instant {
  const original = metadata[KEY.recordedAt];
  if (original !== undefined) return original;
  const written = new Date(created).toISOString();
  const floor = metadata[KEY.notBefore] ?? written;
  return floor > written ? floor : written;
}

/** Of a command whose events stand in the stream they name: what it did, by its last event. */
export function resultBy(last: KeptRecord, count: number, names: StoreNames): CommandResult {
  return {
    commandId: needed(last, KEY.commandId),
    digest: needed(last, KEY.digest),
    stream: names.streamOf(last.stream),
    revision: last.revision,
    count,
    position: last.position,
    recordedAt: recordedAtOf(last),
  };
}

export function commandOf(record: KeptRecord): string | undefined {
  return record.metadata[KEY.commandId];
}

export function sendingOf(record: KeptRecord): string | undefined {
  return record.metadata[KEY.sending];
}

function datingOf({ notBefore, recordedAt }: Dating): Record<string, string | null> {
  return { [KEY.notBefore]: notBefore ?? null, [KEY.recordedAt]: recordedAt ?? null };
}

function needed(record: KeptRecord, key: string): string {
  const value = record.metadata[key];
  if (value === undefined)
    throw new Error(`The record ${record.revision} of ${record.stream} lacks "${key}" in its metadata: this program did not write it`);
  return value;
}

function present(values: Readonly<Record<string, string | null>>): Metadata {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}
