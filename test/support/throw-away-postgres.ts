// One PostgreSQL that lives as long as whoever started this program keeps its standard input open, and leaves nothing
// behind: `node --import ./test/support/typescript.mjs test/support/throw-away-postgres.ts`. Prints its address.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres/index.js';

const dataDir = join(tmpdir(), `goldenthread-tests-${randomUUID()}`);
const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };
const postgres = new EmbeddedPostgres({ dataDir, settings });
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
