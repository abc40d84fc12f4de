import { ROUTE_POLICY, type RoutePolicy } from '@goldenthread/access';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { fieldUnknown, parametersUnknown, RequestProblem } from './problem.js';
import { bringsFile } from './uploaded-file.js';

/**
 * Refuses what a handler does not take, which would otherwise be overlooked: a date on a change, say, or a body on a
 * submission. Public routes overlook it, since probes add what they like.
 */
@Injectable()
export class NothingUnaskedInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const policy = this.reflector.getAllAndOverride<RoutePolicy>(ROUTE_POLICY, [context.getHandler(), context.getClass()]);
    if (!('public' in policy)) refuseUnasked(context);
    return next.handle();
  }
}

function refuseUnasked(context: ExecutionContext): void {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { query, body } = request;
  bringsFile(request, context);
  const parameters = Object.keys(query as object);
  if (parameters.length > 0 && !takes(context, RouteParamtypes.QUERY)) throw parametersUnknown(parameters);
  if (isNothing(body) || takes(context, RouteParamtypes.BODY)) return;
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [''];
  throw new RequestProblem(
    'invalid',
    fields.map((field) => fieldUnknown(field && `/${field}`)),
  );
}

function isNothing(body: unknown): boolean {
  if (body === undefined || body === null) return true;
  return typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0;
}

function takes(context: ExecutionContext, what: RouteParamtypes): boolean {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as object | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${what}:`));
}
