import { PostgresPeopleDirectory } from '@goldenthread/access';
import {
  EventCodec,
  identifyStore,
  type Clock,
  type EventStore,
  type Position,
  type Sealer,
  type StoreIdentity,
} from '@goldenthread/event-sourcing';
import { checkStore, poolAs, PostgresClock, type StoreCheck, type StoreCheckProgress } from '@goldenthread/event-store-postgres';
import { AesGcmSealer, PostgresKeyTable } from '@goldenthread/privacy';
import {
  lagsOf,
  liveGenerations,
  parkEvent,
  rebuildModel,
  retryProjection,
  type Lag,
  type ReadModel,
  type RebuildOptions,
  type RebuildResult,
} from '@goldenthread/read-models';
import type { PoolClient } from 'pg';
import type { Logger } from 'pino';
import { eventCatalogue } from './domains.js';
import { openEventStore } from './event-stores.js';

export type { Problem, StoreCheck, StoreCheckProgress } from '@goldenthread/event-store-postgres';

export interface InspectionOptions {
  /** Whose membership of the reader and projector roles the program works by. */
  readonly databaseUrl: string;
  /** The KurrentDB that holds the events; absent: the database does. */
  readonly eventStoreUrl?: string | undefined;
  readonly production?: boolean;
  readonly logger: Logger;
}

/**
 * A store as those see it who look after it or look into it. Nothing opened here can record an event: it works as reader
 * and, to rebuild views, as projector.
 */
export interface Inspection {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly people: PostgresPeopleDirectory;
  /** Who the store is; nothing while it is empty. */
  identity(): Promise<StoreIdentity | undefined>;
  /** @param keyEncryptionKey opens people's words; without it they stay sealed, which is enough to rebuild views. */
  codec(identity: StoreIdentity, keyEncryptionKey?: Buffer): EventCodec;
  check(onProgress: (progress: StoreCheckProgress) => void): Promise<StoreCheck>;
  /** How far each view is that was ever begun, and the index of instants. */
  views(): Promise<Lag[]>;
  rebuild(model: ReadModel, codec: EventCodec, options: Omit<RebuildOptions, 'pool' | 'store'>): Promise<RebuildResult>;
  /** Lets a view that stopped try again. @returns whether it had stopped. */
  retry(projection: string): Promise<boolean>;
  /** Passes one event by for a view, for ever. @returns whether the view had stopped at that event: no other can be parked. */
  park(projection: string, position: Position, by: string, why: string): Promise<boolean>;
  close(): Promise<void>;
}

const CHECKED_ELSEWHERE =
  'KurrentDB checks the hashes of its own files; to compare every event and its hash, copy the store, which compares both';

const POOL = { max: 2, connectionTimeoutMillis: 10_000 };

const sealed: Sealer = {
  seal: () => Promise.reject(new Error('Nothing is sealed here: no key was given')),
  open: () => Promise.reject(new Error('Nothing is opened here: no key was given')),
};

/** Opens a migrated database to be looked into, and connects to it when it is first asked something. */
export async function openInspection(options: InspectionOptions): Promise<Inspection> {
  const { databaseUrl, eventStoreUrl, production = false, logger } = options;
  let closing = false;
  const onIdleError = (error: Error): void => {
    // A server that is stopped right after us may be faster than our goodbye.
    if (!closing) logger.warn(`A database connection was lost: ${error.message}`);
  };
  const reader = poolAs('reader', databaseUrl, { ...POOL, onIdleError });
  const projector = poolAs('projector', databaseUrl, { ...POOL, onIdleError });
  for (const pool of [reader, projector]) pool.on('connect', outliveItsEnd);
  const { store, close: closeStore } = await openEventStore({ eventStoreUrl, production, pools: { writer: reader, reader } });
  const clock = new PostgresClock(reader);
  return {
    store,
    clock,
    people: new PostgresPeopleDirectory(reader),
    // Where there is a head there is an event 0, so that this only reads it, whatever the purpose.
    identity: async () => ((await store.head()) ? identifyStore(store, 'production') : undefined),
    codec: ({ storeId }, keyEncryptionKey) => {
      const sealer = keyEncryptionKey ? new AesGcmSealer(new PostgresKeyTable({ writer: reader, reader, keyEncryptionKey })) : sealed;
      return new EventCodec(eventCatalogue, sealer, storeId);
    },
    check: (onProgress) => (eventStoreUrl ? Promise.reject(new Error(CHECKED_ELSEWHERE)) : checkStore(reader, onProgress)),
    views: async () => lagsOf(await liveGenerations(reader), store, clock),
    rebuild: (model, codec, options) => rebuildModel(model, codec, { ...options, pool: projector, store }),
    retry: (projection) => retryProjection(projector, projection),
    park: (projection, position, by, why) => parkEvent(projector, projection, position, by, why),
    close: async () => {
      closing = true;
      await closeStore();
      await Promise.all([reader.end(), projector.end()]);
    },
  };
}

/**
 * A connection that ends while somebody works on it fails their query. One that ends between two queries tells its own
 * listeners, and without any ends the process.
 */
function outliveItsEnd(client: PoolClient): void {
  client.on('error', () => undefined);
}
