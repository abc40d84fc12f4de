import type pg from 'pg';
import { isConnectionTrouble } from './connection-trouble.js';

interface Lent {
  readonly client: Promise<pg.PoolClient>;
  users: number;
  broken: boolean;
}

/**
 * One connection of a pool for all who ask at the same time: with a pool that pipelines, the server finds the next query
 * already there when it has answered the last, and no two connections contend for one row. Given back when nobody uses
 * it; a lost one is replaced.
 */
export class SharedConnection {
  private lent: Lent | undefined;

  constructor(private readonly pool: pg.Pool) {}

  async query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    const lent = (this.lent ??= { client: this.pool.connect(), users: 0, broken: false });
    lent.users++;
    try {
      const client = await lent.client;
      return await client.query<Row>(query);
    } catch (error) {
      lent.broken ||= isConnectionTrouble(error);
      throw error;
    } finally {
      lent.users--;
      if ((lent.users === 0 || lent.broken) && this.lent === lent) this.lent = undefined;
      if (lent.users === 0)
        void lent.client.then(
          (client) => {
            client.release(lent.broken);
          },
          () => undefined,
        );
    }
  }
}
