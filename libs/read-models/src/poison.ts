import type { Position } from '@goldenthread/event-sourcing';
import type { Pool } from 'pg';

/** The event that a projection could not take: it stops there until an operator has it retried, or parks the event. */
export class PoisonEventError extends Error {
  override readonly name = 'PoisonEventError';

  constructor(
    readonly position: Position,
    cause: unknown,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause), { cause });
  }
}

/** Lets a stopped projection try again. @returns whether it was stopped. */
export async function retryProjection(pool: Pool, projection: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE rm.generation SET failure = NULL, failed_at = NULL WHERE projection = $1 AND state = 'live' AND failure IS NOT NULL`,
    [projection],
  );
  return rowCount === 1;
}

/**
 * Passes one event by for one projection, for ever, rebuilds included, and lets it go on. For an event that is known to be
 * of no account to its views; who decided so, and why, is kept.
 *
 * @returns whether the projection had stopped at that event: no other can be parked.
 */
export async function parkEvent(pool: Pool, projection: string, position: Position, by: string, why: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO rm.parked (projection, position, failure, parked_by, why)
     SELECT projection, failed_at, failure, $3, $4 FROM rm.generation
     WHERE projection = $1 AND failed_at = $2 AND state = 'live' AND failure IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [projection, String(position), by, why],
  );
  if (rowCount !== 1) return false;
  return retryProjection(pool, projection);
}
