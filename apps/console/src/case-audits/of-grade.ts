import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** One agency's grade for one domain of one case, as the address names it. */
export interface OfGrade {
  readonly audit: string;
  readonly case: string;
  readonly agency: string;
  readonly domain: string;
}

/** Gives a handler the grade that its address names. */
export const OfGrade = createParamDecorator((_nothing: undefined, context): OfGrade => {
  return context.switchToHttp().getRequest<FastifyRequest<{ Params: OfGrade }>>().params;
});
