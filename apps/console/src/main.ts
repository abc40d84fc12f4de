import 'reflect-metadata';
import { ConfigurationError, offerMetrics, openConfiguredPlatform, runProgram } from '@goldenthread/runtime';
import { createConsole } from './console-application.js';

await runProgram(async (program) => {
  const { configuration, logger, shutdown } = program;
  const { oidcIssuer: issuer, oidcClient: client, publicUrl, host, port } = configuration;
  if (!issuer || !client) {
    throw new ConfigurationError([
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed here; only `npm start` brings a demonstration issuer',
    ]);
  }
  const platform = await openConfiguredPlatform(configuration, logger);
  shutdown.add('the store', () => platform.close());
  await offerMetrics(program, platform);
  const pages = await createConsole({ platform, issuer, client, publicUrl });
  shutdown.add('the console', () => pages.close());
  await pages.listen(port, host);
  logger.info(`The console listens on ${host}:${port}, and people find it at ${publicUrl}`);
});
