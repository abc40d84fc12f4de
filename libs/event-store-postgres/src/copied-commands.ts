import type { CopiedCommand, StoredEvent } from '@goldenthread/event-sourcing';

/** The bind of `statements/take-in.sql.ts`: commands with their events, in the words of the columns. */
export function copiedCommands(commands: readonly CopiedCommand[]): string {
  return JSON.stringify(
    commands.map(({ commandId, digest, stream, events }) => {
      return { command_id: commandId, digest: `\\x${digest}`, stream, events: events.map(copiedEvent) };
    }),
  );
}

function copiedEvent(event: StoredEvent): object {
  return {
    id: event.id,
    type: event.type,
    schema_version: event.schemaVersion,
    revision: event.revision,
    recorded_at: event.recordedAt,
    effective_on: event.effectiveOn,
    partnership: event.partnership,
    correlation_id: event.correlationId,
    causation_id: event.causationId,
    person: event.actor.person,
    agency: event.actor.agency,
    role: event.actor.role,
    key_ids: event.keyIds,
    data: `\\x${Buffer.from(event.bytes).toString('hex')}`,
    sha256: `\\x${event.sha256}`,
    former_positions: [...(event.formerPositions ?? []), event.position].map(String),
  };
}
