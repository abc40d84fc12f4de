import type { Pool, PoolClient } from 'pg';

const BEGIN = 'BEGIN';
const BEGIN_RELAXED = 'BEGIN; SET LOCAL synchronous_commit = off';

/** Runs work in one transaction of its own: all of it, or nothing. */
export function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return within(BEGIN, pool, work);
}

/**
 * The same for what can be derived again: its commit does not wait for the disk. A crash of the server may take the last
 * half second of such transactions back, each as a whole, and the last ones first.
 */
export function inRelaxedTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return within(BEGIN_RELAXED, pool, work);
}

async function within<T>(begin: string, pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: unknown) => {
      broken = lost instanceof Error ? lost : new Error(String(lost));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
