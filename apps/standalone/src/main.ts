import 'reflect-metadata';
import { join } from 'node:path';
import { EmbeddedPostgres, keyEncryptionKeyIn } from '@goldenthread/embedded-postgres';
import {
  ConfigurationError,
  migrate,
  offerMetrics,
  openPlatform,
  purposeOf,
  requireSafeServer,
  runProgram,
  type Configuration,
  type Program,
} from '@goldenthread/runtime';
import { startWorker } from '@goldenthread/worker';
import { CommandBus } from '@nestjs/cqrs';
import { EVERYONE } from './demonstration/fenshire.js';
import { BEGINS_AT, loadDemonstration } from './demonstration/load-demonstration.js';
import { progressLine } from './demonstration/progress-line.js';
import { requireFreePort } from './free-port.js';
import { Servers, type ServersOptions } from './servers.js';
import { welcome } from './welcome.js';

await runProgram(async (program) => {
  const { configuration, logger, shutdown } = program;
  const { host, port, dataDir, eventStoreUrl, oidcIssuer, oidcAudience: audience, publicUrl } = configuration;
  await requireFreePort(port, host);
  const { databaseUrl, adminUrl } = await database(program);
  await migrate(databaseUrl, adminUrl);
  const { production } = configuration;
  await requireSafeServer(databaseUrl, { production, logger: configuration.databaseUrl ? logger : undefined });
  const keyEncryptionKey = configuration.keyEncryptionKey ?? keyEncryptionKeyIn(dataDir);
  const beginsAt = oidcIssuer ? undefined : BEGINS_AT;
  const platform = await openPlatform({
    databaseUrl,
    eventStoreUrl,
    keyEncryptionKey,
    purpose: purposeOf(configuration),
    beginsAt,
    logger,
  });
  shutdown.add('the store', () => platform.close());
  await offerMetrics(program, platform);

  const isDemonstration = oidcIssuer === undefined;
  const servers = await Servers.open({ platform, publicUrl, audience, issuer: issuerOf(configuration) });
  shutdown.add('API and console', () => servers.close());
  if (isDemonstration) {
    await loadDemonstration(platform, servers.api.get(CommandBus), `${publicUrl}/oidc`, progressLine(process.stdout));
  }
  // Started with the history whole: views catch up in a few large steps.
  const worker = startWorker(platform);
  shutdown.add('the worker', () => worker.stop());
  await servers.listen(port, host);
  process.stdout.write(welcome(publicUrl, isDemonstration ? EVERYONE : undefined));
});

/** @throws ConfigurationError where an issuer is named, and how the console is known there is not. */
function issuerOf({ oidcIssuer, oidcClient, dataDir }: Configuration): ServersOptions['issuer'] {
  if (oidcIssuer === undefined) return { keysFile: join(dataDir, 'demonstration-issuer-keys.json') };
  if (!oidcClient)
    throw new ConfigurationError(['OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed beside OIDC_ISSUER: people sign in with them']);
  return { address: oidcIssuer, client: oidcClient };
}

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
