import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import { newId, type DomainEvent, type Executed } from '@goldenthread/event-sourcing';
import { plain, RequestProblem } from '@goldenthread/http';
import {
  AnswerProposal,
  DecidePerformanceRisk,
  FollowUpQueries,
  IndicatorDefinitionRow,
  IndicatorQueries,
  IndicatorValueRow,
  PerformanceRiskRow,
  RaisePerformanceRisk,
  SignalProposalRow,
  StatisticalNeighboursRow,
  type TakenUpAs,
} from '@goldenthread/indicators';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { AnswerForm, RiskDecisionForm, RiskForm } from './follow-up.form.js';
import { answerPage, followUpPage, followUpTable, namedBy, raisePage, riskPage, type FollowUpFacts } from './follow-up.page.js';

const ROWS = [IndicatorDefinitionRow, SignalProposalRow, PerformanceRiskRow];
const FORM = 'indicators/follow-up-form';

/** What follows from signals: proposals taken up or set aside, and risks that the Board is told of and decides on. */
@Controller()
export class FollowUpPagesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly queries: FollowUpQueries,
    private readonly indicators: IndicatorQueries,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.indicators.followUp)
  @Requires('performance:read')
  async all(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const facts = await this.facts(asking, reading);
    const view = followUpPage(facts, reading);
    return new Page('indicators/follow-up', view, { point: reading.point, csv: followUpTable(facts) });
  }

  @Get(paths.indicators.answer(':proposal'))
  @Requires('performance:follow')
  async askAnswer(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('proposal') proposal: string): Promise<Page> {
    const typed = await this.kept.typed(request, AnswerForm);
    return this.answering(request, asking, proposal, typed?.form, typed?.errors);
  }

  @Post(paths.indicators.answer(':proposal'))
  @Requires('performance:follow', { records: 'SignalProposalAccepted' })
  async answer(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('proposal') proposal: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(AnswerForm, body);
    if (errors.length > 0) return this.answering(request, asking, proposal, form, errors, 422);
    const order = { action: 'performance:answer', subject: { proposal }, body: plain(form) };
    const takenUpAs = form.answer === 'set-aside' ? undefined : form.answer;
    const said = { proposal, partnership: partnershipOf(asking), words: form.words, takenUpAs, basedOn: basedOnOf(body) ?? -1 };
    const outcome = await this.carry(request, new AnswerProposal(commandOf(asking, body), order, said));
    if (outcome) return this.answering(request, asking, proposal, form, [outcome.error], outcome.status);
    return new SeeOther(paths.indicators.followUp, { title: 'Recorded', text: 'What follows from the signal is on record.' });
  }

  @Get(paths.indicators.raiseRisk)
  @Requires('performance:follow')
  async askRisk(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const typed = await this.kept.typed(request, RiskForm);
    return this.raising(request, asking, typed?.form, typed?.errors);
  }

  @Post(paths.indicators.raiseRisk)
  @Requires('performance:follow', { records: 'PerformanceRiskRaised' })
  async raise(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RiskForm, body);
    if (errors.length > 0) return this.raising(request, asking, form, errors, 422);
    const order = { action: 'performance:raise', subject: {}, body: plain(form) };
    const [code = '', place] = form.about?.split(' ') ?? [];
    const about = place === undefined ? [] : [{ code, place }];
    const raised = { partnership: partnershipOf(asking), title: form.title, why: form.why, about };
    const outcome = await this.carry(request, new RaisePerformanceRisk(commandOf(asking, body), order, raised));
    if (outcome) return this.raising(request, asking, form, [outcome.error], outcome.status);
    return new SeeOther(paths.indicators.followUp, { title: 'Raised', text: 'The Board is told of the risk.' });
  }

  @Get(paths.indicators.risk(':risk'))
  @Requires('performance:read')
  async risk(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('risk') risk: string): Promise<Page> {
    const typed = await this.kept.typed(request, RiskDecisionForm);
    return this.deciding(request, asking, risk, typed?.form, typed?.errors);
  }

  @Post(paths.indicators.risk(':risk'))
  @Requires('performance:decide', { records: 'PerformanceRiskDecided' })
  async decide(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('risk') risk: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RiskDecisionForm, body);
    if (errors.length > 0) return this.deciding(request, asking, risk, form, errors, 422);
    const order = { action: 'performance:decide', subject: { risk }, body: plain(form) };
    const { decision, words } = form;
    const callBackOn = dayOf(form.callBackOn);
    const said = { partnership: partnershipOf(asking), decision, words, decidedOn: dayOf(form.decidedOn) ?? '' };
    const decided = callBackOn === undefined ? said : { ...said, callBackOn };
    const outcome = await this.carry(
      request,
      new DecidePerformanceRisk(commandOf(asking, body), order, risk, decided, basedOnOf(body) ?? -1),
    );
    if (outcome) return this.deciding(request, asking, risk, form, [outcome.error], outcome.status);
    return new SeeOther(paths.indicators.risk(risk), { title: 'Decision recorded', text: 'What the Board decided is on record.' });
  }

  /** @returns nothing where it was done; else what is wrong, and the status that says so. */
  private async carry(
    request: FastifyRequest,
    command: Command<Executed<DomainEvent>>,
  ): Promise<{ readonly error: PageError; readonly status: number } | undefined> {
    const outcome = await attempt(() => this.commands.execute(command));
    if ('refused' in outcome) return { error: errorOf(outcome.refused), status: statusOf(outcome.refused) };
    await this.pages.wrote(request, outcome.done.position);
    return undefined;
  }

  private async answering(
    request: FastifyRequest,
    asking: Asking,
    proposal: string,
    typed?: AnswerForm,
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const facts = await this.facts(asking, reading);
    const row = facts.proposals.find((one) => one.proposal === proposal);
    if (!row) throw new RequestProblem(reading.isNow ? 'not-found' : 'not-there-yet');
    return new Page(FORM, answerPage(row, facts, reading, { commandId: newId(), typed, errors }), { point: reading.point, status });
  }

  private async raising(
    request: FastifyRequest,
    { scope }: Asking,
    typed?: RiskForm,
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page> {
    const reading = await this.pages.of(request, IndicatorDefinitionRow, IndicatorValueRow, StatisticalNeighboursRow);
    const lines = await this.indicators.grid(scope, reading.point);
    return new Page(FORM, raisePage(lines, { commandId: newId(), typed, errors }), { point: reading.point, status });
  }

  private async deciding(
    request: FastifyRequest,
    asking: Asking,
    id: string,
    typed?: RiskDecisionForm,
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const { risks, named, nameOf } = await this.facts(asking, reading);
    const risk = risks.find((one) => one.risk === id);
    if (!risk) throw new RequestProblem(reading.isNow ? 'not-found' : 'not-there-yet');
    const facts = { risk, named, nameOf, mayDecide: may(asking, 'performance:decide') };
    return new Page(FORM, riskPage(facts, reading, { commandId: newId(), typed, errors }), { point: reading.point, status });
  }

  private async facts(asking: Asking, { point }: Reading): Promise<FollowUpFacts> {
    const { scope } = asking;
    const [proposals, risks, definitions] = await Promise.all([
      this.queries.proposals(scope, point.position),
      this.queries.risks(scope, point.position),
      this.indicators.definitions(scope, point.position),
    ]);
    const people = [
      ...proposals.flatMap(({ answeredBy }) => answeredBy ?? []),
      ...risks.flatMap(({ raisedBy, decidedBy }) => [raisedBy, ...(decidedBy === null ? [] : [decidedBy])]),
    ];
    const nameOf = await this.people.namesOf(people);
    const mayFollow = may(asking, 'performance:follow');
    return { proposals, risks, named: namedBy(definitions), nameOf, mayFollow, mayBegin: mayBegin(asking) };
  }
}

/** The business unit plans audits and keeps the register of recommendations. */
function mayBegin(asking: Asking): readonly TakenUpAs[] {
  return [
    ...(may(asking, 'case-audit:plan') ? (['audit-theme'] as const) : []),
    ...(may(asking, 'recommendation:make') ? (['action'] as const) : []),
  ];
}

function partnershipOf({ partnership }: Asking): string {
  if (partnership === null) throw new RequestProblem('not-permitted');
  return partnership;
}
