import { Asking, Requires } from '@goldenthread/access';
import { RequestProblem } from '@goldenthread/http';
import {
  ComparatorQueries,
  IndicatorDefinitionRow,
  IndicatorQueries,
  IndicatorValueRow,
  StatisticalNeighboursRow,
} from '@goldenthread/indicators';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { comparedPage, comparedTable } from './compared.page.js';
import { placesPage, placesTable } from './places.page.js';
import { signalsPage, signalsTable } from './signals.page.js';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, StatisticalNeighboursRow];

/** Indicators beside each other: one among its neighbours, one in all its places, and what stands out in all of them. */
@Controller()
export class IndicatorComparisonsController {
  constructor(
    private readonly pages: PageReadings,
    private readonly queries: IndicatorQueries,
    private readonly comparators: ComparatorQueries,
  ) {}

  @Get(paths.indicators.signals)
  @Requires('indicator:read')
  async signals(@Asked() request: FastifyRequest, @Asking() { scope }: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const lines = await this.queries.grid(scope, reading.point);
    return new Page('indicators/signals', signalsPage(lines, reading), { point: reading.point, csv: signalsTable(lines) });
  }

  @Get(paths.indicators.places(':code'))
  @Requires('indicator:read')
  async places(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Param('code') code: string): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const lines = await this.queries.grid(scope, reading.point, undefined, code);
    if (lines.length === 0) throw new RequestProblem(reading.isNow ? 'not-found' : 'not-there-yet');
    return new Page('indicators/places', placesPage(lines, reading), { point: reading.point, csv: placesTable(lines) });
  }

  /** @param model the year of the model whose neighbours are wanted; the latest unless said. */
  @Get(paths.indicators.compared(':code', ':place'))
  @Requires('indicator:read')
  async compared(
    @Asked() request: FastifyRequest,
    @Asking() { scope }: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
    @Query('model') model: unknown,
  ): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const wanted = typeof model === 'string' ? model : undefined;
    const comparison = await this.comparators.comparison(scope, code, place, reading.point, wanted);
    if (!comparison) throw new RequestProblem(reading.isNow ? 'not-found' : 'not-there-yet');
    return new Page('indicators/compared', comparedPage(comparison, reading), { point: reading.point, csv: comparedTable(comparison) });
  }
}
