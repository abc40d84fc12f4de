import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, isWorking, Program, type Run } from './program.js';

const ORDERLY = { code: 0, signal: null, said: '' };

describe('The program that npm start starts', () => {
  const home = join(tmpdir(), `goldenthread-start-${randomUUID()}`);
  const runs: Run[] = [];
  let program: Program;

  beforeAll(async () => {
    mkdirSync(home);
    program = new Program(home, await freePort());
  });

  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.signal('SIGTERM');
      await run.ended;
    }
  });

  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const started = (run: Run): Run => {
    runs.push(run);
    return run;
  };

  it('says in a sentence that its port is in use, before anything is started', async () => {
    const other = createServer().listen(program.port, '127.0.0.1');
    await once(other, 'listening');

    const { code, said } = await started(program.beginByNpm()).ended;
    other.close();

    expect(said).toContain(`port ${program.port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`);
    expect(code).toBe(1);
    expect(existsSync(program.dataDir)).toBe(false);
  });

  it('is refused a data folder that another one has, says who, and leaves that one be', async () => {
    const first = started(program.begin());
    await program.untilReady(first);

    const second = started(new Program(home, await freePort()).beginByNpm());
    const { code, said } = await second.ended;

    expect(said).toContain(
      `${realpathSync(program.dataDir)} is in use by another Golden Thread (process ${first.pid}). Stop that one first`,
    );
    expect(code).toBe(75);
    expect((await fetch(`${program.address}/health/live`)).status).toBe(200);
  });

  it.each<[string, (run: Run) => void]>([
    [
      'Ctrl-C in its terminal, though npm passes it on as well',
      (run) => {
        run.signalGroup('SIGINT');
      },
    ],
    [
      'a stop signal to npm alone',
      (run) => {
        run.signal('SIGTERM');
      },
    ],
  ])('ends everything in order at %s', async (_signal, stop) => {
    const run = started(program.beginByNpm());
    await program.untilReady(run);
    const server = program.databaseProcesses();

    stop(run);

    expect(await run.ended).toEqual(ORDERLY);
    expect(server).not.toEqual([]);
    expect(server.filter(isWorking)).toEqual([]);
  });

  it('leaves no server behind when it is told to stop while it starts', async () => {
    const run = started(program.begin());
    let server = program.databaseProcesses();
    while (!server.some(isWorking)) {
      await pause(5);
      server = program.databaseProcesses();
    }

    run.signal('SIGTERM');

    expect(await run.ended).toEqual(ORDERLY);
    expect(server.filter(isWorking)).toEqual([]);
    expect(program.databaseProcesses()).toEqual([]);
  });
});
