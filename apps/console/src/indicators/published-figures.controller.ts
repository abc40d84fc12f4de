import { Requires } from '@goldenthread/access';
import { IndicatorDefinitionRow, IndicatorQueries, IndicatorValueRow } from '@goldenthread/indicators';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import { Controller, Get } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { publishedPage, publishedTable } from './published-figures.page.js';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, RegisterFactRow];

/** What is public of figures: those of partnerships that are known here by what they published, and by nothing else. */
@Controller()
export class PublishedFiguresPagesController {
  constructor(
    private readonly pages: PageReadings,
    private readonly queries: IndicatorQueries,
    private readonly registers: RegisterQueries,
  ) {}

  @Get(paths.indicators.published)
  @Requires('register:read')
  async published(@Asked() request: FastifyRequest): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const { point } = reading;
    // Where returns are held, figures are a partnership's own and not the public's.
    const known = (await this.registers.partnerships(point)).filter(({ returnsHeld }) => !returnsHeld);
    const all = await Promise.all(
      known.map(async ({ partnership, name }) => ({ name, series: await this.queries.every({ partnership }, point) })),
    );
    const published = all.filter(({ series }) => series.length > 0);
    return new Page('indicators/published', publishedPage(published, reading), { point, csv: publishedTable(published) });
  }
}
