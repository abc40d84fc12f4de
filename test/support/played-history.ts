import { randomBytes } from 'node:crypto';
import { PeopleRegister } from '@goldenthread/access';
import { EventJournal, idOf, type EventStore } from '@goldenthread/event-sourcing';
import { PostgresClock } from '@goldenthread/event-store-postgres';
import { migratedDatabase, narrowPartitions, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { ProjectionRunner } from '@goldenthread/read-models';
import { allMigrations, openLogger, openPlatform, readModels, type Platform } from '@goldenthread/runtime';
import { playSection11, type Step } from '@goldenthread/section11/testing';

/** A database in which a return was opened, answered, signed off and submitted, with every view up with it. */
export interface PlayedHistory {
  readonly database: MigratedDatabase;
  readonly platform: Platform;
  /** What a program is told to work on it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The return that most happens to. Its author is known as Callum Birch; who signs it off is known by no name. */
  readonly ref: string;
  /** The positions of its own events, in order: opened, three answers, signed off, an answer, withdrawn, signed off, submitted, corrected, reopened. */
  readonly positions: readonly bigint[];
  close(): Promise<void>;
}

const author = { cycle: 0, agency: 0, person: 0 };
const lead = { ...author, person: 1 };
const coordinator = { ...author, person: 2 };
const elsewhere = { ...author, agency: 1 };

const STEPS: readonly Step[] = [
  { ...author, does: 'open-return' },
  { ...author, does: 'answer', item: 'SMC-1', rating: 'met', words: 'Reviewed.', stale: false },
  { ...author, does: 'answer', item: 'SMC-2', rating: 'not-applicable', words: 'Ünïcode 🧵', stale: false },
  { ...author, does: 'answer', item: 'TRN-1', rating: 'not-met', words: '', stale: false },
  { ...lead, does: 'sign-off' },
  { ...elsewhere, does: 'open-return' },
  { ...author, does: 'answer', item: 'SMC-2', rating: 'met', words: 'Reviewed again.', stale: false },
  { ...lead, does: 'sign-off' },
  { ...elsewhere, does: 'answer-all', rating: 'met' },
  { ...lead, does: 'submit' },
  { ...author, does: 'correct', item: 'TRN-1', rating: 'met', words: 'They had been trained.' },
  { ...coordinator, does: 'reopen' },
];

/** @param partitionSize events to a partition, where a history should have several. */
export async function openPlayedHistory(partitionSize?: number): Promise<PlayedHistory> {
  const database = await migratedDatabase(allMigrations);
  if (partitionSize) await narrowPartitions(database.adminUrl, partitionSize, 10);
  const { adminUrl: databaseUrl } = database;
  const keyEncryptionKey = randomBytes(32);
  const platform = await openPlatform({ databaseUrl, keyEncryptionKey, purpose: 'test', logger: openLogger({ logLevel: 'fatal' }, 2) });
  await play(platform);
  await showEverything(platform);
  return {
    database,
    platform,
    environment: { DATABASE_URL: databaseUrl, KEY_ENCRYPTION_KEY: keyEncryptionKey.toString('base64') },
    ...(await firstReturn(platform.store)),
    close: async () => {
      await platform.close();
      await database.drop();
    },
  };
}

async function play({ store, codec, pools }: Platform): Promise<void> {
  const person = { id: idOf('person', String(author.person)), name: 'Callum Birch' };
  await new PeopleRegister(pools.writer).enrol({ person, signIns: [], appointments: [] });
  await playSection11(new EventJournal(slowed(store, new PostgresClock(pools.writer)), codec), STEPS);
}

/** Every command is recorded six hours after the one before, from 1 March 2100 on: the clock of a store goes only forward. */
function slowed(store: EventStore, clock: PostgresClock): EventStore {
  let hours = 0;
  const append: EventStore['append'] = async (requests) => {
    hours += 6;
    await clock.set(new Date(Date.UTC(2100, 2, 1, hours)).toISOString());
    return store.append(requests);
  };
  return Object.assign(Object.create(store) as EventStore, { append });
}

async function showEverything({ store, codec, pools, reading }: Platform): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const runner = new ProjectionRunner(readModels, codec, { pool: pools.projector, store, log });
  runner.start();
  const head = await store.head();
  const rows = readModels.flatMap((model) => [...model.rows]);
  // By its instant, so that the index of instants is there too.
  await reading.find({ kind: 'instant', instant: head?.recordedAt ?? '' }, rows, head?.position);
  await runner.stop();
}

async function firstReturn(store: EventStore): Promise<Pick<PlayedHistory, 'ref' | 'positions'>> {
  let first: string | undefined;
  const positions: bigint[] = [];
  for await (const { stream, position } of store.readAll()) {
    if (stream.startsWith('section11Return-')) first ??= stream;
    if (stream === first) positions.push(position);
  }
  return { ref: first?.slice('section11Return-'.length) ?? '', positions };
}
