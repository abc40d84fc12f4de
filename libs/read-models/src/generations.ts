import type { Position } from '@goldenthread/event-sourcing';
import type { Pool, PoolClient } from 'pg';
import { inRelaxedTransaction } from './in-transaction.js';

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

/** A checkpoint to be moved on. */
export interface Move {
  readonly projection: string;
  readonly generation: number;
  /** Where it must still be, and where it goes. */
  readonly from: Position;
  readonly to: Position;
}

/** One that is moved under a lease, of which this is the fence. */
export interface LeasedMove extends Move {
  readonly fence: string;
}

/**
 * Moves a checkpoint, first of all in the transaction that writes the rows: from then until its end nobody else moves or
 * swaps the generation, nor takes over the lease, where there is one.
 *
 * @returns the parked events on the way, or nothing where the lease is lost, or somebody else moved or retired the generation.
 */
export async function moveOn(client: PoolClient, move: Move | LeasedMove): Promise<ReadonlySet<Position> | undefined> {
  const { projection, generation, from, to } = move;
  const fence = 'fence' in move ? move.fence : null;
  const { rows } = await client.query<{ parked: string[] }>({
    name: 'rm.move-on',
    text: MOVE_ON,
    values: [projection, generation, String(from), String(to), fence],
  });
  return rows[0] && new Set(rows[0].parked.map(BigInt));
}

const MOVE_ON = `
  WITH held AS (SELECT FROM rm.lease WHERE projection = $1 AND fence = $5 FOR SHARE)
  UPDATE rm.generation AS g SET checkpoint = $4, moved_at = clock_timestamp(), failure = NULL, failed_at = NULL
   WHERE g.projection = $1 AND g.generation = $2 AND g.checkpoint = $3 AND g.state <> 'retired'
     AND ($5::bigint IS NULL OR EXISTS (SELECT FROM held))
  RETURNING ARRAY(SELECT p.position::text FROM rm.parked AS p
                   WHERE p.projection = g.projection AND p.position > $3 AND p.position <= $4) AS parked`;

/**
 * Moves many checkpoints at once where there is nothing to write, each where its lease holds and it still is where it is thought to be. One that somebody
 * has locked, as a rebuild does while it swaps, is left alone, so that it holds up no other. No lease is locked: where one is
 * lost at this very moment, what is moved on is as true for whoever took it.
 *
 * @returns of each whether it was moved.
 */
export async function moveCheckpoints(pool: Pool, moves: readonly LeasedMove[]): Promise<boolean[]> {
  const { rows } = await inRelaxedTransaction(pool, (client) =>
    client.query<{ projection: string }>({
      name: 'rm.move-checkpoints',
      text: MOVE_CHECKPOINTS,
      values: [
        moves.map(({ projection }) => projection),
        moves.map(({ generation }) => generation),
        moves.map(({ fence }) => fence),
        moves.map(({ from }) => String(from)),
        moves.map(({ to }) => String(to)),
      ],
    }),
  );
  const moved = new Set(rows.map(({ projection }) => projection));
  return moves.map(({ projection }) => moved.has(projection));
}

const MOVE_CHECKPOINTS = `
  WITH free AS (
    SELECT g.projection, g.generation, m.goal
      FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[], $5::bigint[]) AS m (projection, generation, fence, start, goal)
      JOIN rm.lease AS l ON l.projection = m.projection AND l.fence = m.fence
      JOIN rm.generation AS g ON g.projection = m.projection AND g.generation = m.generation
     WHERE g.checkpoint = m.start AND g.state <> 'retired'
       FOR UPDATE OF g SKIP LOCKED)
  UPDATE rm.generation AS g SET checkpoint = free.goal, moved_at = clock_timestamp(), failure = NULL, failed_at = NULL
    FROM free WHERE g.projection = free.projection AND g.generation = free.generation
  RETURNING g.projection`;

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
