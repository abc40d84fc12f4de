import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Whether a process of that number exists, ours or another user's. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether it still runs: on Linux, one that ended and was not yet collected by its parent does not. */
export function isRunning(pid: number): boolean {
  if (!exists(pid)) return false;
  return process.platform !== 'linux' || !['Z', 'X', undefined].includes(statOf(pid)?.[0]);
}

/**
 * When the process started, in whatever unit this platform counts: only good for telling it from a later one that was
 * given the same number. Nothing where that cannot be known.
 */
export function startedAt(pid: number): string | undefined {
  if (process.platform === 'linux') return statOf(pid)?.[19];
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return started.trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL's processes over one folder, by Linux's process table: those that work in it, and the one that was told to
 * use it. The second is for containers, where root may not see where another user's process works. Elsewhere none is seen.
 */
export function serversOver(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && read(`/proc/${pid}/comm`)?.trim() === 'postgres')
    .filter((pid) => isRunning(pid) && (workingFolder(pid) === folder || toldFolder(pid) === folder));
}

/** The fields of `/proc/<pid>/stat` from the third, the state: the second is a name that may hold anything. */
function statOf(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function toldFolder(pid: number): string | undefined {
  const words = read(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
  return words.includes('-D') ? words[words.indexOf('-D') + 1] : undefined;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
