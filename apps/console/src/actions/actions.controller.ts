import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  ActionHistoryRow,
  ActionRow,
  ActionsQueries,
  ATTENTION_VIEWS,
  overdueMoments,
  RecommendationRow,
  TakeActionStep,
  type RegisterFilter,
  type ShownAction,
} from '@goldenthread/actions';
import { newId } from '@goldenthread/event-sourcing';
import { Readings, RequestProblem } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { fieldsOf } from '../forms/fields.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { actionPage } from './action.page.js';
import { attentionPage } from './attention.page.js';
import { filterOf } from './filter.js';
import { overduePage, overdueTable, type OverdueOverTime } from './overdue.page.js';
import { registerPage, registerTable } from './register.page.js';
import { stepPage } from './step.page.js';
import { STEPS, stepsFor, type Step, type StepGroup, type Viewer } from './steps.js';

const ACTION = { kind: 'action', param: 'action' };
const GROUPS: readonly StepGroup[] = ['receive', 'respond', 'progress', 'judge', 'steer'];
const MONTHS = 6;

/** The register, one action, and what can be done with it. */
@Controller()
export class ActionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly readings: Readings,
    private readonly queries: ActionsQueries,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.actions.all)
  @Requires('action:list')
  async register(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const { scope } = asking;
    const reading = await this.pages.of(request, ActionRow, RecommendationRow);
    const filter: RegisterFilter = filterOf(request);
    const seesAll = scope.agency === undefined;
    const [actions, all, overdue] = await Promise.all([
      this.queries.register(scope, reading.point, filter),
      this.queries.register(scope, reading.point),
      seesAll ? this.overdueBy(scope, reading.point) : [],
    ]);
    const mayRecommend = may(asking, 'recommendation:make');
    const view = registerPage({ actions, all, filter, overdue, seesAll, mayRecommend }, reading);
    return new Page('actions/register', view, { point: reading.point, csv: registerTable(actions, reading.point.day) });
  }

  @Get(paths.overdueActions)
  @Requires('attention:read')
  async overdue(@Asked() request: FastifyRequest, @Asking() { scope }: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ActionRow);
    const overdue = await this.overdueBy(scope, reading.point);
    return new Page('actions/overdue', overduePage(overdue, reading), { point: reading.point, csv: overdueTable(overdue) });
  }

  @Get(paths.attention)
  @Requires('attention:read')
  async attention(@Asked() request: FastifyRequest, @Asking() { scope }: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ...ATTENTION_VIEWS);
    const { lines, left } = await this.queries.attention(scope, reading.point);
    return new Page('actions/attention', attentionPage(lines, left, reading), { point: reading.point });
  }

  @Get(paths.actions.one(':action'))
  @Requires('action:read', { resource: ACTION })
  async one(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('action') ref: string): Promise<Page> {
    const reading = await this.pages.of(request, ActionRow, RecommendationRow, ActionHistoryRow);
    const { position } = reading.point;
    const [action, history] = await Promise.all([this.queries.action(ref, position), this.queries.history(ref, position)]);
    if (!action) throw new RequestProblem('not-there-yet');
    const nameOf = await this.people.namesOf([action.owner, ...history.map(({ actorPerson }) => actorPerson)]);
    return new Page('actions/action', actionPage(action, history, nameOf, viewerOf(asking), reading), { point: reading.point });
  }

  @Get(paths.actions.step(':action', 'receive', ':step'))
  @Requires('action:receive', { resource: ACTION })
  askReceipt(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
  ): Promise<Page | SeeOther> {
    return this.ask(request, asking, ref, 'receive', key);
  }

  @Post(paths.actions.step(':action', 'receive', ':step'))
  @Requires('action:receive', { resource: ACTION, records: 'ActionReceived' })
  receive(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, ref, 'receive', key, body);
  }

  @Get(paths.actions.step(':action', 'respond', ':step'))
  @Requires('action:respond', { resource: ACTION })
  askResponse(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
  ): Promise<Page | SeeOther> {
    return this.ask(request, asking, ref, 'respond', key);
  }

  @Post(paths.actions.step(':action', 'respond', ':step'))
  @Requires('action:respond', { resource: ACTION, records: 'ActionAccepted or ActionRefused' })
  respond(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, ref, 'respond', key, body);
  }

  @Get(paths.actions.step(':action', 'progress', ':step'))
  @Requires('action:progress', { resource: ACTION })
  askProgress(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
  ): Promise<Page | SeeOther> {
    return this.ask(request, asking, ref, 'progress', key);
  }

  @Post(paths.actions.step(':action', 'progress', ':step'))
  @Requires('action:progress', { resource: ACTION, records: 'ActionProgressReported or ActionCompletionClaimed' })
  progress(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, ref, 'progress', key, body);
  }

  @Get(paths.actions.step(':action', 'judge', ':step'))
  @Requires('action:judge', { resource: ACTION })
  askJudgement(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
  ): Promise<Page | SeeOther> {
    return this.ask(request, asking, ref, 'judge', key);
  }

  @Post(paths.actions.step(':action', 'judge', ':step'))
  @Requires('action:judge', { resource: ACTION, records: 'ActionCompletionAccepted, ActionCompletionReturned or ActionImpactReviewed' })
  judge(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, ref, 'judge', key, body);
  }

  @Get(paths.actions.step(':action', 'steer', ':step'))
  @Requires('action:steer', { resource: ACTION })
  askSteering(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
  ): Promise<Page | SeeOther> {
    return this.ask(request, asking, ref, 'steer', key);
  }

  @Post(paths.actions.step(':action', 'steer', ':step'))
  @Requires('action:steer', { resource: ACTION, records: 'ActionReopened or ActionSuperseded' })
  steer(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('action') ref: string,
    @Param('step') key: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, ref, 'steer', key, body);
  }

  /** Each moment is read as at itself: what a reader was shown at the end of that month. */
  private async overdueBy(scope: Asking['scope'], point: ReadingPoint): Promise<OverdueOverTime> {
    const moments = await overdueMoments(point, MONTHS, (asAt) => this.readings.at({ asAt }, ActionRow));
    return Promise.all(moments.map(async (moment) => ({ day: moment.day, agencies: await this.queries.overdue(scope, moment) })));
  }

  private async ask(request: FastifyRequest, asking: Asking, ref: string, group: StepGroup, key: string): Promise<Page | SeeOther> {
    const step = stepOf(group, key);
    const typed = await this.kept.typed(request, step.form);
    return this.stepPage(request, asking, ref, step, typed?.form, { errors: typed?.errors ?? [], basedOn: typed?.basedOn });
  }

  private async take(
    request: FastifyRequest,
    asking: Asking,
    ref: string,
    group: StepGroup,
    key: string,
    body: unknown,
  ): Promise<Page | SeeOther> {
    const step = stepOf(group, key);
    const { form, errors } = submitted(step.form, body);
    const { basedOn } = fieldsOf(body);
    if (errors.length > 0) return this.stepPage(request, asking, ref, step, form, { errors, status: 422, basedOn });
    const wanted = step.wanted(form as never, basedOnOf(body) ?? -1);
    const order = { action: `action:${key}`, subject: { action: ref }, body: JSON.parse(JSON.stringify(wanted)) as object };
    const outcome = await attempt(() => this.commands.execute(new TakeActionStep(commandOf(asking, body), order, ref, wanted)));
    if ('refused' in outcome) {
      const { refused } = outcome;
      return this.stepPage(request, asking, ref, step, form, { errors: [errorOf(refused)], status: statusOf(refused) });
    }
    await this.pages.wrote(request, outcome.done.position);
    return new SeeOther(paths.actions.one(ref), { title: step.done, text: 'It is on record, and can be read on the page of the action.' });
  }

  private async stepPage(
    request: FastifyRequest,
    asking: Asking,
    ref: string,
    step: Step,
    typed: object | undefined,
    { errors, status, basedOn }: { readonly errors: readonly PageError[]; readonly status?: number; readonly basedOn?: string },
  ): Promise<Page | SeeOther> {
    const reading = await this.pages.of(request, ActionRow, RecommendationRow);
    const action = await this.queries.action(ref, reading.point.position);
    if (!action) throw new RequestProblem('not-there-yet');
    // What is no longer possible is not asked for; what was sent is answered with what stands in its way.
    if (!reading.isNow || (errors.length === 0 && !stepsFor(action, viewerOf(asking)).includes(step)))
      return new SeeOther(paths.actions.one(ref));
    const others = step.key === 'supersede' ? await this.others(asking, action, reading.point) : [];
    return new Page('actions/ask', stepPage(action, step, others, newId(), typed, errors, basedOn), { status });
  }

  /** The actions that may take another's place. */
  private async others(
    { scope }: Asking,
    { action }: ShownAction,
    point: { position: bigint; day: string },
  ): Promise<{ value: string; text: string }[]> {
    const open = await this.queries.register(scope, point, { status: 'open' });
    return open.filter((one) => one.action !== action).map((one) => ({ value: one.action, text: `${one.agencyName}: ${one.what}` }));
  }
}

function stepOf(group: StepGroup, key: string): Step {
  const step = STEPS.find((one) => one.group === group && one.key === key);
  if (!step) throw new RequestProblem('not-found');
  return step;
}

function viewerOf(asking: Asking): Viewer {
  const groups = GROUPS.filter((group) => may(asking, `action:${group}`));
  return { agency: asking.actor.agency, groups, seesAll: asking.scope.agency === undefined };
}
