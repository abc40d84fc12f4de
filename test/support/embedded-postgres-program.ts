// A program as small as one that runs on the embedded PostgreSQL can be, for tests that kill it:
// `node --import ./test/support/typescript.mjs test/support/embedded-postgres-program.ts <data folder>`. Prints the
// address; asked to stop, it first uses its database once more and says so, as a program that drains does.
import { Client } from 'pg';
import { EmbeddedPostgres, EmbeddedPostgresError } from '../../libs/embedded-postgres/src/index.js';

const postgres = new EmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
const kept = setInterval(() => undefined, 60_000);

async function drain(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('select 1');
  await client.end();
  process.stdout.write('drained\n');
  await postgres.stop();
  process.stdout.write('stopped\n');
  clearInterval(kept);
}

try {
  const { url } = await postgres.start();
  let draining: Promise<void> | undefined;
  // A signal to npm's whole process group arrives twice: from the terminal, and passed on by npm.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void (draining ??= drain(url)));
  process.stdout.write(`${url}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof EmbeddedPostgresError ? error.exitCode : 1);
}
