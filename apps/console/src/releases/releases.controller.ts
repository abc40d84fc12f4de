import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import { isUuid, newId } from '@goldenthread/event-sourcing';
import { plain, ReleaseDesk, RequestProblem } from '@goldenthread/http';
import {
  isOfCircle,
  MakeRelease,
  RELEASABLE_ROWS,
  ReleasableTables,
  releaseIdOf,
  ReleaseQueries,
  ReleaseRow,
} from '@goldenthread/releases';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, readingAt, type Reading } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { choosePage, lookPage } from './make.page.js';
import { ChoiceForm, ReleaseForm, sourceOf } from './release.form.js';
import { releasePage, releasesPage, releasesTable, releaseTable } from './release.page.js';

/** What leaves the restricted circle: the list, one release, and how one is made: choose, look, confirm. */
@Controller()
export class ReleasesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly desk: ReleaseDesk,
    private readonly tables: ReleasableTables,
    private readonly queries: ReleaseQueries,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.releases.all)
  @Requires('release:read')
  async list(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const { actor, partnership } = asking;
    const reading = await this.pages.of(request, ReleaseRow);
    const releases = await this.queries.releases({ partnership, role: actor.role }, reading.point.position);
    const view = releasesPage(releases, may(asking, 'release:make'), reading);
    return new Page('releases/releases', view, { point: reading.point, csv: releasesTable(releases) });
  }

  @Get(paths.releases.choose)
  @Requires('release:make')
  async ask(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    return this.choosing(request, asking);
  }

  @Get(paths.releases.look)
  @Requires('release:make')
  async look(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const { form, errors } = submitted(ChoiceForm, request.query);
    if (errors.length > 0) return this.choosing(request, asking, form, errors);
    const reading = await this.pages.of(request, ...RELEASABLE_ROWS);
    const typed = await this.kept.typed(request, ReleaseForm);
    return this.looking(asking, form, reading, { typed: typed?.form, errors: typed?.errors });
  }

  @Post(paths.releases.look)
  @Requires('release:make', { records: 'ReleaseMade' })
  async make(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ReleaseForm, body);
    const { title, audience, purpose, position, previewed, profile } = form;
    if (errors.some(({ href }) => href === '#position' || href === '#previewed')) throw new RequestProblem('invalid');
    const point = await this.desk.pointOf(position);
    const reading = readingAt(point, position);
    if (errors.length > 0) return this.looking(asking, form, reading, { typed: form, errors, status: 422 });
    const source = sourceOf(form);
    const { partnership, table } = await this.desk.look(asking, source, profile, point);
    const wanted = { partnership, title, audience, purpose, source, readAt: { position, day: point.day }, profile, table, previewed };
    const context = commandOf(asking, body);
    const order = { action: 'release:make', subject: { partnership }, body: plain(form) };
    const outcome = await attempt(() => this.commands.execute(new MakeRelease(context, order, wanted)));
    if ('refused' in outcome) {
      const { refused } = outcome;
      return this.looking(asking, form, reading, { typed: form, errors: [errorOf(refused)], status: statusOf(refused) });
    }
    await this.pages.wrote(request, outcome.done.position);
    const text = 'It stays as it is. Download it here, and give it to those it is for.';
    return new SeeOther(paths.releases.one(releaseIdOf(context.commandId)), { title: 'Released', text });
  }

  @Get(paths.releases.one(':release'))
  @Requires('release:read')
  async one(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('release') id: string): Promise<Page> {
    const { actor, partnership } = asking;
    const reading = await this.pages.of(request, ReleaseRow);
    const row = isUuid(id) ? await this.queries.release({ partnership, role: actor.role }, id, reading.point.position) : null;
    if (!row) throw new RequestProblem('not-found');
    const behind = isOfCircle(actor.role) ? await this.people.namesOf([row.madeBy]) : undefined;
    return new Page('releases/release', releasePage(row, behind, reading), { point: reading.point, csv: releaseTable(row) });
  }

  private async choosing(
    request: FastifyRequest,
    { partnership }: Asking,
    typed?: ChoiceForm,
    errors: readonly PageError[] = [],
  ): Promise<Page> {
    const reading = await this.pages.of(request, ...RELEASABLE_ROWS);
    if (partnership === null) throw new RequestProblem('not-found');
    const view = choosePage(await this.tables.choices(partnership, reading.point), reading, typed, errors);
    return new Page('releases/choose', view, { point: reading.point, status: errors.length > 0 ? 422 : 200 });
  }

  private async looking(
    asking: Asking,
    choice: ChoiceForm,
    reading: Reading,
    { typed, errors = [], status }: { typed?: ReleaseForm; errors?: readonly PageError[]; status?: number } = {},
  ): Promise<Page> {
    const { table, decided } = await this.desk.look(asking, sourceOf(choice), choice.profile, reading.point);
    const view = lookPage({ choice, table, decided, commandId: newId(), typed, errors }, reading);
    return new Page('releases/look', view, { point: reading.point, status });
  }
}
