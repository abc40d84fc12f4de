import { RequestProblem } from '@goldenthread/http';
import type { FastifyRequest } from 'fastify';

/** How a page is asked to be looked at, by its address. */
export interface Look {
  /** The date, instant or position that the record is wanted as at; nothing for now. */
  readonly asAt?: string;
  readonly wantsCsv: boolean;
}

/** Reads a page's query. What it does not know it passes over: addresses gather parameters on their way through the world. */
export function lookOf({ query }: Pick<FastifyRequest, 'query'>): Look {
  const { asAt, format } = query as Record<string, unknown>;
  if (asAt === undefined || asAt === '') return { wantsCsv: format === 'csv' };
  if (typeof asAt !== 'string' || asAt.length > 40) throw new RequestProblem('as-at-unreadable');
  return { asAt, wantsCsv: format === 'csv' };
}
