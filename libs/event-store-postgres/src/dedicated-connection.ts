import type pg from 'pg';
import { OutcomeUnknownError } from '@goldenthread/event-sourcing';
import { isLostAnswer } from './connection-trouble.js';

/** How long it is kept without use, in milliseconds. */
const IDLE = 5_000;
/** How long an answer may take, in milliseconds: a line that is dead without a word must not hold everybody up for ever. */
const PATIENCE = 30_000;

/**
 * One connection of a pool, kept from one query to the next. With a pool that pipelines, the server finds the next query
 * there when it has answered the last, and no two connections contend for one row. A lost one is replaced by the next
 * query; one that nobody uses goes back to the pool.
 */
export class DedicatedConnection {
  private client: pg.PoolClient | undefined;
  private opening: Promise<pg.PoolClient> | undefined;
  private inUse = 0;
  private closed = false;
  private readonly idle: NodeJS.Timeout;

  constructor(private readonly pool: pg.Pool) {
    this.idle = setTimeout(() => {
      this.giveBack();
    }, IDLE).unref();
  }

  /**
   * @throws OutcomeUnknownError where the connection was lost, or nothing came over it for too long.
   * @throws the server's error where it refused, and what hinders a connection from being opened: nothing was done then.
   */
  async query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    this.inUse++;
    try {
      const client = this.client ?? (await this.open());
      return await this.answer<Row>(client, query);
    } finally {
      this.inUse--;
      if (this.closed) this.giveBack();
      else this.idle.refresh();
    }
  }

  /** Gives the connection back once nobody uses it. */
  close(): void {
    this.closed = true;
    clearTimeout(this.idle);
    this.giveBack();
  }

  private async answer<Row extends pg.QueryResultRow>(client: pg.PoolClient, query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    try {
      return await client.query<Row>({ ...query, query_timeout: PATIENCE } as pg.QueryConfig);
    } catch (error) {
      if (this.client === client && !isLostAnswer(error)) throw error;
      this.drop(client);
      throw new OutcomeUnknownError(error);
    }
  }

  private async open(): Promise<pg.PoolClient> {
    this.opening ??= this.pool.connect();
    try {
      const client = await this.opening;
      if (!this.client) {
        this.client = client;
        client.on('error', this.onError);
      }
      return client;
    } finally {
      this.opening = undefined;
    }
  }

  private readonly onError = (): void => {
    if (this.client) this.drop(this.client);
  };

  private drop(client: pg.PoolClient): void {
    if (this.client !== client) return;
    this.client = undefined;
    client.off('error', this.onError);
    client.release(true);
  }

  private giveBack(): void {
    if (this.inUse > 0 || !this.client) return;
    const { client } = this;
    this.client = undefined;
    client.off('error', this.onError);
    client.release();
  }
}
