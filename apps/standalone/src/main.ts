import 'reflect-metadata';
import { join } from 'node:path';
import { createApi } from '@goldenthread/api';
import { EmbeddedPostgres, keyEncryptionKeyIn } from '@goldenthread/embedded-postgres';
import { migrate, openPlatform, purposeOf, runProgram, type Program } from '@goldenthread/runtime';
import { startWorker } from '@goldenthread/worker';
import { CommandBus } from '@nestjs/cqrs';
import { demonstrationIssuer } from './demonstration-issuer/index.js';
import { BEGINS_AT, loadDemonstration, subjectOf } from './demonstration/load-demonstration.js';
import { PEOPLE } from './demonstration/marlshire.js';
import { progressLine } from './demonstration/progress-line.js';
import { requireFreePort } from './free-port.js';
import { welcome } from './welcome.js';

await runProgram(async (program) => {
  const { configuration, logger, shutdown } = program;
  const { host, port, dataDir, oidcIssuer, oidcAudience: audience } = configuration;
  await requireFreePort(port, host);
  const { databaseUrl, adminUrl } = await database(program);
  await migrate(databaseUrl, adminUrl);
  const keyEncryptionKey = configuration.keyEncryptionKey ?? keyEncryptionKeyIn(dataDir);
  const beginsAt = oidcIssuer ? undefined : BEGINS_AT;
  const platform = await openPlatform({ databaseUrl, keyEncryptionKey, purpose: purposeOf(configuration), beginsAt, logger });
  shutdown.add('the store', () => platform.close());

  const address = `http://localhost:${port}`;
  const issuer = oidcIssuer ?? `${address}/oidc`;
  const api = await createApi({ platform, issuer, audience });
  shutdown.add('the API', () => api.close());
  if (!oidcIssuer) {
    const people = PEOPLE.map((person) => ({ slug: person.slug, subject: subjectOf(person), name: person.name }));
    await api.register(demonstrationIssuer({ issuerUrl: issuer, keysFile: join(dataDir, 'demonstration-issuer-keys.json'), people }));
    await api.init();
    await loadDemonstration(platform, api.get(CommandBus), issuer, progressLine(process.stdout));
  }
  // Started with the history whole: views catch up in a few large steps.
  const worker = startWorker(platform);
  shutdown.add('the worker', () => worker.stop());
  await api.listen(port, host);
  process.stdout.write(welcome(address, oidcIssuer ? undefined : PEOPLE));
});

/** The server that DATABASE_URL names, or one of our own that ends last. */
async function database({ configuration, logger, shutdown }: Program): Promise<{ databaseUrl: string; adminUrl: string }> {
  const { databaseUrl, databaseAdminUrl, dataDir } = configuration;
  if (databaseUrl) return { databaseUrl, adminUrl: databaseAdminUrl ?? databaseUrl };
  const postgres = new EmbeddedPostgres({ dataDir });
  postgres.onExit(({ restarting, error }) => {
    logger.warn(`The embedded PostgreSQL ended; ${restarting ? 'starting it again' : `giving up: ${error?.message ?? 'it keeps ending'}`}`);
    if (restarting) return;
    process.exitCode = 1;
    void shutdown.run().then(() => process.exit(1));
  });
  // Noted first: one that is told to stop while it starts leaves no server behind either.
  shutdown.add('the embedded PostgreSQL', () => postgres.stop());
  const { url } = await postgres.start();
  return { databaseUrl: url, adminUrl: url };
}
