import { identifyStore } from '@goldenthread/event-sourcing';
import { poolAs, PostgresEventStore } from '@goldenthread/event-store-postgres';
import { migrate } from '@goldenthread/event-store-postgres/testing';
import pg from 'pg';
import type { BenchServer } from './server.js';

/** The store as a program has it, and beside it plain connections to the same database. */
export interface BenchStore {
  readonly store: PostgresEventStore;
  readonly reader: pg.Pool;
  /** So many plain connections, already open. */
  plain(connections: number): Promise<pg.Pool>;
  close(): Promise<void>;
}

async function openBenchStore({ url }: BenchServer): Promise<BenchStore> {
  await migrate(url);
  const onIdleError = (): void => undefined;
  const writer = poolAs('writer', url, { max: 8, onIdleError });
  const reader = poolAs('reader', url, { max: 8, onIdleError });
  const pools: pg.Pool[] = [writer, reader];
  const store = new PostgresEventStore({ writer, reader });
  await identifyStore(store, 'test');
  return {
    store,
    reader,
    plain: async (connections) => {
      const pool = new pg.Pool({ connectionString: url, max: connections, idleTimeoutMillis: 0 });
      // Connections that are still going when the database is dropped.
      pool.on('error', onIdleError);
      pools.push(pool);
      await Promise.all(Array.from({ length: connections }, () => pool.query('SELECT pg_sleep(0.05)')));
      return pool;
    },
    close: async () => {
      await store.close();
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}

/** Runs work on a store and closes it. */
export async function withBenchStore<T>(server: BenchServer, work: (opened: BenchStore) => Promise<T>): Promise<T> {
  const opened = await openBenchStore(server);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
