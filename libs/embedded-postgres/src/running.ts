import { readFileSync, realpathSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { addressOf } from './address.js';
import { EmbeddedPostgresError } from './failure.js';
import { readPort } from './launch.js';
import { holdsCluster, placesIn } from './places.js';
import { folderServedAt, NOT_NOW } from './served-folder.js';

/** How long a server that is just starting is waited for, in milliseconds. */
const PATIENCE = 10_000;

/**
 * The address of the superuser's database on the server that another program runs over a data folder; nothing where none
 * answers for it. Starts nothing and changes nothing.
 *
 * @throws EmbeddedPostgresError `out-of-reach` where the folder is another user's.
 */
export async function runningUrl(dataDir: string): Promise<string | undefined> {
  if (!holdsCluster(dataDir)) return undefined;
  const { folder, portFile, passwordFile } = placesIn(realpathSync(dataDir));
  const port = readPort(portFile);
  const password = readPassword(passwordFile);
  if (port === undefined || password === undefined) return undefined;
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const answer = await folderServedAt(port, password);
    if (answer === folder) return addressOf(port, password);
    if (answer !== NOT_NOW || Date.now() > deadline) return undefined;
    await pause(100);
  }
}

function readPassword(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError('out-of-reach', `${file} cannot be read. Run this as the user who runs Golden Thread.`);
  }
}
