import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { CaseAuditQueries, CaseAuditReadingRow, CaseAuditRow } from '@goldenthread/case-audits';
import { AuditCircle } from '@goldenthread/http';
import { Controller, Get, Param } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { readingsCsv, readingsPage } from './readings.page.js';

/** The log of who read what of an audit. */
@Controller()
export class ReadingsController {
  constructor(
    private readonly readings: PageReadings,
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly people: PeopleDirectory,
  ) {}

  @Get(paths.audits.readings(':audit'))
  @Requires('case-audit:readings')
  async read(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page> {
    const reading = await this.readings.of(request, CaseAuditRow, CaseAuditReadingRow);
    const { audit } = await this.circle.find(id, asking, reading.point);
    const readings = await this.audits.readings(id, reading.point.position);
    const nameOf = await this.people.namesOf(readings.map(({ person }) => person));
    const facts = { audit, readings, reading, nameOf };
    return new Page('case-audits/readings', readingsPage(facts), { point: reading.point, csv: readingsCsv(facts) });
  }
}
