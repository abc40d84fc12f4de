import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { Readings } from '@goldenthread/http';
import { Controller, Get, Query } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { changesPage, changesTable } from './changes.page.js';
import { CHANGE_VIEWS, Changes } from './changes.js';
import { Asked, PageReadings } from './page-readings.js';

/** What has changed since a date: where the banner of every page at an earlier date leads. */
@Controller()
export class ChangesController {
  constructor(
    private readonly pages: PageReadings,
    private readonly readings: Readings,
    private readonly changes: Changes,
    private readonly people: PeopleDirectory,
  ) {}

  /** @param since a date, an instant or a position; absent: the beginning. */
  @Get(paths.changes)
  @Requires('change:own')
  async list(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Query('since') since: unknown): Promise<Page> {
    const { point } = await this.pages.of(request, ...CHANGE_VIEWS);
    const from = await this.readings.at({ asAt: typeof since === 'string' ? since : '0' }, ...CHANGE_VIEWS);
    const changes = await this.changes.between(scope, from.position, point.position);
    const names = await this.people.names(changes.map(({ by }) => by.person));
    const nameOf = (person: string): string => names.get(person) ?? person;
    const csv = { name: 'section-11-changes', text: () => changesTable(changes, nameOf) };
    return new Page('as-at/changes', changesPage(changes, from, nameOf), { point, csv });
  }
}
