import { identifyStore, type StorePurpose } from '@goldenthread/event-sourcing';
import type pg from 'pg';
import { PostgresClock } from '../postgres-clock.js';
import { FillablePostgresEventStore } from '../fillable-event-store.js';
import { PostgresEventStore } from '../postgres-event-store.js';
import { poolAs, type WorkingRole } from '../roles.js';
import { migratedDatabase, withClient, type MigratedDatabase } from './migrated-database.js';

/** A store in a database of its own, with pools as the running program has them. */
export interface TestStore {
  readonly database: MigratedDatabase;
  readonly store: PostgresEventStore;
  readonly clock: PostgresClock;
  readonly writer: pg.Pool;
  readonly reader: pg.Pool;
  /** Another pool for the same database; ended with the store. */
  pool(role: WorkingRole): pg.Pool;
  /** Another store on the same database, as another process would have it. */
  another(): PostgresEventStore;
  close(): Promise<void>;
}

/** An empty store that waits for its StoreCreated. */
export async function openTestStore(): Promise<TestStore> {
  const database = await migratedDatabase();
  const pools: pg.Pool[] = [];
  const stores: PostgresEventStore[] = [];
  const pool = (role: WorkingRole): pg.Pool => {
    // Dropping the database breaks connections that nobody uses any more.
    const opened = poolAs(role, database.adminUrl, { max: 4, onIdleError: () => undefined });
    pools.push(opened);
    return opened;
  };
  const another = (): PostgresEventStore => {
    const opened = new PostgresEventStore({ writer: pool('writer'), reader: pool('reader'), pollEvery: 5 });
    stores.push(opened);
    return opened;
  };
  const [writer, reader] = [pool('writer'), pool('reader')];
  const store = new PostgresEventStore({ writer, reader, pollEvery: 5 });
  const close = async (): Promise<void> => {
    await Promise.all([store, ...stores].map((opened) => opened.close()));
    await Promise.all(pools.map((opened) => opened.end()));
    await database.drop();
  };
  return { database, store, clock: new PostgresClock(writer), writer, reader, pool, another, close };
}

/** A store with its StoreCreated, and nothing else. */
export async function openCreatedTestStore(purpose: StorePurpose = 'test'): Promise<TestStore> {
  const opened = await openTestStore();
  await identifyStore(opened.store, purpose);
  return opened;
}

/** An empty store that takes any first event: its owner has named its purpose beforehand. */
export async function openBareTestStore(): Promise<TestStore> {
  const opened = await openTestStore();
  await withClient(opened.database.adminUrl, (admin) => admin.query(`UPDATE es.head SET purpose = 'test'`));
  return opened;
}

/** A bare store that can also be filled with a copy. */
export async function openFillableTestStore(): Promise<TestStore & { readonly store: FillablePostgresEventStore }> {
  const opened = await openBareTestStore();
  const { writer, reader, database } = opened;
  const owner = poolAs('owner', database.adminUrl, { max: 1, onIdleError: () => undefined });
  const store = new FillablePostgresEventStore({ writer, reader, owner, pollEvery: 5 });
  const close = async (): Promise<void> => {
    await store.close();
    await owner.end();
    await opened.close();
  };
  return { ...opened, store, close };
}
