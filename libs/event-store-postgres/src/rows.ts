import type { CommandResult, Instant, Position, StoredEvent } from '@goldenthread/event-sourcing';

/** A 64-bit number as the driver gives it: text, unless the program taught it otherwise. */
type Int64 = string | number | bigint;

export interface EventRow {
  readonly stream: string;
  readonly position: Int64;
  readonly revision: number;
  readonly event_id: string;
  readonly command_id: string;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly type: string;
  readonly schema_version: number;
  readonly partnership: string | null;
  readonly actor_person: string;
  readonly actor_agency: string;
  readonly actor_role: string;
  readonly key_ids: string[];
  readonly data: Buffer;
  readonly sha256: string;
  readonly effective_on: string | null;
  readonly recorded_ms: Int64;
  /** Of an event that was copied here, the earliest store's first. */
  readonly former_positions: readonly Int64[] | null;
}

export interface CommandRow {
  readonly command_id: string;
  readonly digest: Buffer;
  readonly stream: string;
  readonly revision: number;
  readonly count: number;
  readonly position: Int64;
  readonly recorded_ms: Int64;
}

export interface HeadRow {
  readonly position: Int64;
  readonly recorded_ms: Int64;
}

export function storedEvent(row: EventRow): StoredEvent {
  return {
    id: row.event_id,
    stream: row.stream,
    revision: row.revision,
    position: position(row),
    type: row.type,
    schemaVersion: row.schema_version,
    recordedAt: instantOf(row.recorded_ms),
    effectiveOn: row.effective_on,
    partnership: row.partnership,
    commandId: row.command_id,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    actor: { person: row.actor_person, agency: row.actor_agency, role: row.actor_role },
    keyIds: row.key_ids,
    bytes: row.data,
    sha256: row.sha256,
    ...(row.former_positions && { formerPositions: row.former_positions.map(BigInt) }),
  };
}

export function commandResult(row: CommandRow): CommandResult {
  return {
    commandId: row.command_id,
    digest: row.digest.toString('hex'),
    stream: row.stream,
    revision: row.revision,
    count: row.count,
    position: position(row),
    recordedAt: instantOf(row.recorded_ms),
  };
}

export function position(row: { readonly position: Int64 }): Position {
  return BigInt(row.position);
}

/** Milliseconds since 1970 as an instant. */
export function instantOf(milliseconds: Int64): Instant {
  return new Date(Number(milliseconds)).toISOString();
}
