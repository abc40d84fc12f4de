import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './failure.js';
import { isRunning, startedAt } from './processes.js';

/** A data folder that is ours alone until we let go, or end. */
export interface DirectoryLock {
  readonly release: () => void;
}

interface Holder {
  readonly pid: number;
  /** As `startedAt` tells it: a number is used again, a number with its start is not. */
  readonly startedAt?: string;
}

const ATTEMPTS = 5;

/**
 * Claims the folder for this process by the file `lock` in it. One whose process has ended counts for nothing.
 *
 * @throws EmbeddedPostgresError `directory-in-use` while another living process holds it, or this one already does.
 */
export function lockDirectory(dataDir: string): DirectoryLock {
  const file = join(dataDir, 'lock');
  const mine = JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) } satisfies Partial<Holder>);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (claimed(file, mine))
      return {
        release: () => {
          release(file, mine);
        },
      };
    const theirs = contentOf(file);
    if (theirs === undefined) continue;
    const holder = parseHolder(theirs);
    if (holder && isAlive(holder)) throw inUse(dataDir, holder);
    removeStale(file, theirs);
  }
  throw inUse(dataDir);
}

/** Whether a process that has ended left its claim to the folder behind. */
export function isAbandoned(dataDir: string): boolean {
  const content = contentOf(join(dataDir, 'lock'));
  if (content === undefined) return false;
  const holder = parseHolder(content);
  return !holder || !isAlive(holder);
}

/** A link either appears with all its content or not at all. */
function claimed(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes a dead process's lock away. What was taken may be a newer one, claimed meanwhile: that goes back. */
function removeStale(file: string, expected: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = readFileSync(aside, 'utf8');
  rmSync(aside);
  if (taken !== expected) claimed(file, taken);
}

function release(file: string, mine: string): void {
  if (contentOf(file) === mine) rmSync(file, { force: true });
}

function isAlive(holder: Holder): boolean {
  if (!isRunning(holder.pid)) return false;
  const started = startedAt(holder.pid);
  return started === undefined || holder.startedAt === undefined || started === holder.startedAt;
}

function parseHolder(content: string): Holder | undefined {
  try {
    const value = JSON.parse(content) as Partial<Holder> | null;
    return Number.isSafeInteger(value?.pid) ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function inUse(dataDir: string, holder?: Holder): EmbeddedPostgresError {
  const who = holder ? ` (process ${holder.pid})` : '';
  return new EmbeddedPostgresError(
    'directory-in-use',
    `${dataDir} is in use by another Golden Thread${who}. Stop that one first, or give this one a folder of its own with DATA_DIR.`,
  );
}
