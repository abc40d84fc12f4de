import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keptKeyEncryptionKey, runningUrl } from '@goldenthread/embedded-postgres';
import { openLogger, openPlatform } from '@goldenthread/runtime';
import { seatEightWriters, type Desks } from './eight-writers.js';
import { inOneLine, look, untilCaughtUp, type Found } from './found.js';
import { freePort, Program, type Run } from './program.js';

const DISK_MEGABYTES = 400;

/** A disk of one's own is a mount, which only root may make. */
const describeWhereDisksCanBeMounted = canMount() ? describe : describe.skip;

describeWhereDisksCanBeMounted('The record, where eight people write and the disk is full', () => {
  const home = join(tmpdir(), `goldenthread-disk-${randomUUID()}`);
  const disk = join(home, '.data');
  const toClose: (() => unknown)[] = [];
  let program: Program;
  let run: Run;
  let desks: Desks;
  let alive: Response;
  let found: Found;

  beforeAll(async () => {
    mount(disk);
    toClose.push(() => {
      unmount(disk);
    });
    program = new Program(home, await freePort());
    run = await program.start();
    toClose.push(() => {
      run.signal('SIGTERM');
      return run.ended;
    });
    desks = await seatEightWriters(program.address, home);
    await throughAFullDisk(desks);
    await Promise.all(desks.writers.map((writer) => writer.settle()));
    await untilCaughtUp(program);
    const platform = await openPlatform({
      databaseUrl: (await runningUrl(program.dataDir)) ?? '',
      keyEncryptionKey: keptKeyEncryptionKey(program.dataDir) ?? Buffer.alloc(0),
      purpose: 'demonstration',
      logger: openLogger({ logLevel: 'fatal' }),
    });
    toClose.push(() => platform.close());
    found = await look(platform, desks);
    process.stdout.write(`disk full under 8 writers: ${inOneLine(found.verdict)}\n`);
  }, 600_000);

  afterAll(async () => {
    for (const close of toClose.reverse()) await close();
    rmSync(home, { recursive: true, force: true });
  });

  async function throughAFullDisk({ writers }: Desks): Promise<void> {
    const gone = new AbortController();
    const writing = Promise.all(writers.map((writer) => writer.work(gone.signal)));
    const acknowledged = (): number => writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
    const more = async (count: number): Promise<void> => {
      const before = acknowledged();
      while (acknowledged() < before + count) await pause(10);
    };
    const fire = async (): Promise<void> => {
      await more(20);
      const ballast = join(disk, 'ballast');
      fill(ballast);
      while (!writers.every(({ trouble }) => trouble)) await pause(10);
      alive = await fetch(`${program.address}/health/live`);
      await pause(2_000);
      rmSync(ballast);
      await more(20);
    };
    await Promise.race([fire(), writing]);
    gone.abort();
    await writing;
  }

  it('has every acknowledged save, once: none was acknowledged that there was no room for', () => {
    expect(found.verdict.faults).toEqual([]);
    expect(found.verdict.ambiguous).toBeGreaterThan(0);
    expect(found.check.problems).toEqual([]);
  });

  it('said that it could not save, lived on, and went on by itself when there was room', () => {
    for (const { trouble } of desks.writers)
      expect([trouble?.status, trouble?.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(alive.status).toBe(200);
    expect(run.isOver).toBe(false);
  });
});

function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && mountsFor(join(tmpdir(), `goldenthread-mount-${randomUUID()}`));
}

/** Root in a container may still not be allowed to. */
function mountsFor(folder: string): boolean {
  try {
    mount(folder);
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mount(folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m,mode=711`, 'tmpfs', folder], { stdio: 'ignore' });
}

function unmount(folder: string): void {
  execFileSync('umount', [folder]);
}

/** Leaves no room on a file's disk. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (;;) writeSync(handle, Buffer.alloc(64 * 1024));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(handle);
  }
}
