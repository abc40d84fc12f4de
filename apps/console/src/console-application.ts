import 'reflect-metadata';
import cookies from '@fastify/cookie';
import forms from '@fastify/formbody';
import helmet from '@fastify/helmet';
import { newId } from '@goldenthread/event-sourcing';
import { registerFiles } from '@goldenthread/http';
import { nestLogger } from '@goldenthread/runtime';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleModule } from './console.module.js';
import type { ConsoleOptions } from './console-options.js';
import { parseFields } from './forms/fields.js';
import { builtAssets } from './frame/assets.js';
import { ConsoleAdapter } from './frame/console-adapter.js';
import { plainError } from './frame/plain-error.js';
import { readableAddress } from './frame/readable-address.js';
import { PERMISSIONS_POLICY, securityHeaders } from './frame/security-headers.js';
import { paths } from './paths.js';
import { Visits } from './sign-in/visits.js';

/** 256 KB: an answer of 20,000 characters with twenty pieces of evidence is well below, however it is encoded. */
const BODY_LIMIT = 256 * 1024;

/**
 * The pages, ready to listen: the same in production, under `npm start` and in tests.
 *
 * @throws Error where visits cannot be kept, or the styles and scripts are not built.
 */
export async function createConsole(options: ConsoleOptions): Promise<NestFastifyApplication> {
  const assets = builtAssets();
  const adapter = new ConsoleAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    genReqId: () => newId(),
    rewriteUrl: ({ url }: { url?: string }) => readableAddress(url ?? paths.home),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => void plainError(error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ConsoleModule.register(options, assets), adapter, {
    bodyParser: false,
    logger: nestLogger(options.platform.logger),
    abortOnError: false,
  });
  adapter.getInstance().removeAllContentTypeParsers();
  await app.register(cookies);
  await app.register(forms, { bodyLimit: BODY_LIMIT, parser: parseFields });
  await registerFiles(app);
  await app.register(helmet, securityHeaders(options));
  adapter.getInstance().addHook('onRequest', (_request, reply, done) => {
    void reply.header('Permissions-Policy', PERMISSIONS_POLICY);
    done();
  });
  adapter.getInstance().addHook('onResponse', options.platform.metrics.request);
  await app.get(Visits).requireStore();
  return app;
}
