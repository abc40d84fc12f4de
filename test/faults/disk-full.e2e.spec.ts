import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runningUrl } from '@goldenthread/embedded-postgres';
import { seatEightWriters, whileAllWrite, type Desks } from './eight-writers.js';
import { inOneLine, look, openStoreOf, untilCaughtUp, type Found } from './found.js';
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
    await whileAllWrite(desks, async (more) => {
      await more(20);
      const ballast = join(disk, 'ballast');
      fill(ballast);
      while (!desks.writers.every(({ trouble }) => trouble)) await pause(10);
      alive = await fetch(`${program.address}/health/live`);
      await pause(2_000);
      rmSync(ballast);
      await more(20);
    });
    await Promise.all(desks.writers.map((writer) => writer.settle()));
    await untilCaughtUp(program);
    const platform = await openStoreOf(program, await runningUrl(program.dataDir));
    toClose.push(() => platform.close());
    found = await look(platform, desks);
    process.stdout.write(`disk full under 8 writers: ${inOneLine(found.verdict)}\n`);
  }, 600_000);

  afterAll(async () => {
    for (const close of toClose.reverse()) await close();
    rmSync(home, { recursive: true, force: true });
  });

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
