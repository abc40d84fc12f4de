import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgres, keptKeyEncryptionKey } from '@goldenthread/embedded-postgres';
import { withClient } from '@goldenthread/event-store-postgres/testing';
import { readModels, type Platform } from '@goldenthread/runtime';
import pg from 'pg';
import { seatEightWriters, whileAllWrite, type Desks } from './eight-writers.js';
import { FaultyLink } from './faulty-link.js';
import { inOneLine, look, openStoreOf, rebuilds, untilCaughtUp, type Found } from './found.js';
import { databaseProcesses, freePort, killAll, Program, type Run } from './program.js';

/** How often each fault comes: once every day, or as FAULT_ROUNDS says (`npm run faults`). */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 1);
const isLong = ROUNDS > 1;

const TOO_MANY_CONNECTIONS = '53300';
/** Saves acknowledged after a fault before the next one comes. */
const FIRST = 8;

describe('The record, where eight people write and what is under the program gives way', () => {
  const home = join(tmpdir(), `goldenthread-fire-${randomUUID()}`);
  const inflicted: string[] = [];
  /** By fault, the longest anybody waited for the first acknowledgement after it, in milliseconds. */
  const saved = new Map<string, number>();
  /** The longest until every view showed what had been recorded when the fault was over. */
  const shown = new Map<string, number>();
  const toClose: (() => Promise<unknown>)[] = [];
  let directUrl: string;
  let link: FaultyLink;
  let program: Program;
  let run: Run;
  let worker: Run;
  let key: Buffer;
  let desks: Desks;
  let platform: Platform;
  let found: Found;

  const faults: Readonly<Record<string, () => Promise<void>>> = {
    'answers of the database lost': async () => {
      link.loseAnswers(6);
      while (link.toLose > 0) await pause(5);
    },
    'the database out of reach': async () => {
      link.goDown();
      await pause(isLong ? 60_000 : 2_000);
      link.comeUp();
    },
    'a slow line': async () => {
      link.slowDown(120);
      await pause(3_000);
      link.slowDown(0);
    },
    'one of the database’s processes killed': () => {
      const [, ...others] = databaseProcesses(home);
      const backend = others.at(-1);
      if (backend === undefined) throw new Error('The database has no process');
      killAll([backend]);
      return Promise.resolve();
    },
    'the whole database killed': () => {
      killAll(databaseProcesses(home));
      return Promise.resolve();
    },
    'the one order held up, and three hundred readers': async () => {
      await withClient(directUrl, async (client) => {
        await client.query('BEGIN');
        await client.query('SELECT FROM es.head FOR UPDATE');
        const answers = await Promise.all(Array.from({ length: 300 }, () => fetch(`${program.address}/health/lag`)));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
        await pause(3_000);
        await client.query('ROLLBACK');
      });
    },
    'no connection left on the server': async () => {
      const taken = await takeEveryConnection(directUrl, () => {
        link.cutAll();
      });
      await pause(2_000);
      await Promise.all(taken.map((client) => client.end()));
    },
    'announcements lost': async () => {
      const before = link.announcementsLost;
      link.loseAnnouncements(true);
      await pause(3_000);
      link.loseAnnouncements(false);
      expect(link.announcementsLost).toBeGreaterThan(before);
    },
    'a worker killed': async () => {
      await worker.kill();
      worker = program.beginWorker(key);
    },
    'a worker asleep for longer than its leases': async () => {
      worker.signal('SIGSTOP');
      await pause(5_000);
      worker.signal('SIGCONT');
    },
  };

  beforeAll(async () => {
    mkdirSync(home);
    const postgres = new EmbeddedPostgres({ dataDir: home, restartAfter: Array.from({ length: 100 }, () => 100) });
    toClose.push(() => postgres.stop());
    directUrl = (await postgres.start()).url;
    link = await FaultyLink.to(directUrl);
    toClose.push(() => link.close());
    program = new Program(home, await freePort(), link.urlOf(directUrl));
    run = await program.start();
    toClose.push(() => stopped(run));
    key = keptKeyEncryptionKey(program.dataDir) ?? Buffer.alloc(0);
    worker = program.beginWorker(key);
    toClose.push(() => stopped(worker));
    desks = await seatEightWriters(program.address, home);
    await whileAllWrite(desks, async (more) => {
      await more(FIRST);
      for (let round = 0; round < ROUNDS; round++) {
        for (const [name, inflict] of Object.entries(faults)) {
          await inflict();
          inflicted.push(name);
          await Promise.all([noteLongest(saved, name, more(1)), noteLongest(shown, name, untilCaughtUp(program))]);
          await more(FIRST);
        }
      }
    });
    await Promise.all(desks.writers.map((writer) => writer.settle()));
    await untilCaughtUp(program);
    platform = await openStoreOf(program, directUrl);
    toClose.push(() => platform.close());
    found = await look(platform, desks);
    process.stdout.write(`under fire, 8 writers: ${inflicted.length} faults, ${inOneLine(found.verdict)}\n`);
    for (const fault of Object.keys(faults)) {
      const [save, view] = [saved, shown].map((longest) => Math.round(longest.get(fault) ?? 0));
      process.stdout.write(`  after ${fault}: at most ${save} ms to the next acknowledged save, ${view} ms until every view was up\n`);
    }
  }, 3_600_000);

  afterAll(async () => {
    for (const close of toClose.reverse()) await close();
    rmSync(home, { recursive: true, force: true });
  });

  it('has every acknowledged save, once, and shows the last one of each answer', () => {
    expect(inflicted).toHaveLength(ROUNDS * Object.keys(faults).length);
    expect(found.verdict.faults).toEqual([]);
    expect(found.verdict.acknowledged).toBeGreaterThanOrEqual(FIRST * inflicted.length);
    expect(found.verdict.ambiguous).toBeGreaterThan(0);
  });

  it('is sound, and its views hold what a rebuild makes', async () => {
    expect(found.check.problems).toEqual([]);
    expect(found.check.events).toBe(found.events);
    expect(await rebuilds(platform)).toEqual(readModels.map(({ projection }) => [projection.name, true, found.events]));
    expect(found.moments).toEqual(found.lastOfEachMoment);
  });

  it('was served by one run of the program throughout, which left no transaction open behind it', async () => {
    expect(run.isOver).toBe(false);
    await withClient(directUrl, async (client) => {
      const { rows } = await client.query(`SELECT query FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'`);
      expect(rows).toEqual([]);
    });
    expect(await stopped(run)).toEqual({ code: 0, signal: null, said: '' });
  });
});

async function noteLongest(longest: Map<string, number>, name: string, work: Promise<void>): Promise<void> {
  const began = performance.now();
  await work;
  longest.set(name, Math.max(longest.get(name) ?? 0, performance.now() - began));
}

/** Opens connections until the server has none left, and again those that somebody gives up meanwhile. */
async function takeEveryConnection(url: string, makeOthersGiveUp: () => void): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  const takeAll = async (): Promise<void> => {
    for (;;) {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      const refused = await client.connect().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refused === undefined) taken.push(client);
      else if ((Object(refused) as { code?: unknown }).code === TOO_MANY_CONNECTIONS) return;
      else throw refused as Error;
    }
  };
  await takeAll();
  makeOthersGiveUp();
  await takeAll();
  return taken;
}

function stopped(run: Run): Run['ended'] {
  run.signal('SIGTERM');
  return run.ended;
}
