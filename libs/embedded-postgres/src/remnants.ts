import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './failure.js';
import { pidFilePath, readPidFile, type PidFile } from './pid-file.js';
import { exists, isRunning, serversOver } from './processes.js';
import { signalServer } from './postmaster.js';
import { folderServedAt, NOT_NOW } from './served-folder.js';
import { type Site } from './site.js';

/** How long each way of ending what is left is given, in milliseconds. */
const PATIENCE = { INT: 30_000, QUIT: 10_000, KILL: 5_000 };

/**
 * Ends whatever an earlier run left over this folder: a server whose program was killed, or the last processes of a
 * server that was killed itself. Then clears the way where the pid file names a process that is something else by now.
 * PostgreSQL guards the folder by its shared memory as well, so a mistake here ends in a refusal, never in two servers.
 *
 * @throws EmbeddedPostgresError `not-stopped` where something of it stays.
 */
export async function endRemnants(site: Site, platform: string = process.platform): Promise<void> {
  const file = readPidFile(site.folder);
  const left = platform === 'linux' ? serversOver(site.folder) : await answering(site, file);
  if (file && left.includes(file.pid)) await end([file.pid], 'INT', site);
  for (const signal of ['QUIT', 'KILL'] as const) await end(left.filter(isRunning), signal, site);
  const stubborn = left.filter(isRunning);
  if (stubborn.length > 0) {
    throw new EmbeddedPostgresError('not-stopped', `A PostgreSQL of an earlier run cannot be stopped (process ${stubborn.join(', ')}).`);
  }
  if (file && exists(file.pid)) rmSync(pidFilePath(site.folder), { force: true });
}

async function end(pids: readonly number[], signal: keyof typeof PATIENCE, site: Site): Promise<void> {
  await Promise.all(pids.map((pid) => signalServer(pid, signal, site)));
  const deadline = Date.now() + PATIENCE[signal];
  while (pids.some(isRunning) && Date.now() < deadline) await pause(20);
}

/** Where processes cannot be looked into: the server is ours if it opens to our password and works in our folder. */
async function answering(site: Site, file: PidFile | undefined): Promise<number[]> {
  if (!file || !isRunning(file.pid)) return [];
  const deadline = Date.now() + PATIENCE.INT;
  for (;;) {
    const answer = await folderServedAt(file.port, site.password);
    if (answer !== NOT_NOW || Date.now() > deadline) return answer === site.folder ? [file.pid] : [];
    await pause(100);
  }
}
