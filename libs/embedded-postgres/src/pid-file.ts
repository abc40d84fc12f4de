import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a server writes about itself into `postmaster.pid` of its data folder. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` or, before it has said so, empty. */
  readonly status: string;
}

export function pidFilePath(folder: string): string {
  return join(folder, 'postmaster.pid');
}

/** The file as it stands; nothing where there is none, or one that was cut off before it named a process. */
export function readPidFile(folder: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFilePath(folder), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isSafeInteger(pid) || pid === 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? '' };
}
