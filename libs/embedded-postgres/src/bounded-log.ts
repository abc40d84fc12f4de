import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

/** One older part is kept beside it, so the log takes at most twice this on disk, in bytes. */
const LIMIT = 5 * 1024 * 1024;

/**
 * Sets a log that has grown past its limit aside as `<file>.1` and begins it anew. The server keeps appending to the same
 * file, so it need not be told; a line written in that instant may be lost.
 */
export function boundLog(file: string, limit = LIMIT): void {
  if (sizeOf(file) <= limit) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** What was appended since the log had that size, at most its first 4,000 bytes. */
export function loggedSince(file: string, size: number): string {
  const buffer = Buffer.alloc(4000);
  const handle = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, size)).trim();
  } finally {
    closeSync(handle);
  }
}
