import 'reflect-metadata';
import { ConfigurationError, openConfiguredPlatform, runProgram } from '@goldenthread/runtime';
import { createApi } from './api-application.js';

await runProgram(async ({ configuration, logger, shutdown }) => {
  const { oidcIssuer: issuer, oidcAudience: audience, host, port } = configuration;
  if (!issuer) throw new ConfigurationError(['OIDC_ISSUER is needed here; only `npm start` brings a demonstration issuer']);
  const platform = await openConfiguredPlatform(configuration, logger);
  shutdown.add('the store', () => platform.close());
  const api = await createApi({ platform, issuer, audience });
  shutdown.add('the API', () => api.close());
  await api.listen(port, host);
  logger.info(`The API listens on ${host}:${port}`);
});
