import { problemOf } from '@goldenthread/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorPage } from './error.page.js';

/** What is said before there is a route, and so no page: of a part of an address longer than any id, for instance. */
export function plainError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { title, sentences } = errorPage(error, request.id);
  return reply
    .status(problemOf(error).status)
    .header('Cache-Control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(`${title}\n\n${sentences.join('\n')}\n`);
}
