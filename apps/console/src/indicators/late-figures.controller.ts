import { Asking, Requires } from '@goldenthread/access';
import { ASKED_VIEWS, SubmissionQueries } from '@goldenthread/indicators';
import { PartnershipAgenciesQueries, PartnershipAgencyRow } from '@goldenthread/partnership';
import { Controller, Get } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { lateFiguresCsv, lateFiguresPage } from './late-figures.page.js';

/** Who has not reported the figures that are asked of them: as at any date. */
@Controller()
export class LateFiguresController {
  constructor(
    private readonly pages: PageReadings,
    private readonly submissions: SubmissionQueries,
    private readonly agencies: PartnershipAgenciesQueries,
  ) {}

  @Get(paths.indicators.late)
  @Requires('indicator:read')
  async late(@Asked() request: FastifyRequest, @Asking() { scope, partnership }: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ...ASKED_VIEWS, PartnershipAgencyRow);
    const [asked, listed] = await Promise.all([
      this.submissions.asked(scope, reading.point),
      partnership === null ? [] : this.agencies.agencies(partnership, reading.point.position),
    ]);
    const names = new Map(listed.map(({ agency, name }) => [agency, name]));
    const nameOf = (agency: string): string => names.get(agency) ?? 'An agency that is not on the list';
    const page = lateFiguresPage(asked, nameOf, reading);
    return new Page('indicators/late', page, { point: reading.point, csv: lateFiguresCsv(asked, nameOf) });
  }
}
