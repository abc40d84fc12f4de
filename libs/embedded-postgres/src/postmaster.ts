import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { programEnvironment } from './environment.js';
import { EmbeddedPostgresError } from './failure.js';
import { readPidFile } from './pid-file.js';
import { programIn } from './programs.js';
import { asArguments, type Settings } from './settings.js';
import { type Site } from './site.js';

/** How a server ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One run of the server over its folder. */
export interface Postmaster {
  readonly pid: number;
  /** Settles when the server has ended; never rejects. */
  readonly ended: Promise<Ending>;
  readonly isRunning: () => boolean;
}

/** `INT` ends connections and writes everything, `QUIT` leaves the rest to recovery, `KILL` is for what hears neither. */
export type ServerSignal = 'INT' | 'QUIT' | 'KILL';

/** How long a server that was asked to stop may take to write everything, in milliseconds. */
const STOP_PATIENCE = 60_000;

/**
 * Starts the server. It leads a process group of its own, since Ctrl-C in a terminal stops the whole foreground group and
 * the program decides when its database goes. What it logs is appended to a file, which outlives this process.
 */
export function startPostmaster(site: Site, settings: Settings): Promise<Postmaster> {
  const log = openSync(site.logFile, 'a', 0o600);
  const child = spawn(programIn(site.programs, 'postgres'), ['-D', site.folder, ...asArguments(settings)], {
    ...site.account,
    cwd: site.folder,
    env: programEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new EmbeddedPostgresError('not-started', `PostgreSQL cannot be run: ${error.message}.`));
    });
    child.once('spawn', () => {
      resolve(watched(child, child.pid ?? 0));
    });
  });
}

function watched(child: ChildProcess, pid: number): Postmaster {
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  return { pid, ended, isRunning: () => child.exitCode === null && child.signalCode === null };
}

/** Whether it came to accept connections; false where it ended first. Recovery takes as long as it takes. */
export async function becameReady(postmaster: Postmaster, folder: string): Promise<boolean> {
  while (postmaster.isRunning()) {
    const file = readPidFile(folder);
    if (file?.pid === postmaster.pid && file.status === 'ready') return true;
    await pause(25);
  }
  return false;
}

/** Stops it, after it has written everything; one that does not manage that in a minute is left to recovery. */
export async function stopPostmaster(postmaster: Postmaster, site: Site): Promise<void> {
  await signalServer(postmaster.pid, 'INT', site);
  await endedWithin(postmaster, STOP_PATIENCE);
  if (postmaster.isRunning()) await signalServer(postmaster.pid, 'QUIT', site);
  await postmaster.ended;
}

/** The timer keeps this process alive, which an unreferenced child does not. */
async function endedWithin(postmaster: Postmaster, milliseconds: number): Promise<void> {
  const patience = new AbortController();
  const waited = pause(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([postmaster.ended, waited]);
  patience.abort();
}

/**
 * Signals one process of the server, by PostgreSQL's own program, which knows how on every platform and may do no more
 * than the account may. A process that has gone meanwhile is no failure.
 */
export async function signalServer(pid: number, signal: ServerSignal, { programs, account }: Site): Promise<void> {
  const asked = promisify(execFile)(programIn(programs, 'pg_ctl'), ['kill', signal, String(pid)], {
    ...account,
    cwd: '/',
    env: programEnvironment(),
  });
  await asked.catch(() => undefined);
}
