import type { Clock, CopyTarget, EventStore } from '@goldenthread/event-sourcing';
import { openKurrentDb } from '@goldenthread/event-store-kurrentdb';
import { FillablePostgresEventStore, poolAs, PostgresEventStore, type AppendCall } from '@goldenthread/event-store-postgres';
import type { Pool } from 'pg';

/** A store, and how to let it go. */
export interface OpenedEventStore {
  readonly store: EventStore;
  readonly close: () => Promise<void>;
  /** How many requests wait to be appended, where the engine keeps a line of its own. */
  readonly waiting?: () => number;
}

export interface EventStoreOptions {
  /** The KurrentDB that holds the events; absent: the database does. */
  readonly eventStoreUrl: string | undefined;
  /** Whether the address must be fit for production. */
  readonly production: boolean;
  /** To the database, as writer (or as reader, where nothing is written) and reader. They stay open. */
  readonly pools: { readonly writer: Pool; readonly reader: Pool };
  /** Dates what a demonstration or test store records; production stores are dated by the engine's own server. */
  readonly clock?: Clock;
  readonly onTrouble?: (error: unknown) => void;
  /** Told of each call in which requests that waited together were appended, where the engine gathers them. */
  readonly onAppendCall?: (call: AppendCall) => void;
}

/** Opens the engine that holds the events. */
export async function openEventStore(options: EventStoreOptions): Promise<OpenedEventStore> {
  const { eventStoreUrl, production, pools, onTrouble, onAppendCall } = options;
  if (eventStoreUrl) {
    const clock = production ? undefined : options.clock;
    const store = await openKurrentDb(eventStoreUrl, { production, debug: process.env.DEBUG }, { onTrouble, clock });
    return { store, close: () => store.close() };
  }
  const store = new PostgresEventStore({ ...pools, onTrouble, onCall: onAppendCall });
  return { store, waiting: () => store.waiting, close: () => store.close() };
}

/**
 * Opens a store by its address alone, to copy to it: `kurrentdb://…`, or `postgresql://…` of a migrated database, as the user
 * who migrated it.
 */
export async function openStoreAt(
  url: string,
  options: Pick<EventStoreOptions, 'production' | 'onTrouble'>,
): Promise<OpenedEventStore & { readonly store: EventStore & CopyTarget }> {
  if (!/^postgres(ql)?:/.test(url)) {
    const store = await openKurrentDb(url, { production: options.production, debug: process.env.DEBUG }, { onTrouble: options.onTrouble });
    return { store, close: () => store.close() };
  }
  const settings = { max: 4, connectionTimeoutMillis: 10_000, onIdleError: options.onTrouble ?? (() => undefined) };
  const pools = { writer: poolAs('writer', url, settings), reader: poolAs('reader', url, settings), owner: poolAs('owner', url, settings) };
  const store = new FillablePostgresEventStore({ ...pools, onTrouble: options.onTrouble });
  return {
    store,
    close: async () => {
      await store.close();
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}
