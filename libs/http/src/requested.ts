import type { CommandContext } from '@goldenthread/event-sourcing';
import { askingOf } from '@goldenthread/access';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parseIdempotencyKey, parsePrecondition, type Precondition } from './preconditions.js';

/** Gives a handler the context of its command: who acts, and the Idempotency-Key as its id. */
export const Commanded = createParamDecorator((_nothing: undefined, context): CommandContext => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { actor, partnership } = askingOf(request);
  return { commandId: parseIdempotencyKey(request.headers['idempotency-key']), actor, partnership };
});

/** Gives a handler what the change is based on: `If-Match` or `If-None-Match: *`. */
export const BasedOn = createParamDecorator((_nothing: undefined, context): Precondition => {
  return parsePrecondition(context.switchToHttp().getRequest<FastifyRequest>().headers);
});

/** A validated body as the plain data that commands and their digests are made of. */
export function plain<T extends object>(body: T): { [Field in keyof T]: T[Field] } {
  return JSON.parse(JSON.stringify(body)) as T;
}
