import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '@goldenthread/embedded-postgres';
import { readModels, type Platform } from '@goldenthread/runtime';
import { seatEightWriters, whileAllWrite, type Desks } from './eight-writers.js';
import { FaultyLink, type Point } from './faulty-link.js';
import { inOneLine, look, openStoreOf, rebuilds, untilCaughtUp, type Found } from './found.js';
import { freePort, Program, type Run } from './program.js';

/** Where the program is killed, by what it says to its database at that moment. */
const POINTS: Readonly<Record<string, Point>> = {
  'an append is on its way': { when: 'asked', what: 'es.append' },
  'an append is stored, and nobody knows': { when: 'answered', what: 'es.append' },
  'a view has moved its checkpoint, and has written no row': { when: 'answered', what: 'rm.move-on' },
  'rows of a view are on their way': { when: 'asked', what: 'COPY rm.' },
  'rows of a view are there, and not committed': { when: 'answered', what: 'COPY rm.' },
};

/** Each of them, as often as FAULT_ROUNDS says (`npm run faults`). */
const ROUNDS = Array.from({ length: Number(process.env.FAULT_ROUNDS ?? 1) }, () => Object.values(POINTS)).flat();

/** Saves acknowledged in a round before the kill may come. */
const FIRST = 8;

describe('The record, where eight people write and the program is killed at named points', () => {
  const home = join(tmpdir(), `goldenthread-points-${randomUUID()}`);
  const toClose: (() => Promise<unknown>)[] = [];
  let program: Program;
  let run: Run;
  let desks: Desks;
  let platform: Platform;
  let found: Found;
  let reached = 0;

  beforeAll(async () => {
    mkdirSync(home);
    const postgres = new EmbeddedPostgres({ dataDir: home });
    toClose.push(() => postgres.stop());
    const { url } = await postgres.start();
    const link = await FaultyLink.to(url);
    toClose.push(() => link.close());
    program = new Program(home, await freePort(), link.urlOf(url));
    run = await program.start();
    toClose.push(() => {
      run.signal('SIGTERM');
      return run.ended;
    });
    desks = await seatEightWriters(program.address, home);
    for (const point of ROUNDS) {
      await whileAllWrite(desks, async (more) => {
        await more(FIRST);
        await link.at(point, () => {
          run.signal('SIGKILL');
        });
        await run.ended;
      });
      reached++;
      run = await program.start();
    }
    await Promise.all(desks.writers.map((writer) => writer.settle()));
    await untilCaughtUp(program);
    platform = await openStoreOf(program, url);
    toClose.push(() => platform.close());
    found = await look(platform, desks);
    process.stdout.write(`kill -9 at named points under 8 writers: ${reached} rounds, ${inOneLine(found.verdict)}\n`);
  }, 3_600_000);

  afterAll(async () => {
    for (const close of toClose.reverse()) await close();
    rmSync(home, { recursive: true, force: true });
  });

  it('has every acknowledged save, once, and shows the last one of each answer', () => {
    expect(reached).toBe(ROUNDS.length);
    expect(found.verdict.faults).toEqual([]);
    expect(found.verdict.acknowledged).toBeGreaterThanOrEqual(FIRST * ROUNDS.length);
    expect(found.verdict.ambiguous).toBeGreaterThanOrEqual(ROUNDS.length);
  });

  it('is sound, and its views hold what a rebuild makes', async () => {
    expect(found.check.problems).toEqual([]);
    expect(await rebuilds(platform)).toEqual(readModels.map(({ projection }) => [projection.name, true, found.events]));
    expect(found.moments).toEqual(found.lastOfEachMoment);
  });
});
