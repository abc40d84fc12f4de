import { BEFORE_FIRST, sha256, uuidV5, type Position } from '@goldenthread/event-sourcing';
import type { CheckedCommandRow, CheckedEventRow, CheckedHeadRow, CheckedStreamRow } from './checked-rows.js';
import { instantOf } from './rows.js';

/** Something in the store that is not as it must be. */
export interface Problem {
  readonly position?: Position;
  readonly stream?: string;
  /** One sentence for the person who runs the check. */
  readonly problem: string;
}

/** The last event that was looked at. */
export interface LastSeen {
  readonly position: Position;
  readonly recordedMs: number | undefined;
}

/** Looks at events one by one in order of position, each against what its own row, its command and the one before say. */
export class EventCheck {
  last: LastSeen = { position: BEFORE_FIRST, recordedMs: undefined };

  /** @param purpose what the head says the store is for. */
  constructor(private readonly purpose: string | null) {}

  check(row: CheckedEventRow): Problem[] {
    const position = BigInt(row.position);
    const at = row.stream === null ? { position } : { position, stream: row.stream };
    const found = [...this.againstItself(row), ...this.againstCommand(row), ...this.againstPrevious(row, position)];
    this.last = { position, recordedMs: Number(row.recorded_ms) };
    return found.map((problem) => ({ ...at, problem }));
  }

  private againstItself(row: CheckedEventRow): string[] {
    const problems: string[] = [];
    if (sha256(row.data) !== row.sha256) problems.push('The SHA-256 of its data is not the one stored with it.');
    if (row.stream === null) problems.push('It belongs to a stream that does not exist.');
    if (row.position === '0') problems.push(...this.asFirst(row));
    else if (row.type === 'StoreCreated') problems.push('It is a second StoreCreated.');
    return problems;
  }

  private asFirst(row: CheckedEventRow): string[] {
    if (row.type !== 'StoreCreated') return [`The first event of the store is ${row.type}, not StoreCreated.`];
    const declared = purposeIn(row.data);
    if (declared === this.purpose) return [];
    return [`It says the store is for ${declared ?? 'nothing readable'}, but the head says ${this.purpose ?? 'nothing'}.`];
  }

  private againstCommand(row: CheckedEventRow): string[] {
    if (!row.command_known) return [`Its command ${row.command_id} is not remembered.`];
    if (!row.command_agrees) return [`Its command ${row.command_id} is remembered with another stream, revision, position or time.`];
    if (row.event_id === uuidV5(row.command_id, String(row.ordinal))) return [];
    return [`Its id ${row.event_id} does not follow from its command and its place in it.`];
  }

  private againstPrevious(row: CheckedEventRow, position: Position): string[] {
    const problems: string[] = [];
    const missing = position - this.last.position - 1n;
    if (missing > 0n) problems.push(`Before it, ${missing === 1n ? 'a position is' : `${missing.toString()} positions are`} missing.`);
    const { recordedMs } = this.last;
    if (recordedMs !== undefined && Number(row.recorded_ms) < recordedMs) {
      problems.push(`It was recorded at ${instantOf(row.recorded_ms)}, before its predecessor at ${instantOf(recordedMs)}.`);
    }
    return problems;
  }
}

/** A stream against its events. */
export function checkStream({ stream, revision, events, first_gap, first_disorder }: CheckedStreamRow): Problem[] {
  const problems: string[] = [];
  if (first_gap !== null) problems.push(`Its revisions are not 0, 1, 2, …: revision ${first_gap} does not follow its predecessor.`);
  if (first_disorder !== null) problems.push(`Its revision ${first_disorder} has a position before that of its predecessor.`);
  if (revision !== events - 1) problems.push(`Its last revision is said to be ${revision}, but it has ${events} events.`);
  return problems.map((problem) => ({ stream, problem }));
}

/** A command against the events it says it recorded; each event was held against its command before. */
export function checkCommand(row: CheckedCommandRow, head: Position): Problem[] {
  const { command_id: id, stream, count } = row;
  if (stream === null) return [{ problem: `The command ${id} wrote to a stream that does not exist.` }];
  const position = BigInt(row.position);
  if (count > 0 && !row.last_event_agrees) {
    return [{ position, stream, problem: `The command ${id} says it recorded ${count} events, but the last of them is not there.` }];
  }
  if (position > head || row.revision > (row.stream_revision ?? -1)) {
    return [{ position, stream, problem: `The command ${id} knows of a position or revision that the store does not have.` }];
  }
  return [];
}

/** The head against the last event. */
export function checkHead(head: CheckedHeadRow, last: LastSeen): Problem[] {
  const position = BigInt(head.position);
  const problems: Problem[] = [];
  if (position !== last.position) {
    problems.push({ position, problem: `The head is said to be ${head.position}, but the last event is at ${last.position.toString()}.` });
  }
  if ((head.recorded_ms === null ? undefined : Number(head.recorded_ms)) !== last.recordedMs) {
    problems.push({ position, problem: 'The head was not recorded when the last event was.' });
  }
  return problems;
}

function purposeIn(data: Buffer): string | undefined {
  try {
    const { purpose } = JSON.parse(data.toString('utf8')) as { purpose?: unknown };
    return typeof purpose === 'string' ? purpose : undefined;
  } catch {
    return undefined;
  }
}
