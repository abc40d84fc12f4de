import 'reflect-metadata';
import { ConfigurationError, offerMetrics, openConfiguredPlatform, runProgram } from '@goldenthread/runtime';
import { createApi } from './api-application.js';

await runProgram(async (program) => {
  const { configuration, logger, shutdown } = program;
  const { oidcIssuer: issuer, oidcAudience: audience, host, port } = configuration;
  if (!issuer) throw new ConfigurationError(['OIDC_ISSUER is needed here; only `npm start` brings a demonstration issuer']);
  const platform = await openConfiguredPlatform(configuration, logger);
  shutdown.add('the store', () => platform.close());
  await offerMetrics(program, platform);
  const api = await createApi({ platform, issuer, audience });
  shutdown.add('the API', () => api.close());
  await api.listen(port, host);
  logger.info(`The API listens on ${host}:${port}`);
});
