import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgres, EmbeddedPostgresError, holdsCluster, keptKeyEncryptionKey, runningUrl } from '@goldenthread/embedded-postgres';
import {
  openInspection,
  openLogger,
  openPeopleRecords,
  openPlatform,
  purposeOf,
  readConfiguration,
  type Configuration,
  type Inspection,
  type PeopleRecords,
  type Platform,
} from '@goldenthread/runtime';
import type { Context } from './context.js';
import { EXIT } from './exit-codes.js';
import { Failure } from './failure.js';

/** The database that a command works on. */
export interface OpenedDatabase {
  readonly url: string;
  readonly configuration: Configuration;
  /** Aborts when somebody stops the program. */
  readonly signal: AbortSignal;
}

export interface OpenedStore extends OpenedDatabase {
  readonly inspection: Inspection;
}

/** How long a Golden Thread that is just starting or stopping is waited for, in milliseconds. */
const PATIENCE = 20_000;

/** Works on the store that the environment names, and leaves everything as it found it. */
export function withStore<T>(context: Context, work: (store: OpenedStore) => Promise<T>): Promise<T> {
  return withDatabase(context, async (database) => {
    const { eventStoreUrl, production } = database.configuration;
    const logger = openLogger(database.configuration, 2);
    const inspection = await openInspection({ databaseUrl: database.url, eventStoreUrl, production, logger });
    try {
      return await work({ ...database, inspection });
    } finally {
      await inspection.close();
    }
  });
}

/** Works on the people that the environment's database knows. */
export function withPeople<T>(context: Context, work: (people: PeopleRecords, database: OpenedDatabase) => Promise<T>): Promise<T> {
  return withDatabase(context, async (database) => {
    const people = openPeopleRecords(database.url, openLogger(database.configuration, 2));
    try {
      return await work(people, database);
    } finally {
      await people.close();
    }
  });
}

/**
 * Works on a store that somebody began, as its programs do: may record events.
 *
 * @throws Failure where it is empty. Only a program that stays may begin a store, since it says once and for all what the
 *   store is for.
 */
export function withPlatform<T>(context: Context, work: (platform: Platform, database: OpenedDatabase) => Promise<T>): Promise<T> {
  return withStore(context, async ({ inspection, ...database }) => {
    const identity = await inspection.identity();
    if (!identity)
      throw new Failure(EXIT.couldNotRun, 'The store is empty: start the API, the console or the worker once, which begins it.');
    const { configuration, url: databaseUrl } = database;
    const { eventStoreUrl } = configuration;
    const keyEncryptionKey = keyEncryptionKeyOf(configuration);
    const purpose = purposeOf(configuration);
    const platform = await openPlatform({ databaseUrl, eventStoreUrl, keyEncryptionKey, purpose, logger: openLogger(configuration, 2) });
    try {
      return await work(platform, database);
    } finally {
      await platform.close();
    }
  });
}

/**
 * Works on the database that DATABASE_URL names, else on the one under DATA_DIR: on the server that runs there, or on one
 * started for the time being.
 */
export async function withDatabase<T>(context: Context, work: (database: OpenedDatabase) => Promise<T>): Promise<T> {
  const configuration = readConfiguration(context.environment);
  const signal = context.whenStopped();
  const { databaseUrl, dataDir } = configuration;
  if (databaseUrl) return work({ url: databaseUrl, configuration, signal });
  if (!holdsCluster(dataDir)) throw nothingIn(dataDir);
  const { url, stop } = await embedded(dataDir, signal);
  try {
    return await work({ url, configuration, signal });
  } finally {
    await stop();
  }
}

/** The key that opens people's words, where the environment or the data folder holds it. */
export function keyEncryptionKeyOf({ keyEncryptionKey, dataDir }: Configuration): Buffer {
  const key = keyEncryptionKey ?? keptKeyEncryptionKey(dataDir);
  if (key) return key;
  throw new Failure(
    EXIT.couldNotRun,
    "People's own words are sealed, and there is no key to open them: set KEY_ENCRYPTION_KEY or KEY_ENCRYPTION_KEY_FILE.",
  );
}

interface EmbeddedServer {
  readonly url: string;
  /** Stops what was started here; nothing where it ran before. */
  readonly stop: () => Promise<void>;
}

async function embedded(dataDir: string, signal: AbortSignal): Promise<EmbeddedServer> {
  for (const deadline = Date.now() + PATIENCE; ;) {
    const url = await runningUrl(dataDir);
    if (url) return { url, stop: () => Promise.resolve() };
    try {
      return await startEmbedded(dataDir, signal);
    } catch (error) {
      signal.throwIfAborted();
      const isBusy = error instanceof EmbeddedPostgresError && error.code === 'directory-in-use';
      if (!isBusy || Date.now() > deadline) throw error;
    }
    await pause(250);
  }
}

async function startEmbedded(dataDir: string, signal: AbortSignal): Promise<EmbeddedServer> {
  const postgres = new EmbeddedPostgres({ dataDir });
  const giveUp = (): void => void postgres.stop();
  signal.addEventListener('abort', giveUp);
  try {
    const { url } = await postgres.start();
    return { url, stop: () => postgres.stop() };
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function nothingIn(dataDir: string): Failure {
  return new Failure(
    EXIT.couldNotRun,
    `There is no Golden Thread in ${dataDir}. Set DATA_DIR to the folder it keeps its data in, or DATABASE_URL to its database; ` +
      '`npm start` makes a new one.',
  );
}
