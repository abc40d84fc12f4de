import { fastifyApplication } from '@goldenthread/http';
import { nestLogger } from '@goldenthread/runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule, type ApiOptions } from './api.module.js';
import { describeApi } from './open-api.js';

/** The API, ready to listen: the same in production, under `npm start` and in tests. */
export async function createApi(options: ApiOptions): Promise<NestFastifyApplication> {
  const app = await fastifyApplication(ApiModule.register(options), nestLogger(options.platform.logger));
  app.getHttpAdapter().getInstance().addHook('onResponse', options.platform.metrics.request);
  describeApi(app);
  return app;
}
