import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { boundLog, loggedSince, sizeOf } from './bounded-log.js';
import { EmbeddedPostgresError } from './failure.js';
import { freePort } from './free-port.js';
import { becameReady, startPostmaster, type Postmaster } from './postmaster.js';
import { endRemnants } from './remnants.js';
import { serverSettings, type Settings } from './settings.js';
import { type Site } from './site.js';

/** How long an obstacle that passes by itself is waited for, in milliseconds. */
const PATIENCE = 20_000;

/** A port just taken, or the memory of a server that was killed and whose last processes are still dying. */
const PASSING = /address already in use|could not bind|pre-existing shared memory block|lock file "postmaster\.pid" already exists/i;

export interface Launch {
  /** Asked before each attempt. */
  readonly port: () => Promise<number>;
  readonly settings?: Settings;
  /** Told of each server as soon as it runs, so that it can be stopped while it still recovers. */
  readonly onSpawn: (postmaster: Postmaster) => void;
  /** Once aborted there is no further attempt. */
  readonly signal: AbortSignal;
}

/**
 * A server that accepts connections, after whatever an earlier one left is out of the way.
 *
 * @throws EmbeddedPostgresError `not-started` with what it logged.
 */
export async function launch(site: Site, { port, settings, onSpawn, signal }: Launch): Promise<{ port: number; postmaster: Postmaster }> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    signal.throwIfAborted();
    await endRemnants(site);
    boundLog(site.logFile);
    const logged = sizeOf(site.logFile);
    const chosen = await port();
    const postmaster = await startPostmaster(site, serverSettings(chosen, settings));
    onSpawn(postmaster);
    if (await becameReady(postmaster, site.folder)) return { port: chosen, postmaster };
    const said = loggedSince(site.logFile, logged);
    if (signal.aborted || !PASSING.test(said) || Date.now() > deadline) throw notStarted(site, said);
    await pause(250);
  }
}

/** The port of last time where it is free, so that what was told of it stays true; else another, which is kept. */
export async function rememberedPort({ portFile }: Site): Promise<number> {
  const last = readPort(portFile);
  const port = await freePort(last);
  if (port !== last) writeFileSync(portFile, `${port}\n`);
  return port;
}

/** The port that was remembered in the file, if it was. */
export function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined;
  } catch {
    return undefined;
  }
}

function notStarted({ logFile }: Site, said: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('not-started', `PostgreSQL did not start. Its log, ${logFile}, says: ${said || 'nothing'}`);
}
