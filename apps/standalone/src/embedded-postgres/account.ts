import { readFileSync, statSync } from 'node:fs';

/** The user that PostgreSQL's processes belong to, as `spawn` takes it. Empty: whoever runs this program. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. So root's PostgreSQL belongs to the owner of the first of the given folders that
 * somebody else owns, else to `nobody`. No user is ever made.
 */
export function accountFor(...folders: readonly string[]): Account {
  if (process.getuid?.() !== 0) return {};
  return ownerOf(folders) ?? nobody();
}

function ownerOf(folders: readonly string[]): Account | undefined {
  return folders
    .map((folder) => statSync(folder, { throwIfNoEntry: false }))
    .flatMap((found) => (found && found.uid !== 0 ? [{ uid: found.uid, gid: found.gid }] : []))
    .at(0);
}

function nobody(): Account {
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}
