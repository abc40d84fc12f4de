import type { CommandContext } from '@goldenthread/event-sourcing';
import { askingOf } from '@goldenthread/access';
import { createParamDecorator, type ParamDecoratorEnhancer } from '@nestjs/common';
import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { parseIdempotencyKey, parsePrecondition, type Precondition } from './preconditions.js';

/** Describes a header on the very parameter that is read from it, so that no route can forget to. */
function describing(header: ApiHeaderOptions): ParamDecoratorEnhancer {
  return (target, method) => {
    const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    if (method !== undefined && descriptor) ApiHeader(header)(target, method, descriptor);
  };
}

/** Gives a handler the context of its command: who acts, and the Idempotency-Key as its id. */
export const Commanded = createParamDecorator(
  (_nothing: undefined, context): CommandContext => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { actor, partnership } = askingOf(request);
    return { commandId: parseIdempotencyKey(request.headers['idempotency-key']), actor, partnership };
  },
  [
    describing({
      name: 'Idempotency-Key',
      required: true,
      schema: { type: 'string', format: 'uuid' },
      description: 'A UUID you make up, the same for each retry: the change is recorded once, and each retry is answered alike.',
    }),
  ],
);

/** Gives a handler what the change is based on: `If-Match` or `If-None-Match: *`. */
export const BasedOn = createParamDecorator(
  (_nothing: undefined, context): Precondition => {
    return parsePrecondition(context.switchToHttp().getRequest<FastifyRequest>().headers);
  },
  [
    describing({
      name: 'If-Match',
      example: '"17"',
      description: 'The ETag of what this change is based on, as it was read. One of If-Match and If-None-Match is needed.',
    }),
    describing({ name: 'If-None-Match', schema: { type: 'string', enum: ['*'] }, description: 'Where nothing stood there yet.' }),
  ],
);

/** A validated body as the plain data that commands and their digests are made of. */
export function plain<T extends object>(body: T): { [Field in keyof T]: T[Field] } {
  return JSON.parse(JSON.stringify(body)) as T;
}
