import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  ActionHistoryRow,
  ActionRow,
  actionIdOf,
  ActionsQueries,
  DecideOnLetter,
  IssueAction,
  MakeRecommendation,
  recommendationIdOf,
  RecommendationRow,
  ResponseLetterRow,
  type LetterDecision,
} from '@goldenthread/actions';
import { newId } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { PartnershipReader } from '@goldenthread/partnership';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { letterPage } from './letter.page.js';
import { issuePage, recommendPage } from './recommend.page.js';
import { IssueForm, RecommendationForm, sourceOf } from './recommendation.form.js';
import { ORIGIN_VIEWS, Origins } from './origins.js';
import { chainPage, recommendationsPage, recommendationsTable } from './recommendation.page.js';
import { BareForm, WhyForm } from './step.form.js';
import { TakenUpSignals } from './taken-up-signals.js';

const RECOMMENDATION = { kind: 'recommendation', param: 'recommendation' };
const FAILURES = { kind: 'response-failures', param: 'failures' };

/** Recommendations with what follows from them, and letters to those who do not answer. */
@Controller()
export class RecommendationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly queries: ActionsQueries,
    private readonly partnerships: PartnershipReader,
    private readonly people: PeopleDirectory,
    private readonly origins: Origins,
    private readonly kept: KeptForms,
    private readonly signals: TakenUpSignals,
  ) {}

  @Get(paths.recommendations.all)
  @Requires('recommendation:read')
  async list(@Asked() request: FastifyRequest, @Asking() { scope }: Asking): Promise<Page> {
    const reading = await this.pages.of(request, RecommendationRow, ActionRow);
    const { position } = reading.point;
    const [recommendations, asked] = await Promise.all([
      this.queries.recommendations(scope, position),
      this.queries.askedAbout(scope, position),
    ]);
    const options = { point: reading.point, csv: recommendationsTable(recommendations, asked) };
    return new Page('actions/recommendations', recommendationsPage(recommendations, asked, reading), options);
  }

  /** @param proposal what a signal proposed, where the recommendation comes of that: the form begins with its words. */
  @Get(paths.recommendations.make)
  @Requires('recommendation:make')
  async ask(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Query('proposal') proposal: unknown): Promise<Page> {
    const typed = await this.kept.typed(request, RecommendationForm);
    const begun = typeof proposal === 'string' ? await this.signals.asRecommendation(request, asking, proposal) : undefined;
    return new Page('actions/ask', recommendPage(newId(), typed?.form ?? begun, typed?.errors));
  }

  @Post(paths.recommendations.make)
  @Requires('recommendation:make', { records: 'RecommendationMade' })
  async make(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RecommendationForm, body);
    const again = (said: readonly PageError[], status: number) => new Page('actions/ask', recommendPage(newId(), form, said), { status });
    if (errors.length > 0) return again(errors, 422);
    const { partnership } = asking;
    if (partnership === null) throw new RequestProblem('not-found');
    const wanted = { partnership, source: sourceOf(form, await this.subCommittee(partnership)), text: form.text, themes: form.themes };
    const order = { action: 'recommendation:make', subject: { partnership }, body: wanted };
    const context = commandOf(asking, body);
    const outcome = await attempt(() => this.commands.execute(new MakeRecommendation(context, order, wanted)));
    if ('refused' in outcome) return again([errorOf(outcome.refused)], statusOf(outcome.refused));
    await this.pages.wrote(request, outcome.done.position);
    const text = 'Now ask an agency to do something about it.';
    return new SeeOther(paths.recommendations.one(recommendationIdOf(context.commandId)), { title: 'Recommendation recorded', text });
  }

  @Get(paths.recommendations.one(':recommendation'))
  @Requires('recommendation:read-one', { resource: RECOMMENDATION })
  async one(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('recommendation') ref: string): Promise<Page> {
    const reading = await this.pages.of(request, RecommendationRow, ActionRow, ActionHistoryRow, ...ORIGIN_VIEWS);
    const { point } = reading;
    const chain = await this.queries.chain(ref, point.position);
    if (!chain) throw new RequestProblem('not-there-yet');
    const [origin, histories] = await Promise.all([
      this.origins.of(asking, point, chain.recommendation),
      Promise.all(chain.actions.map(({ action }) => this.queries.history(action, point.position))),
    ]);
    const view = chainPage({ ...chain, origin, histories }, may(asking, 'action:issue'), reading);
    return new Page('actions/chain', view, { point });
  }

  @Get(paths.recommendations.issue(':recommendation'))
  @Requires('action:issue', { resource: RECOMMENDATION })
  async askAction(@Asked() request: FastifyRequest, @Param('recommendation') ref: string): Promise<Page | SeeOther> {
    const typed = await this.kept.typed(request, IssueForm);
    return this.issuePage(request, ref, typed?.form, typed?.errors);
  }

  @Post(paths.recommendations.issue(':recommendation'))
  @Requires('action:issue', { resource: RECOMMENDATION, records: 'ActionIssued' })
  async issue(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('recommendation') ref: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(IssueForm, body);
    if (errors.length > 0) return this.issuePage(request, ref, form, errors, 422);
    const { what, agency, successMeasure, evidenceSought } = form;
    const wanted = { recommendation: ref, what, agency, dueOn: dayOf(form.dueOn) ?? '', successMeasure, evidenceSought };
    const order = { action: 'action:issue', subject: { recommendation: ref }, body: wanted };
    const context = commandOf(asking, body);
    const outcome = await attempt(() => this.commands.execute(new IssueAction(context, order, wanted)));
    if ('refused' in outcome) return this.issuePage(request, ref, form, [errorOf(outcome.refused)], statusOf(outcome.refused));
    await this.pages.wrote(request, outcome.done.position);
    const text = 'Its agency sees it now. Its time to respond is counted from the day it received it.';
    return new SeeOther(paths.actions.one(actionIdOf(context.commandId)), { title: 'Action issued', text });
  }

  @Get(paths.letters.one(':failures', ':letter'))
  @Requires('letter:read', { resource: FAILURES })
  async letter(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('failures') ref: string,
    @Param('letter') letter: string,
  ): Promise<Page> {
    return this.letterPage(request, asking, ref, letter);
  }

  @Post(paths.letters.issue(':failures', ':letter'))
  @Requires('letter:decide', { resource: FAILURES, records: 'ResponseLetterIssued' })
  async issueLetter(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('failures') ref: string,
    @Param('letter') letter: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    submitted(BareForm, body);
    return this.decide(request, asking, ref, { type: 'IssueLetter', letter: numberOf(letter) }, body);
  }

  @Post(paths.letters.hold(':failures', ':letter'))
  @Requires('letter:decide', { resource: FAILURES, records: 'ResponseLetterHeld' })
  async hold(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('failures') ref: string,
    @Param('letter') letter: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(WhyForm, body);
    if (errors.length > 0) return this.letterPage(request, asking, ref, letter, form, errors, 422);
    return this.decide(request, asking, ref, { type: 'HoldLetter', letter: numberOf(letter), reason: form.reason }, body);
  }

  private async decide(
    request: FastifyRequest,
    asking: Asking,
    ref: string,
    decision: LetterDecision,
    body: unknown,
  ): Promise<Page | SeeOther> {
    const letter = String(decision.letter);
    const order = { action: `letter:${decision.type}`, subject: { failures: ref, letter }, body: { ...decision } };
    const outcome = await attempt(() => this.commands.execute(new DecideOnLetter(commandOf(asking, body), order, ref, decision)));
    if ('refused' in outcome) {
      return this.letterPage(request, asking, ref, letter, {}, [errorOf(outcome.refused)], statusOf(outcome.refused));
    }
    await this.pages.wrote(request, outcome.done.position);
    const title = decision.type === 'IssueLetter' ? 'Letter issued' : 'Letter held';
    return new SeeOther(paths.letters.one(ref, letter), { title, text: 'The strategic partners are informed.' });
  }

  private async letterPage(
    request: FastifyRequest,
    asking: Asking,
    ref: string,
    letter: string,
    typed: { readonly reason?: string } = {},
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page> {
    const reading = await this.pages.of(request, ResponseLetterRow);
    const row = await this.queries.letter(ref, numberOf(letter), reading.point.position);
    const { partnership } = asking;
    if (!row || partnership === null) throw new RequestProblem('not-there-yet');
    const nameOf = await this.people.namesOf([row.decidedBy]);
    const name = (await this.partnerships.find(partnership))?.name ?? '';
    const view = letterPage(row, name, nameOf, may(asking, 'letter:decide'), newId(), reading, typed, errors);
    return new Page('actions/letter', view, { point: reading.point, status });
  }

  private async issuePage(
    request: FastifyRequest,
    ref: string,
    typed?: Partial<IssueForm>,
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page | SeeOther> {
    const reading = await this.pages.of(request, RecommendationRow, ActionRow);
    if (!reading.isNow) return new SeeOther(paths.recommendations.one(ref));
    const chain = await this.queries.chain(ref, reading.point.position);
    if (!chain) throw new RequestProblem('not-there-yet');
    const found = await this.partnerships.find(chain.recommendation.partnership);
    const agencies = (found?.agencies ?? []).map(({ id, name }) => ({ value: id, text: name }));
    return new Page('actions/ask', issuePage(chain.recommendation, agencies, newId(), typed, errors), { status });
  }

  /** The group that a recommendation of a meeting comes out of. */
  private async subCommittee(partnership: string): Promise<string> {
    return (await this.partnerships.find(partnership))?.groups.find(({ role }) => role === 'paqa')?.id ?? '';
  }
}

/** @throws RequestProblem where it is the number of no letter. */
function numberOf(letter: string): number {
  if (!/^[1-9]\d{0,5}$/.test(letter)) throw new RequestProblem('not-found');
  return Number(letter);
}
