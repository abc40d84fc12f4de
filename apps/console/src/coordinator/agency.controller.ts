import { Requires } from '@goldenthread/access';
import { RequestProblem } from '@goldenthread/http';
import {
  returnIdOf,
  Section11CycleRow,
  Section11Queries,
  Section11ReturnProgressRow,
  Section11StandardRow,
  Section11ToolRow,
} from '@goldenthread/section11';
import { Controller, Get, Param } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { agencyCsv, agencyPage } from './agency.page.js';

/** One agency in a cycle, as the business unit sees it: how far its return has come, and what can be done about it. */
@Controller()
export class AgencyController {
  constructor(
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
  ) {}

  @Get(paths.cycles.agency(':cycle', ':agency'))
  @Requires('return:progress', { resource: { kind: 'cycle', param: 'cycle' } })
  async one(@Asked() request: FastifyRequest, @Param('cycle') ref: string, @Param('agency') agency: string): Promise<Page> {
    const reading = await this.readings.of(request, Section11CycleRow, Section11ReturnProgressRow, Section11StandardRow, Section11ToolRow);
    const { position } = reading.point;
    const issued = returnIdOf(ref, agency);
    const [cycle, progress] = await Promise.all([this.section11.cycle(ref, position), this.section11.progressOf(issued, position)]);
    if (!cycle || !progress) throw new RequestProblem(reading.isNow ? 'not-found' : 'not-there-yet');
    const [tool, standards] = await Promise.all([
      this.section11.tool(cycle.toolCode, cycle.toolVersion, position),
      this.section11.standardsOf(issued, position),
    ]);
    const facts = { cycle, progress, headings: tool?.headings ?? [], standards };
    return new Page('coordinator/agency', agencyPage(facts, reading), { point: reading.point, csv: agencyCsv(facts) });
  }
}
