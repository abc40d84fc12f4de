import { Asking, Requires } from '@goldenthread/access';
import { contributionsCsv } from '@goldenthread/http';
import { ContributionQueries, ContributionRow } from '@goldenthread/indicators';
import { Controller, Get } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { contributionsPage } from './contributions.page.js';

/** What partners contribute to the partnership: as at any date. */
@Controller()
export class ContributionsController {
  constructor(
    private readonly pages: PageReadings,
    private readonly queries: ContributionQueries,
  ) {}

  @Get(paths.contributions)
  @Requires('contribution:read')
  async all(@Asked() request: FastifyRequest, @Asking() { scope }: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ContributionRow);
    const { point } = reading;
    const years = await this.queries.years(scope.partnership, point.position);
    return new Page('indicators/contributions', contributionsPage(years, reading), {
      point,
      csv: { name: 'contributions', text: () => contributionsCsv(years) },
    });
  }
}
