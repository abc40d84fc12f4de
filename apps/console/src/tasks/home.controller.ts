import { Asking, Requires } from '@goldenthread/access';
import { Section11CycleRow, Section11Queries, Section11ReturnProgressRow } from '@goldenthread/section11';
import { Controller, Get } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { lookOf } from '../as-at/look.js';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { homeOf } from '../frame/navigation.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { tasksPage } from './tasks.page.js';

/** Home: an agency's tasks, or where the role has its work. */
@Controller()
export class HomeController {
  constructor(
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
  ) {}

  @Get(paths.home)
  @Requires('me:read')
  async home(@Asked() request: FastifyRequest, @Asking() { actor, scope }: Asking): Promise<Page | SeeOther> {
    const elsewhere = homeOf(actor.role);
    if (elsewhere !== undefined) return new SeeOther(withQuery(elsewhere, { asAt: lookOf(request).asAt }));
    const reading = await this.readings.of(request, Section11ReturnProgressRow, Section11CycleRow);
    if (!actor.role.startsWith('agency-'))
      return new Page('tasks/nothing', { title: 'Home', section: 'overview' }, { point: reading.point });
    const [returns, cycles] = await Promise.all([
      this.section11.progress({ ...scope, agency: actor.agency }, reading.point.position),
      this.section11.cycles(scope, reading.point.position),
    ]);
    const closedOn = new Map(cycles.map((row) => [row.cycle, row.closedOn]));
    return new Page('tasks/tasks', tasksPage(returns, closedOn, reading), { point: reading.point });
  }
}
