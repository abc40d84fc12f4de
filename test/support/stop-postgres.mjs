import { once } from 'node:events';

/** Ends the server that `start-postgres.mjs` started, if it did. */
export default async function stopPostgres() {
  const server = globalThis.throwAwayPostgres;
  if (!server || server.exitCode !== null) return;
  const gone = once(server, 'exit');
  server.ref();
  server.stdin.end();
  await gone;
}
