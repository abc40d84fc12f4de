// One PostgreSQL that lives as long as whoever started this program keeps its standard input open, and leaves nothing
// behind: `node --import ./test/support/typescript.mjs test/support/throw-away-postgres.ts`. Prints its address.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAbandoned } from '../../libs/embedded-postgres/src/directory-lock.js';
import { EmbeddedPostgres } from '../../libs/embedded-postgres/src/index.js';
import { serversOver } from '../../libs/embedded-postgres/src/processes.js';

const PREFIX = 'goldenthread-tests-';
const QUICK_RATHER_THAN_DURABLE = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };

/** What a run that was killed together with this program left behind. */
function sweepAbandoned(): void {
  const homes = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const home of homes.map((name) => join(tmpdir(), name)).filter(isAbandoned)) {
    for (const pid of serversOver(join(home, 'postgres'))) process.kill(pid, 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

sweepAbandoned();
const dataDir = join(tmpdir(), `${PREFIX}${randomUUID()}`);
const postgres = new EmbeddedPostgres({ dataDir, settings: QUICK_RATHER_THAN_DURABLE });
const released = once(process.stdin.resume(), 'end');
// Whoever asked may be gone before there is anything to tell.
process.stdout.on('error', () => undefined);
try {
  const { url } = await postgres.start();
  process.stdout.write(`${url}\n`);
  await released;
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
