import type { Position } from '@goldenthread/event-sourcing';
import type { Pool, PoolClient } from 'pg';

/** One generation of a projection's tables: being built, live, or no longer read. */
export interface Generation {
  readonly projection: string;
  readonly generation: number;
  readonly shape: string;
  readonly state: 'building' | 'live' | 'retired';
  readonly checkpoint: Position;
  /** Why it stopped and at which event, where it did. */
  readonly failure: string | null;
  readonly failedAt: Position | null;
}

interface GenerationRecord {
  readonly projection: string;
  readonly generation: number;
  readonly shape: string;
  readonly state: Generation['state'];
  readonly checkpoint: string;
  readonly failure: string | null;
  readonly failed_at: string | null;
}

const COLUMNS = 'projection, generation, shape, state, checkpoint, failure, failed_at';

/** All that is said of a projection, the oldest first. */
export async function generationsOf(client: Pool | PoolClient, projection: string): Promise<Generation[]> {
  const { rows } = await client.query<GenerationRecord>(`SELECT ${COLUMNS} FROM rm.generation WHERE projection = $1 ORDER BY generation`, [
    projection,
  ]);
  return rows.map(toGeneration);
}

/** Every live generation. */
export async function liveGenerations(client: Pool | PoolClient): Promise<Generation[]> {
  const { rows } = await client.query<GenerationRecord>(`SELECT ${COLUMNS} FROM rm.generation WHERE state = 'live' ORDER BY projection`);
  return rows.map(toGeneration);
}

/** Locks a generation until the transaction ends, so that nobody else moves or swaps it meanwhile. */
export async function lockGeneration(client: PoolClient, projection: string, generation: number): Promise<Generation | undefined> {
  const { rows } = await client.query<GenerationRecord>(
    `SELECT ${COLUMNS} FROM rm.generation WHERE projection = $1 AND generation = $2 FOR UPDATE`,
    [projection, generation],
  );
  return rows[0] && toGeneration(rows[0]);
}

export async function insertGeneration(
  client: PoolClient,
  of: Pick<Generation, 'projection' | 'generation' | 'shape' | 'state'>,
): Promise<void> {
  await client.query(`INSERT INTO rm.generation (projection, generation, shape, state) VALUES ($1, $2, $3, $4)`, [
    of.projection,
    of.generation,
    of.shape,
    of.state,
  ]);
}

/** Moves a checkpoint, in the transaction that writes the rows. */
export async function moveCheckpoint(client: PoolClient, projection: string, generation: number, to: Position): Promise<void> {
  await client.query(
    `UPDATE rm.generation SET checkpoint = $3, moved_at = clock_timestamp(), failure = NULL, failed_at = NULL
     WHERE projection = $1 AND generation = $2`,
    [projection, generation, String(to)],
  );
}

export async function setState(client: PoolClient, projection: string, generation: number, state: Generation['state']): Promise<void> {
  await client.query(`UPDATE rm.generation SET state = $3 WHERE projection = $1 AND generation = $2`, [projection, generation, state]);
}

/** Says for all to see why a projection stopped. The failure names no data. */
export async function recordFailure(pool: Pool, projection: string, generation: number, failure: string, at: Position): Promise<void> {
  await pool.query(`UPDATE rm.generation SET failure = $3, failed_at = $4 WHERE projection = $1 AND generation = $2`, [
    projection,
    generation,
    failure,
    String(at),
  ]);
}

function toGeneration(record: GenerationRecord): Generation {
  const { failed_at, checkpoint, ...rest } = record;
  return { ...rest, checkpoint: BigInt(checkpoint), failedAt: failed_at === null ? null : BigInt(failed_at) };
}
