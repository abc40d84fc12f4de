import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '@goldenthread/event-sourcing';
import { poolAs } from './roles.js';
import { ARCHIVE_PARTITION, CHECK_BOUNDS, FULL_PARTITIONS, MARK_BOUNDS } from './statements/archive.sql.js';

/** A stretch of positions that lie in one table of their own. */
export interface Partition {
  readonly name: string;
  readonly first: Position;
  readonly last: Position;
  /** With its indexes. */
  readonly bytes: number;
}

export interface ArchiveOptions {
  /** Only what lies wholly before this position; every full partition where it is left out. */
  readonly before?: Position | undefined;
  /** Stops between two steps; what is begun is finished by the next run. */
  readonly signal: AbortSignal;
  readonly onArchived?: (partition: Partition, left: number) => void;
}

interface PartitionRow {
  readonly name: string;
  readonly first_position: string;
  readonly last_position: string;
  readonly bytes: string;
}

const LOCK_NOT_AVAILABLE = '55P03';
/** How long it stands in the line for a lock, in which those who come after have to stand too. */
const PATIENCE = '-c lock_timeout=200ms';
/** Milliseconds between two tries to get in between those who read and append. */
const BETWEEN_TRIES = 500;

/**
 * Moves full partitions out of `es.events` into `es.archived_events`, the oldest first. Reading goes on over both, and an
 * append waits for the moment that the move itself takes; it never waits behind a reader who keeps the move waiting.
 *
 * @param adminUrl whoever migrated the database, who alone may become the owner.
 * @returns what was moved; nothing where no partition is full.
 */
export async function archivePartitions(adminUrl: string, { before, signal, onArchived }: ArchiveOptions): Promise<readonly Partition[]> {
  const owner = poolAs('owner', adminUrl, { max: 1, options: PATIENCE, onIdleError: () => undefined });
  try {
    const { rows } = await owner.query<PartitionRow>(FULL_PARTITIONS, [before]);
    const archived: Partition[] = [];
    for (const partition of rows.map(partitionOf)) {
      for (const step of [MARK_BOUNDS, CHECK_BOUNDS, ARCHIVE_PARTITION]) await inBetween(signal, () => owner.query(step, [partition.name]));
      archived.push(partition);
      onArchived?.(partition, rows.length - archived.length);
    }
    return archived;
  } finally {
    await owner.end();
  }
}

/** Tries until the locks are free for a moment. */
async function inBetween(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      await work();
      return;
    } catch (error) {
      if ((Object(error) as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
      await pause(BETWEEN_TRIES, undefined, { signal });
    }
  }
}

function partitionOf({ name, first_position, last_position, bytes }: PartitionRow): Partition {
  return { name, first: BigInt(first_position), last: BigInt(last_position), bytes: Number(bytes) };
}
