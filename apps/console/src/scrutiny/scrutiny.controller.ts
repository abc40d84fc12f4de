import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { Readings } from '@goldenthread/http';
import { GroupMeetingRow, RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import {
  Section11ChangeRow,
  Section11CycleRow,
  Section11FiguresQueries,
  Section11Queries,
  Section11ReturnProgressRow,
} from '@goldenthread/section11';
import { Controller, Get, Query } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { dayTyped, RecordForm } from './record.form.js';
import { recordPage, type Moment } from './record.page.js';

/** Looks at the record as it stood on any day, and at what happened between two. */
@Controller()
export class ScrutinyController {
  constructor(
    private readonly pages: PageReadings,
    private readonly readings: Readings,
    private readonly section11: Section11Queries,
    private readonly figures: Section11FiguresQueries,
    private readonly register: RegisterQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get(paths.record)
  @Requires('change:list')
  async record(@Asked() request: FastifyRequest, @Asking() { scope }: Asking): Promise<Page> {
    const reading = await this.read(request);
    const [moments, density] = await Promise.all([this.moments(scope, reading), this.section11.density(scope, reading.point.position)]);
    return new Page('scrutiny/record', recordPage(moments, density, reading), { point: reading.point });
  }

  /** Leads to the overview at the day that was typed. */
  @Get(paths.recordAt)
  @Requires('change:list')
  async recordAt(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Query() query: unknown): Promise<Page | SeeOther> {
    const reading = await this.read(request);
    const { form } = submitted(RecordForm, query);
    const typed = dayTyped(form, reading.point.day);
    if ('day' in typed) return new SeeOther(withQuery(paths.overview, { asAt: typed.day }));
    const [moments, density] = await Promise.all([this.moments(scope, reading), this.section11.density(scope, reading.point.position)]);
    return new Page('scrutiny/record', recordPage(moments, density, reading, form, [typed.error]), { point: reading.point, status: 422 });
  }

  private read(request: FastifyRequest): Promise<Reading> {
    return this.pages.of(request, Section11ChangeRow, Section11CycleRow, Section11ReturnProgressRow, GroupMeetingRow, RegisterFactRow);
  }

  /** The days one would ask about: when the sub-committee met, and when cycles opened, were due and closed. */
  private async moments(scope: Asking['scope'], { point }: Reading): Promise<Moment[]> {
    if (scope.partnership === null) return [];
    const register = await this.register.partnership(scope.partnership, point);
    const group = register?.groups.find(({ role }) => role === 'paqa');
    const [cycles, meetings] = await Promise.all([
      this.section11.cycles(scope, point.position),
      group ? this.register.meetings(scope.partnership, group.group, point) : [],
    ]);
    return [
      ...meetings.map(({ heldOn }) => ({ day: heldOn, label: `${group?.shortName ?? 'Sub-committee'} met` })),
      ...cycles.flatMap(({ title, opensOn, dueOn, closedOn }) => [
        { day: opensOn, label: `${title} opened` },
        { day: dueOn, label: `${title} due` },
        ...(closedOn === null ? [] : [{ day: closedOn, label: `${title} closed` }]),
      ]),
    ];
  }
}
