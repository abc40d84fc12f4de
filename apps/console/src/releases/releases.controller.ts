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
  WithdrawRelease,
  type ShownRelease,
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
import { ChoiceForm, ReleaseForm, sourceOf, WithdrawalForm } from './release.form.js';
import { releasePage, releasesPage, releasesTable, releaseTable, withdrawPage } from './release.page.js';

const ASK = 'actions/ask';

/** What leaves the restricted circle: the list, one release, how one is made (choose, look, confirm), and taken back. */
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
    const reading = await this.pages.of(request, ReleaseRow);
    const row = await this.find(asking, id, reading);
    const people = [row.madeBy, ...(row.withdrawn ? [row.withdrawn.by] : [])];
    const behind = isOfCircle(asking.actor.role) ? await this.people.namesOf(people) : undefined;
    const view = releasePage(row, { behind, mayWithdraw: may(asking, 'release:withdraw') }, reading);
    return new Page('releases/release', view, { point: reading.point, csv: releaseTable(row) });
  }

  @Get(paths.releases.withdraw(':release'))
  @Requires('release:withdraw')
  async askWithdrawal(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('release') id: string): Promise<Page> {
    const row = await this.find(asking, id, await this.pages.of(request, ReleaseRow));
    const typed = await this.kept.typed(request, WithdrawalForm);
    return new Page(ASK, withdrawPage(row, newId(), typed?.form, typed?.errors));
  }

  @Post(paths.releases.withdraw(':release'))
  @Requires('release:withdraw', { records: 'ReleaseWithdrawn' })
  async withdraw(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('release') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(WithdrawalForm, body);
    const row = await this.find(asking, id, await this.pages.of(request, ReleaseRow));
    const again = (said: readonly PageError[], status: number) => new Page(ASK, withdrawPage(row, newId(), form, said), { status });
    if (errors.length > 0) return again(errors, 422);
    const { partnership, release } = row;
    const order = { action: 'release:withdraw', subject: { release }, body: plain(form) };
    const withdrawal = { partnership, release, reason: form.reason };
    const outcome = await attempt(() => this.commands.execute(new WithdrawRelease(commandOf(asking, body), order, withdrawal)));
    if ('refused' in outcome) return again([errorOf(outcome.refused)], statusOf(outcome.refused));
    await this.pages.wrote(request, outcome.done.position);
    const text = 'Its page says so, and why. Tell those who have the table.';
    return new SeeOther(paths.releases.one(release), { title: 'Withdrawn', text });
  }

  private async find({ actor, partnership }: Asking, id: string, { point }: Reading): Promise<ShownRelease> {
    const row = isUuid(id) ? await this.queries.release({ partnership, role: actor.role }, id, point.position) : null;
    if (!row) throw new RequestProblem('not-found');
    return row;
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
