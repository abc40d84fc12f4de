import { existsSync, statSync } from 'node:fs';
import { accountFor, closedFolder, giveTo, type Account } from './account.js';
import { ensureCluster } from './cluster.js';
import { EmbeddedPostgresError } from './failure.js';
import { ensurePassword } from './password.js';
import { placesIn, type Places } from './places.js';
import { installedPrograms, runnablePrograms, type ProgramFolder } from './programs.js';

/** Everything one server needs to know about its place. */
export interface Site extends Places {
  readonly password: string;
  readonly programs: ProgramFolder;
  readonly account: Account;
}

/**
 * Makes all that a server needs in the data folder, where it is not there yet.
 *
 * @throws EmbeddedPostgresError where there are no programs, no user to run them as, or no way for it to the folder.
 */
export async function prepareSite(dataDir: string, runAs?: Account): Promise<Site> {
  const places = placesIn(dataDir);
  const { folder, passwordFile } = places;
  const installed = installedPrograms();
  refuseForeign(folder);
  const account = accountFor([folder, dataDir], runAs);
  refuseOutOfReach(dataDir, account);
  const programs = runnablePrograms(installed, dataDir, account);
  const password = ensurePassword(passwordFile, existsSync(folder));
  await ensureCluster(folder, dataDir, password, { programs, account });
  giveTo(account, folder);
  return { ...places, password, programs, account };
}

/** An ordinary user cannot run a cluster that root once made for somebody else. */
function refuseForeign(folder: string): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  const me = process.getuid?.();
  if (owner === undefined || me === undefined || me === 0 || owner === me) return;
  throw new EmbeddedPostgresError(
    'out-of-reach',
    `${folder} belongs to another user (uid ${owner}). Start Golden Thread as that user or as root, or set DATA_DIR to a folder of your own.`,
  );
}

function refuseOutOfReach(dataDir: string, account: Account): void {
  const closed = closedFolder(dataDir, account);
  if (closed === undefined) return;
  const mode = (statSync(closed).mode & 0o777).toString(8).padStart(4, '0');
  throw new EmbeddedPostgresError(
    'out-of-reach',
    `PostgreSQL refuses to run as root, so here it runs as the user with uid ${String(account.uid)}, who may not enter ${closed} ` +
      `(mode ${mode}), on the way to its data in ${dataDir}. Either set DATA_DIR to a folder that this user can reach, such as ` +
      '/var/lib/goldenthread, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}
