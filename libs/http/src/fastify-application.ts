import { newId } from '@goldenthread/event-sourcing';
import helmet from '@fastify/helmet';
import type { LoggerService } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { answerBrokenRequest } from './broken-request.js';
import { ProblemFilter, problemOf, sendProblem } from './problem.filter.js';
import { ReplyInterceptor } from './reply.interceptor.js';
import { RequestValidationPipe } from './request-validation.pipe.js';
import { parseStrictJson } from './strict-json.js';
import { registerFiles } from './uploaded-file.js';

/** 256 KB: a narrative of 20,000 characters with twenty pieces of evidence is well below. */
const BODY_LIMIT = 256 * 1024;

/**
 * A Nest application on Fastify in which every error, on whatever layer, is a problem+json; every body is bounded and
 * strict; and nothing that protects anything lives before routing.
 */
export async function fastifyApplication(
  module: Parameters<typeof NestFactory.create>[0],
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    genReqId: () => newId(),
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void sendProblem(reply, problemOf(error), request.id);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger,
    abortOnError: false,
  });
  const server = adapter.getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseStrictJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
  await registerFiles(app);
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalInterceptors(new ReplyInterceptor());
  return app;
}
