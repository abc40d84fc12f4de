import { AccessRefusal } from '@goldenthread/access';
import { isOutage, Refusal, StoreBusyError } from '@goldenthread/event-sourcing';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_JSON, problemType, RequestProblem, type Problem, type ProblemError } from './problem.js';
import { wordsOf, type RefusalCode } from './refusal-words.js';

/** What operators must hear of. */
export const LOGGED: ReadonlySet<string> = new Set(['unexpected', 'database-unreachable']);

/** Turns whatever was thrown into `application/problem+json`. Only what operators must hear of is logged, and never a body. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = problemOf(error);
    if (LOGGED.has(problem.code)) this.logger.error(`${request.id} ${describe(error)}`);
    void sendProblem(host.switchToHttp().getResponse<FastifyReply>(), problem, request.id);
  }
}

/** Answers with a problem, on whatever layer it arose. */
export function sendProblem(reply: FastifyReply, problem: Problem, correlationId: string): FastifyReply {
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  if (problem.status === 503) void reply.header('Retry-After', '1');
  return reply
    .status(problem.status)
    .header('Content-Type', PROBLEM_JSON)
    .header('Cache-Control', 'no-store')
    .send(JSON.stringify({ ...problem, correlationId }));
}

/** What an error says to whoever asked. Anything that is not meant for them becomes `unexpected`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AccessRefusal) return problem(error.code, error.details);
  if (error instanceof Refusal) return problem(String(error.code), error.details);
  if (error instanceof RequestProblem) return problem(error.code, error.details, error.errors);
  if (error instanceof StoreBusyError) return problem('store-busy');
  const fastify = fastifyCodeOf(error instanceof HttpException ? error.cause : error);
  if (fastify) return problem(fastify);
  if (error instanceof HttpException) return problem(HTTP_CODES[error.getStatus()] ?? 'unexpected');
  return problem(isOutage(error) ? 'database-unreachable' : 'unexpected');
}

/** @param details become members of the problem: what was found, and what the words need. */
export function problem(code: string, details: Readonly<Record<string, unknown>> = {}, errors: readonly ProblemError[] = []): Problem {
  const { status, title, detail, pointer } = wordsOf(code);
  const sentence = detail(details);
  const all = errors.length > 0 || pointer === undefined ? errors : [{ pointer, code, message: sentence }];
  return { ...details, type: problemType(code), title, status, code, detail: sentence, ...(all.length > 0 ? { errors: all } : {}) };
}

const HTTP_CODES: Readonly<Record<number, RefusalCode>> = {
  400: 'body-unreadable',
  404: 'no-such-page',
  413: 'body-too-large',
  415: 'media-type-unsupported',
};

const FASTIFY_CODES: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_BAD_URL: 'url-unreadable',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-unreadable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-unreadable',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_MAX_PARAM_LENGTH: 'no-such-page',
  FST_ERR_NOT_FOUND: 'no-such-page',
};

function fastifyCodeOf(error: unknown): RefusalCode | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return undefined;
  return FASTIFY_CODES[error.code];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
