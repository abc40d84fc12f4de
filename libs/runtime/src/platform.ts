import { PostgresPeopleDirectory } from '@goldenthread/access';
import {
  EventCodec,
  EventJournal,
  identifyStore,
  RecentStates,
  type Clock,
  type EventStore,
  type Instant,
  type StoreIdentity,
  type StorePurpose,
} from '@goldenthread/event-sourcing';
import { poolAs, PostgresClock } from '@goldenthread/event-store-postgres';
import { AesGcmSealer, PostgresKeyTable, PostgresNameLists } from '@goldenthread/privacy';
import { ReadingPoints } from '@goldenthread/read-models';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { ConfigurationError, purposeOf, type Configuration } from './configuration.js';
import { eventCatalogue, readModels } from './domains.js';
import { openEventStore } from './event-stores.js';
import { MeasuredEventStore } from './measured-event-store.js';
import { Metrics } from './metrics.js';
import { migrate } from './migrate.js';
import { requireSafeServer } from './safe-server.js';

export interface PlatformOptions {
  /** Whose membership of the writer, reader and projector roles the program works by. */
  readonly databaseUrl: string;
  /** The KurrentDB that holds the events; absent: the database does. */
  readonly eventStoreUrl?: string | undefined;
  readonly keyEncryptionKey: Buffer;
  /** What an empty store is made for; one that is not empty says itself. */
  readonly purpose: StorePurpose;
  /** Where a demonstration's history begins: its empty store is created at that time. */
  readonly beginsAt?: Instant;
  readonly logger: Logger;
}

/** All that stands between the domains and the servers: opened once by each program, closed last. */
export interface Platform {
  readonly identity: StoreIdentity;
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly journal: EventJournal;
  readonly clock: Clock;
  /** Sets the clock of a demonstration or test store, forwards only; null returns it to real time. */
  readonly setClock: (instant: Instant | null) => Promise<void>;
  readonly people: PostgresPeopleDirectory;
  /** The names that no text may hold, by what they are listed for. */
  readonly names: PostgresNameLists;
  /** Reads views, as the reader. */
  readonly source: DataSource;
  readonly reading: ReadingPoints;
  /** One pool for each role; nothing works as anybody else. */
  readonly pools: { readonly writer: Pool; readonly reader: Pool; readonly projector: Pool };
  readonly logger: Logger;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

// Of events in PostgreSQL the database says so itself; of those in KurrentDB it knows nothing.
const NOT_TO_BE_SET = 'The clock of a production store cannot be set';

const POOL_SIZE = { writer: 8, reader: 8, projector: 8 };

/**
 * Opens the store, the keys and the views of a migrated database. Where KurrentDB holds the events, the database still holds
 * all else, and its clock is still the one that tells commands the time.
 */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { databaseUrl, eventStoreUrl, keyEncryptionKey, purpose, beginsAt, logger } = options;
  const onTrouble = (error: unknown): void => {
    logger.warn(`A database connection was lost: ${error instanceof Error ? error.message : String(error)}`);
  };
  const pools = {
    writer: poolAs('writer', databaseUrl, { max: POOL_SIZE.writer, onIdleError: onTrouble }),
    reader: poolAs('reader', databaseUrl, { max: POOL_SIZE.reader, onIdleError: onTrouble }),
    projector: poolAs('projector', databaseUrl, { max: POOL_SIZE.projector, onIdleError: onTrouble }),
  };
  const clock = new PostgresClock(pools.writer);
  const production = purpose === 'production';
  const metrics = new Metrics();
  const settings = { eventStoreUrl, production, pools, clock, onTrouble, onAppendCall: metrics.appendCall };
  const { store: engine, close: closeStore, waiting } = await openEventStore(settings);
  const store = new MeasuredEventStore(engine, metrics);
  metrics.watch({ store, clock, reader: pools.reader, waiting });
  if (beginsAt !== undefined && !(await store.head())) await clock.set(beginsAt);
  const identity = await identifyStore(store, purpose);
  const keys = new PostgresKeyTable({ writer: pools.writer, reader: pools.reader, keyEncryptionKey });
  const sealer = new AesGcmSealer(keys);
  const codec = new EventCodec(eventCatalogue, sealer, identity.storeId);
  const source = await openViews(databaseUrl, onTrouble);
  return {
    identity,
    store,
    codec,
    journal: new EventJournal(store, codec, new RecentStates()),
    clock,
    setClock: (instant) => (identity.purpose === 'production' ? Promise.reject(new Error(NOT_TO_BE_SET)) : clock.set(instant)),
    people: new PostgresPeopleDirectory(pools.reader),
    names: new PostgresNameLists({ writer: pools.writer, sealer, storeId: identity.storeId }),
    source,
    reading: new ReadingPoints(source, store, clock, readModels),
    pools,
    logger,
    metrics,
    close: async () => {
      await closeStore();
      await source.destroy();
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

async function openViews(databaseUrl: string, onError: (error: Error) => void): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: readModels.flatMap(({ rows }) => [...rows]),
    synchronize: false,
    logging: false,
    poolErrorHandler: onError,
    extra: { options: '-c role=goldenthread_reader', max: POOL_SIZE.reader },
  });
  return source.initialize();
}

/**
 * Migrates and opens what the environment names: how the programs of the production shape start.
 *
 * @throws ConfigurationError where database or key are not said.
 */
export async function openConfiguredPlatform(configuration: Configuration, logger: Logger): Promise<Platform> {
  const { databaseUrl, databaseAdminUrl, eventStoreUrl, keyEncryptionKey } = configuration;
  if (!databaseUrl || !keyEncryptionKey) {
    throw new ConfigurationError([
      'DATABASE_URL and KEY_ENCRYPTION_KEY (or KEY_ENCRYPTION_KEY_FILE) are needed here; only `npm start` brings its own',
    ]);
  }
  await migrate(databaseUrl, databaseAdminUrl);
  await requireSafeServer(databaseUrl, { production: configuration.production, logger });
  return openPlatform({ databaseUrl, eventStoreUrl, keyEncryptionKey, purpose: purposeOf(configuration), logger });
}
