import { Refusal, type Day, type Position } from '@goldenthread/event-sourcing';
import { Readings } from '@goldenthread/http';
import type { ReadingPoint, RowClass } from '@goldenthread/read-models';
import { Injectable, type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { withQuery } from '../paths.js';
import { Visits } from '../sign-in/visits.js';
import { lookOf } from './look.js';

/** The one place in the record that a page is read at, and how its links stay there. */
export interface Reading {
  readonly point: ReadingPoint;
  /** Whether the page shows the record as it is now: only then can anything be done on it. */
  readonly isNow: boolean;
  /** The address of another page, at the same date. */
  readonly go: Go;
}

export type Go = (path: string) => string;

/** Gives a handler the request, for `PageReadings.of`. */
export const Asked = createParamDecorator((_nothing: undefined, context: ExecutionContext): FastifyRequest => {
  return context.switchToHttp().getRequest<FastifyRequest>();
});

/** Finds where in the record a page is read: at the date in its address, and never before what its reader last wrote. */
@Injectable()
export class PageReadings {
  constructor(
    private readonly readings: Readings,
    private readonly visits: Visits,
  ) {}

  /** @param rows the views that the page is made of. */
  async of(request: FastifyRequest, ...rows: readonly RowClass[]): Promise<Reading> {
    const { asAt } = lookOf(request);
    const written = (await this.visits.of(request))?.written;
    const point = await this.readings.at({ asAt, minPosition: written }, ...rows);
    return readingAt(point, asAt);
  }

  /** The newest position at the end of a day; before the first where nothing had been recorded by then. */
  async endOf(day: Day, ...rows: readonly RowClass[]): Promise<Position> {
    try {
      return (await this.readings.at({ asAt: day }, ...rows)).position;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'as-at-before-first') return -1n;
      throw error;
    }
  }

  /** Notes what was just written, so that the pages that follow show it. */
  async wrote(request: FastifyRequest, position: Position): Promise<void> {
    const written = (await this.visits.of(request))?.written;
    if (written === undefined || BigInt(written) < position) await this.visits.change(request, { written: String(position) });
  }
}

/** @param asked the date as it stands in the address. */
export function readingAt(point: ReadingPoint, asked: string | undefined): Reading {
  const go: Go = point.isNow ? (path) => path : (path) => withQuery(path, { asAt: asked ?? String(point.position) });
  return { point, isNow: point.isNow, go };
}
