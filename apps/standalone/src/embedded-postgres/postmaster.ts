import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Crew } from './cluster.js';
import { programEnvironment } from './environment.js';
import { readPidFile } from './pid-file.js';
import { programIn } from './programs.js';
import { asArguments, type Settings } from './settings.js';

/** How a server ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One run of the server over one folder. */
export interface Postmaster {
  readonly pid: number;
  /** Settles when the server has ended; never rejects. */
  readonly ended: Promise<Ending>;
  readonly isRunning: () => boolean;
}

/**
 * Starts the server. It leads a process group of its own, since Ctrl-C in a terminal stops the whole foreground group and
 * the program decides when its database goes. What it logs is appended to the file, which outlives this process.
 */
export function startPostmaster(folder: string, logFile: string, settings: Settings, { programs, account }: Crew): Promise<Postmaster> {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(programIn(programs, 'postgres'), ['-D', folder, ...asArguments(settings)], {
    ...account,
    cwd: folder,
    env: programEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
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

/** Whether the server came to accept connections; false where it ended first. Recovery takes as long as it takes. */
export async function becameReady(postmaster: Postmaster, folder: string): Promise<boolean> {
  while (postmaster.isRunning()) {
    const file = readPidFile(folder);
    if (file?.pid === postmaster.pid && file.status === 'ready') return true;
    await pause(25);
  }
  return false;
}

/**
 * Stops the server that the folder's pid file names, and waits until it has written everything and gone: `fast` ends
 * its connections, `immediate` leaves the rest to recovery.
 */
export async function stopServer(folder: string, mode: 'fast' | 'immediate', seconds: number, { programs, account }: Crew): Promise<void> {
  await promisify(execFile)(programIn(programs, 'pg_ctl'), ['stop', '-D', folder, '-m', mode, '-w', '-t', String(seconds)], {
    ...account,
    cwd: folder,
    env: programEnvironment(),
  });
}
