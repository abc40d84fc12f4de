import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runningUrl } from '@goldenthread/embedded-postgres';
import { readModels, type Platform } from '@goldenthread/runtime';
import { seatEightWriters, whileAllWrite, type Desks } from './eight-writers.js';
import { inOneLine, look, openStoreOf, rebuilds, untilCaughtUp, type Found } from './found.js';
import { freePort, isWorking, killAll, Program, type Ending, type Run } from './program.js';

/** What is killed in a round, each at a random moment while all eight write. */
type Kill = 'program' | 'program and server' | 'server, then program' | 'everything' | 'program, again as it starts';

const KILLS: readonly Kill[] = [
  'program',
  'program',
  'program and server',
  'program',
  'server, then program',
  'program',
  'everything',
  'program, again as it starts',
  'program and server',
  'program',
  'everything',
];

/** All of them, as often as FAULT_ROUNDS says (`npm run faults`). */
const ROUNDS = Array.from({ length: Number(process.env.FAULT_ROUNDS ?? 1) }, () => KILLS).flat();

/** Saves acknowledged in a round before the kill may come. */
const FIRST = 12;

describe('The record, where eight people write and everything is killed under them again and again', () => {
  const home = join(tmpdir(), `goldenthread-faults-${randomUUID()}`);
  const killed: Kill[] = [];
  let program: Program;
  let run: Run;
  let desks: Desks;
  let stopped: Ending;
  let leftByStop: readonly number[];
  let platform: Platform;
  const toClose: (() => Promise<unknown>)[] = [];
  let found: Found;

  beforeAll(async () => {
    mkdirSync(home);
    program = new Program(home, await freePort());
    run = await program.start();
    toClose.push(() => {
      run.signal('SIGTERM');
      return run.ended;
    });
    desks = await seatEightWriters(program.address, home);
    for (const what of ROUNDS) {
      await whileAllWrite(desks, async (more) => {
        await more(FIRST);
        await pause(Math.random() * 400);
        await kill(what);
      });
      killed.push(what);
      run = await program.start();
      if (what === 'everything') await Promise.all(desks.writers.map((writer) => writer.settle()));
    }
    await whileAllWrite(desks, async (more) => {
      await more(FIRST);
      await pause(Math.random() * 400);
      const server = program.databaseProcesses();
      run.signal('SIGTERM');
      stopped = await run.ended;
      leftByStop = server.filter(isWorking);
    });
    run = await program.start();
    await Promise.all(desks.writers.map((writer) => writer.settle()));
    await untilCaughtUp(program);
    platform = await openStoreOf(program, await runningUrl(program.dataDir));
    toClose.push(() => platform.close());
    found = await look(platform, desks);
    process.stdout.write(`kill -9 under 8 writers: ${killed.length} rounds, ${inOneLine(found.verdict)}\n`);
  }, 3_600_000);

  afterAll(async () => {
    for (const close of toClose.reverse()) await close();
    rmSync(home, { recursive: true, force: true });
  });

  async function kill(what: Kill): Promise<void> {
    const [server, ...others] = program.databaseProcesses();
    if (server === undefined) throw new Error('The program has no PostgreSQL');
    if (what === 'server, then program') {
      killAll([server]);
      await pause(Math.random() * 1_000);
    }
    if (what === 'program and server') killAll([run.pid, server]);
    else if (what === 'everything') killAll([run.pid, server, ...others]);
    await run.kill();
    if (what !== 'program, again as it starts') return;
    run = program.begin();
    await pause(Math.random() * 1_200);
    await run.kill();
  }

  it('has every acknowledged save, once, and shows the last one of each answer', () => {
    expect(killed).toEqual(ROUNDS);
    expect(found.verdict.faults).toEqual([]);
    expect(found.verdict.acknowledged).toBeGreaterThanOrEqual(FIRST * ROUNDS.length);
    expect(found.verdict.ambiguous).toBeGreaterThanOrEqual(ROUNDS.length);
  });

  it('is sound: hashes, revisions, positions and commands are what follows from the rows', () => {
    expect(found.check.problems).toEqual([]);
    expect(found.check.events).toBe(found.events);
  });

  it('is shown by views that had caught up by themselves and hold what a rebuild makes', async () => {
    expect(await rebuilds(platform)).toEqual(readModels.map(({ projection }) => [projection.name, true, found.events]));
    expect(found.moments).toEqual(found.lastOfEachMoment);
  });

  it('is left in order by one stop signal in the midst of writing, and no server stays behind', () => {
    expect(stopped).toEqual({ code: 0, signal: null, said: '' });
    expect(leftByStop).toEqual([]);
  });
});
