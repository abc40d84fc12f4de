import { Asking, Requires } from '@goldenthread/access';
import { newId } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { PartnershipAgenciesQueries, PartnershipAgencyRow, RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import { cycleIdOf, OpenCycle, Section11CycleRow, Section11Queries, Section11ToolRow } from '@goldenthread/section11';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { OpenCycleForm, type CycleAnswers, type Step } from './open-cycle.form.js';
import { errorsBetween, firstAnswers, openCyclePage, stepAfter, tickedBy, type Choices } from './open-cycle.page.js';
import { openedPage } from './opened.page.js';
import { dayOf } from './typed-day.js';

const CYCLE = { kind: 'cycle', param: 'cycle' };

/** Opens a cycle step by step. The answers travel with the pages; nothing is recorded before the last one is confirmed. */
@Controller()
export class OpeningController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
    private readonly agencies: PartnershipAgenciesQueries,
    private readonly register: RegisterQueries,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.cycles.open)
  @Requires('cycle:open')
  async begin(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page | SeeOther> {
    const choices = await this.choices(request, asking);
    if (!choices) return new SeeOther(paths.cycles.open);
    const typed = await this.kept.typed(request, OpenCycleForm);
    if (typed) return page(typed.form.step, typed.form, choices, typed.errors);
    return page('title', firstAnswers(choices), choices);
  }

  @Post(paths.cycles.open)
  @Requires('cycle:open', { records: 'Section11CycleOpened' })
  async next(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const choices = await this.choices(request, asking);
    if (!choices) return new SeeOther(paths.cycles.open);
    const { form, errors } = submitted(OpenCycleForm, body);
    if (choices.noReturns !== undefined) return page('title', form, choices, [], 422);
    if (form.choose !== undefined && !errors.some(({ href }) => href === '#choose'))
      return page('agencies', tickedBy(form.choose, form, choices), choices);
    const all = [...errors, ...errorsBetween(form, choices)];
    if (form.step === 'check' && form.go === undefined && all.length === 0) return this.open(request, asking, form, choices, body);
    const to = stepAfter(form, all);
    return page(to.step, form, choices, to.errors, to.errors.length > 0 ? 422 : 200);
  }

  @Get(paths.cycles.opened(':cycle'))
  @Requires('cycle:open', { resource: CYCLE })
  async opened(@Asked() request: FastifyRequest, @Param('cycle') ref: string): Promise<Page> {
    const reading = await this.readings.of(request, Section11CycleRow);
    const cycle = await this.section11.cycle(ref, reading.point.position);
    if (!cycle) throw new RequestProblem('not-found');
    return new Page('coordinator/opened', openedPage(cycle, reading), { point: reading.point });
  }

  private async open(
    request: FastifyRequest,
    asking: Asking,
    form: OpenCycleForm,
    choices: Choices,
    body: unknown,
  ): Promise<Page | SeeOther> {
    const { partnership } = asking;
    const wanted = wantedOf(form);
    if (partnership === null) throw new RequestProblem('not-permitted');
    const context = commandOf(asking, body);
    const order = { action: 'cycle:open', subject: { partnership }, body: wanted };
    const outcome = await attempt(() => this.commands.execute(new OpenCycle(context, order, { ...wanted, partnership })));
    if ('refused' in outcome) return page('check', form, choices, [errorOf(outcome.refused)], statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.cycles.opened(cycleIdOf(context.commandId)));
  }

  /** Nothing where an earlier date is looked at: a cycle is opened now. */
  private async choices(request: FastifyRequest, { partnership }: Asking): Promise<Choices | undefined> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const { isNow, point } = await this.readings.of(request, Section11ToolRow, PartnershipAgencyRow, RegisterFactRow);
    if (!isNow) return undefined;
    const [tools, agencies, register] = await Promise.all([
      this.section11.tools(point.position),
      this.agencies.agencies(partnership, point.position),
      this.register.partnership(partnership, point),
    ]);
    return { tools, agencies, today: point.day, noReturns: register?.returnsHeld === false ? register.statement : undefined };
  }
}

function page(step: Step, answers: CycleAnswers, choices: Choices, errors: readonly PageError[] = [], status = 200): Page {
  return new Page('coordinator/open-cycle', openCyclePage(step, answers, choices, newId(), errors), { status });
}

/** What the cycle is opened with, of answers that are right. */
function wantedOf({ title, tool, opensOn, dueOn, agencies }: CycleAnswers): Omit<OpenCycle['wanted'], 'partnership'> {
  const [code = '', version] = tool.split('/');
  return {
    title,
    tool: { code, version: Number(version) },
    opensOn: dayOf(opensOn) ?? '',
    dueOn: dayOf(dueOn) ?? '',
    agencies: agencies.map((agency) => ({ agency })),
  };
}
