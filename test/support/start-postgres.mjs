// Gives every test of this run one PostgreSQL: the one TEST_DATABASE_URL names (a superuser's address), else a
// throw-away one. The latter watches our end of its standard input, so it goes even when Jest is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export default async function startPostgres() {
  if (process.env.TEST_DATABASE_URL) return;
  const server = spawn(process.execPath, ['--import', here('typescript.mjs'), here('throw-away-postgres.ts')], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [url] = await Promise.race([once(createInterface(server.stdout), 'line'), once(server, 'exit').then(() => [])]);
  if (!url) throw new Error('The PostgreSQL of the tests did not start.');
  process.env.TEST_DATABASE_URL = url;
  globalThis.throwAwayPostgres = server;
  server.unref();
}
