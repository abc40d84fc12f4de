import { Asking, may, Requires } from '@goldenthread/access';
import { newId, type Refusal } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import {
  AdmitLateReturn,
  CloseCycle,
  ReopenReturn,
  Section11AnswerRow,
  Section11CycleRow,
  Section11FiguresQueries,
  Section11Queries,
  Section11ReturnProgressRow,
  Section11StandardRow,
} from '@goldenthread/section11';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { fieldsOf } from '../forms/fields.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { currentCycle } from '../section11/current-cycle.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { dayInWords } from '../words.js';
import { AdmitForm } from './admit.form.js';
import { admitPage } from './admit.page.js';
import { closeCyclePage } from './close-cycle.page.js';
import { curveCsv, dashboardCsv, dashboardPage, type DashboardFacts } from './dashboard.page.js';
import { ReopenForm } from './reopen.form.js';
import { reopenPage } from './reopen.page.js';
import { dayOf } from './typed-day.js';

const CYCLE = { kind: 'cycle', param: 'cycle' };
const RETURN = { kind: 'return', param: 'ref' };
const FINDINGS = [Section11CycleRow, Section11ReturnProgressRow, Section11StandardRow, Section11AnswerRow, RegisterFactRow];
const PROGRESS = [Section11CycleRow, Section11ReturnProgressRow];
const UNTOUCHED = -1;

/** How far a cycle has come, and what the business unit does to it once it is open. */
@Controller()
export class CyclesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
    private readonly figures: Section11FiguresQueries,
    private readonly register: RegisterQueries,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.cycles.all)
  @Requires('cycle:findings')
  async current(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    return this.dashboard(request, asking);
  }

  @Get(paths.cycles.one(':cycle'))
  @Requires('cycle:findings', { resource: CYCLE })
  async one(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('cycle') ref: string): Promise<Page> {
    return this.dashboard(request, asking, ref);
  }

  @Get(paths.cycles.close(':cycle'))
  @Requires('cycle:close', { resource: CYCLE })
  async askToClose(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('cycle') ref: string): Promise<Page | SeeOther> {
    return this.closePage(request, asking, ref);
  }

  @Post(paths.cycles.close(':cycle'))
  @Requires('cycle:close', { resource: CYCLE, records: 'Section11CycleClosed' })
  async close(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('cycle') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const order = { action: 'cycle:close', subject: { cycle: ref }, body: null };
    const outcome = await attempt(() => this.commands.execute(new CloseCycle(commandOf(asking, body), order, ref)));
    if ('refused' in outcome) return this.closePage(request, asking, ref, refusal(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.cycles.one(ref), {
      title: 'Cycle closed',
      text: 'Nothing more can be submitted, but by those whom you admit late.',
    });
  }

  @Get(paths.cycles.admit(':cycle'))
  @Requires('cycle:admit', { resource: CYCLE })
  async askToAdmit(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('cycle') ref: string,
    @Query('agency') agency: unknown,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, AdmitForm);
    const form = kept?.form ?? { agency: typeof agency === 'string' ? agency : undefined };
    return this.admitPage(request, asking, ref, form, { errors: kept?.errors ?? [] });
  }

  @Post(paths.cycles.admit(':cycle'))
  @Requires('cycle:admit', { resource: CYCLE, records: 'Section11LateReturnAdmitted' })
  async admit(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('cycle') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(AdmitForm, body);
    if (errors.length > 0) return this.admitPage(request, asking, ref, form, { errors, status: 422 });
    const admission = { agency: form.agency, until: dayOf(form.until) ?? '', reason: form.reason };
    const order = { action: 'cycle:admit', subject: { cycle: ref }, body: admission };
    const outcome = await attempt(() => this.commands.execute(new AdmitLateReturn(commandOf(asking, body), order, ref, admission)));
    if ('refused' in outcome) return this.admitPage(request, asking, ref, form, refusal(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.cycles.one(ref), {
      title: 'Late return admitted',
      text: `The agency can return until ${dayInWords(admission.until)}.`,
    });
  }

  @Get(paths.returns.reopen(':ref'))
  @Requires('return:reopen', { resource: RETURN })
  async askToReopen(@Asked() request: FastifyRequest, @Param('ref') ref: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, ReopenForm);
    return this.reopenPage(request, ref, kept?.form, { errors: kept?.errors ?? [], basedOn: kept?.basedOn });
  }

  @Post(paths.returns.reopen(':ref'))
  @Requires('return:reopen', { resource: RETURN, records: 'Section11ReturnReopened' })
  async reopen(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('ref') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ReopenForm, body);
    if (errors.length > 0) return this.reopenPage(request, ref, form, { errors, status: 422, basedOn: fieldsOf(body).basedOn });
    const { reason } = form;
    const order = { action: 'return:reopen', subject: { return: ref }, body: { reason } };
    const reopening = { reason, basedOn: basedOnOf(body) ?? UNTOUCHED };
    const outcome = await attempt(() => this.commands.execute(new ReopenReturn(commandOf(asking, body), order, ref, reopening)));
    if ('refused' in outcome) return this.reopenPage(request, ref, form, refusal(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    const progress = await this.section11.progressOf(ref, outcome.done.position);
    return new SeeOther(progress ? paths.cycles.one(progress.cycle) : paths.cycles.all, {
      title: 'Return reopened',
      text: 'It is back with its agency. Until it is submitted again, the partnership sees it as it was.',
    });
  }

  private async dashboard(request: FastifyRequest, asking: Asking, ref?: string): Promise<Page> {
    const { scope, partnership } = asking;
    const reading = await this.readings.of(request, ...FINDINGS);
    const { position, day } = reading.point;
    const runsCycles = may(asking, 'cycle:open');
    const [cycles, register] = await Promise.all([
      this.section11.cycles(scope, position),
      partnership === null ? undefined : this.register.partnership(partnership, reading.point),
    ]);
    const noReturns = register?.returnsHeld === false ? register.statement : undefined;
    const cycle = ref === undefined ? currentCycle(cycles, day) : cycles.find((one) => one.cycle === ref);
    if (ref !== undefined && !cycle) throw new RequestProblem('not-found');
    if (!cycle)
      return new Page('coordinator/dashboard', dashboardPage(undefined, [], reading, runsCycles, noReturns), { point: reading.point });
    const [findings, progress] = await Promise.all([
      this.figures.findings(scope, position, day, cycle.cycle),
      this.section11.progress(scope, position, cycle.cycle),
    ]);
    if (!findings) throw new RequestProblem('not-found');
    const facts: DashboardFacts = { ...findings, cycle, progress };
    return new Page('coordinator/dashboard', dashboardPage(facts, cycles, reading, runsCycles, noReturns), {
      point: reading.point,
      csv: dashboardCsv(facts, reading),
      otherTables: { response: curveCsv(facts) },
    });
  }

  private async closePage(
    request: FastifyRequest,
    { scope }: Asking,
    ref: string,
    { errors, status }: Said = { errors: [] },
  ): Promise<Page | SeeOther> {
    const reading = await this.readings.of(request, ...PROGRESS);
    if (!reading.isNow) return new SeeOther(paths.cycles.close(ref));
    const cycle = await this.cycle(ref, reading);
    const response = await this.figures.response(scope, reading.point.position, reading.point.day, ref);
    return new Page('coordinator/close-cycle', closeCyclePage(cycle, response, reading, newId(), errors), { status });
  }

  private async admitPage(
    request: FastifyRequest,
    { scope }: Asking,
    ref: string,
    form: Partial<AdmitForm>,
    { errors, status }: Said,
  ): Promise<Page | SeeOther> {
    const reading = await this.readings.of(request, ...PROGRESS);
    if (!reading.isNow) return new SeeOther(paths.cycles.admit(ref));
    const cycle = await this.cycle(ref, reading);
    const progress = await this.section11.progress(scope, reading.point.position, ref);
    return new Page('coordinator/admit', admitPage(cycle, progress, newId(), form, errors), { status });
  }

  private async reopenPage(
    request: FastifyRequest,
    ref: string,
    form: Partial<ReopenForm> | undefined,
    { errors, status, basedOn }: Said,
  ): Promise<Page | SeeOther> {
    const reading = await this.readings.of(request, ...PROGRESS);
    if (!reading.isNow) return new SeeOther(paths.returns.reopen(ref));
    const progress = await this.section11.progressOf(ref, reading.point.position);
    if (!progress) throw new RequestProblem('not-found');
    const cycle = await this.cycle(progress.cycle, reading);
    return new Page('coordinator/reopen', reopenPage(progress, cycle, reading, newId(), form, errors, basedOn), { status });
  }

  private async cycle(ref: string, { point }: Reading): Promise<Section11CycleRow> {
    const cycle = await this.section11.cycle(ref, point.position);
    if (!cycle) throw new RequestProblem('not-found');
    return cycle;
  }
}

/** What a page says again to whoever sent it, and with which status. */
interface Said {
  readonly errors: readonly PageError[];
  readonly status?: number;
  readonly basedOn?: string;
}

function refusal(refused: Refusal): Said {
  return { errors: [errorOf(refused)], status: statusOf(refused) };
}
