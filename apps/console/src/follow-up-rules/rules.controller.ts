import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import { ChangeRules, FollowUpRulesRow, ProceedingsQueries } from '@goldenthread/actions';
import { newId } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { dayInWords } from '../words.js';
import { changesOf, RulesForm } from './rules.form.js';
import { rulesPage, rulesTable } from './rules.page.js';

/** The rules that a partnership follows up by. */
@Controller()
export class RulesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly queries: ProceedingsQueries,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.followUpRules)
  @Requires('rules:read')
  async read(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const typed = await this.kept.typed(request, RulesForm);
    return this.page(request, asking, typed?.form, typed?.errors);
  }

  @Post(paths.followUpRules)
  @Requires('rules:adopt', { records: 'FollowUpRulesAdopted' })
  async adopt(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RulesForm, body);
    if (errors.length > 0) return this.page(request, asking, form, errors, 422);
    const { partnership } = asking;
    if (partnership === null) throw new RequestProblem('not-found');
    const wanted = { partnership, from: dayOf(form.from) ?? '', reason: form.reason, changes: changesOf(form) };
    const order = { action: 'rules:adopt', subject: { partnership }, body: wanted };
    const outcome = await attempt(() => this.commands.execute(new ChangeRules(commandOf(asking, body), order, wanted)));
    if ('refused' in outcome) return this.page(request, asking, form, [errorOf(outcome.refused)], statusOf(outcome.refused));
    await this.pages.wrote(request, outcome.done.position);
    return new SeeOther(paths.followUpRules, { title: 'Rules adopted', text: `They hold from ${dayInWords(wanted.from)} on.` });
  }

  private async page(
    request: FastifyRequest,
    asking: Asking,
    form?: RulesForm,
    errors?: readonly PageError[],
    status?: number,
  ): Promise<Page> {
    const reading = await this.pages.of(request, FollowUpRulesRow);
    const { point } = reading;
    const adoptions = await this.queries.adoptions(asking.scope, point.position);
    const nameOf = await this.people.namesOf(adoptions.map(({ adoptedBy }) => adoptedBy));
    const view = rulesPage(adoptions, nameOf, may(asking, 'rules:adopt'), newId(), reading, form, errors);
    return new Page('follow-up-rules/rules', view, { point, status, csv: rulesTable(adoptions, nameOf) });
  }
}
