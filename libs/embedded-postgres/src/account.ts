import { lchownSync, readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './failure.js';

/** The user that PostgreSQL's processes belong to, as `spawn` takes it. Empty: whoever runs this program. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. So root's PostgreSQL belongs to whom the configuration says, else to the owner of
 * the first of the given folders that somebody else owns, else to `nobody`. No user is ever made.
 *
 * @throws EmbeddedPostgresError `no-account` where the system knows no `nobody`.
 */
export function accountFor(folders: readonly string[], configured?: Account): Account {
  if (process.getuid?.() !== 0) return {};
  return configured ?? ownerOf(folders) ?? nobody();
}

/**
 * Hands a folder and all in it over, where somebody else has it. Links are not followed: they may lead out of the folder.
 *
 * @throws EmbeddedPostgresError `no-account` where root may not do that, in a container with no other users for instance.
 */
export function giveTo({ uid, gid }: Account, folder: string): void {
  if (uid === undefined || gid === undefined || statSync(folder).uid === uid) return;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      lchownSync(join(entry.parentPath, entry.name), uid, gid);
    lchownSync(folder, uid, gid);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw noAccount(`${folder} cannot be given to the user with uid ${uid} (${reason})`);
  }
}

/** The first folder on the way to `folder`, or that itself, that the account may not enter. */
export function closedFolder(folder: string, account: Account): string | undefined {
  return ancestors(folder).find((each) => !grants(statSync(each), account, 0o1));
}

/** Whether the account can both get there and read (for a folder: list) or run what is there. */
export function isWithinReach(path: string, account: Account): boolean {
  return closedFolder(dirname(path), account) === undefined && grants(statSync(path), account, 0o5);
}

function grants(file: Stats, { uid, gid }: Account, wanted: number): boolean {
  if (uid === undefined) return true;
  const shift = file.uid === uid ? 6 : file.gid === gid ? 3 : 0;
  return ((file.mode >> shift) & wanted) === wanted;
}

function ancestors(path: string): string[] {
  return dirname(path) === path ? [path] : [...ancestors(dirname(path)), path];
}

function ownerOf(folders: readonly string[]): Account | undefined {
  return folders
    .map((folder) => statSync(folder, { throwIfNoEntry: false }))
    .flatMap((found) => (found && found.uid !== 0 ? [{ uid: found.uid, gid: found.gid }] : []))
    .at(0);
}

function nobody(): Account {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  if (!entry) throw noAccount('this system has no user `nobody` to run it as');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

function noAccount(reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'no-account',
    `PostgreSQL refuses to run as root, and ${reason}. Start Golden Thread as an ordinary user, or set DATABASE_URL to a ` +
      'PostgreSQL of your own.',
  );
}
