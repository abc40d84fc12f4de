import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { addDays } from '@goldenthread/calendar';
import { CHANGE_VIEWS, Changes, Readings } from '@goldenthread/http';
import { Controller, Get, Query } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { betweenFields } from '../as-at/between.page.js';
import { MOMENT_VIEWS, Moments } from '../as-at/moments.js';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { dayTyped, RecordForm } from './record.form.js';
import { momentsCsv, recordPage, type RecordFacts } from './record.page.js';

const VIEWS = [...CHANGE_VIEWS, ...MOMENT_VIEWS];

/** Looks at the record as it stood on any day, and walks from change to change. */
@Controller()
export class ScrutinyController {
  constructor(
    private readonly pages: PageReadings,
    private readonly readings: Readings,
    private readonly changes: Changes,
    private readonly moments: Moments,
    private readonly people: PeopleDirectory,
  ) {}

  @Get(paths.record)
  @Requires('change:list')
  async record(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ...VIEWS);
    const facts = await this.facts(asking, reading);
    const csv = { name: 'moments', text: () => momentsCsv(facts) };
    return new Page('scrutiny/record', recordPage(facts), { point: reading.point, csv });
  }

  /** Leads to the overview at the day that was typed. */
  @Get(paths.recordAt)
  @Requires('change:list')
  async recordAt(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Query() query: unknown): Promise<Page | SeeOther> {
    const reading = await this.pages.of(request, ...VIEWS);
    const { form } = submitted(RecordForm, query);
    const typed = dayTyped(form, reading.point.day);
    if ('day' in typed) return new SeeOther(withQuery(paths.overview, { asAt: typed.day }));
    const view = recordPage(await this.facts(asking, reading), form, [typed.error]);
    return new Page('scrutiny/record', view, { point: reading.point, status: 422 });
  }

  /** The page shows the whole strip whatever day is looked at: there is no walking on to what it does not show. */
  private async facts(asking: Asking, { point }: Reading): Promise<RecordFacts> {
    const now = point.isNow ? point : await this.readings.at({}, ...VIEWS);
    const dayBefore = await this.pages.endOf(addDays(point.day, -1), ...VIEWS);
    const [moments, density, { changes: lines, total: told }] = await Promise.all([
      this.moments.upTo(asking.scope, now),
      this.changes.density(asking, now.position),
      this.changes.page(asking, { after: dayBefore, upTo: point.position }),
    ]);
    const nameOf = await this.people.namesOf(lines.map(({ by }) => by.person));
    const between = betweenFields(moments, now.day);
    return { moments, density, told, lines, day: point.day, today: now.day, between, nameOf };
  }
}
