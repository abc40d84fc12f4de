import { Asking, may, Requires } from '@goldenthread/access';
import {
  AnswerRisks,
  CaseAuditRow,
  EMERGING_RISK_VIEWS,
  EmergingRisksQueries,
  isQuarter,
  quarterOf,
  RaiseRisk,
  ReportRisks,
  risksByGroup,
} from '@goldenthread/case-audits';
import { newId } from '@goldenthread/event-sourcing';
import { AuditCircle, RequestProblem } from '@goldenthread/http';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { errorsOf } from './audit-words.js';
import { QuarterForm, ReplyForm, RiskForm } from './risks.form.js';
import { executiveReplyPage, raisePage, reportQuarterPage, risksCsv, risksPage, type RisksFacts } from './risks.page.js';

const VIEWS = [...EMERGING_RISK_VIEWS, RegisterFactRow, CaseAuditRow];

/** What local groups see coming, by the quarter: the list, a risk recorded, and the report to the executive. */
@Controller()
export class RisksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly risks: EmergingRisksQueries,
    private readonly register: RegisterQueries,
    private readonly circle: AuditCircle,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.risks.all)
  @Requires('emerging-risk:read')
  async list(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Query('quarter') wanted: unknown): Promise<Page> {
    const facts = await this.facts(request, asking, typeof wanted === 'string' ? wanted : undefined);
    return new Page('case-audits/risks', risksPage(facts), { point: facts.reading.point, csv: risksCsv(facts) });
  }

  @Get(paths.risks.raise)
  @Requires('emerging-risk:raise')
  async askToRaise(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, RiskForm);
    return this.raisePage(request, asking, kept?.form, kept?.errors);
  }

  @Post(paths.risks.raise)
  @Requires('emerging-risk:raise', { records: 'EmergingRiskRaised' })
  async raise(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RiskForm, body);
    if (errors.length > 0) return this.raisePage(request, asking, form, errors, 422);
    const partnership = partnershipOf(asking);
    const { group, themes, text } = form;
    const wanted = { partnership, group, themes, text };
    const carried = { action: 'emerging-risk:raise', subject: { partnership }, body: wanted };
    const outcome = await attempt(() => this.commands.execute(new RaiseRisk(commandOf(asking, body), carried, wanted)));
    if ('refused' in outcome) return this.raisePage(request, asking, form, errorsOf(outcome.refused), statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.risks.all, { title: 'Risk recorded', text: 'It stands in this quarter’s list.' });
  }

  @Get(paths.risks.report(':quarter'))
  @Requires('emerging-risk:report')
  async askToReport(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('quarter') quarter: string,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, QuarterForm);
    return this.reportPage(request, asking, quarter, kept?.form, kept?.errors);
  }

  @Post(paths.risks.report(':quarter'))
  @Requires('emerging-risk:report', { records: 'EmergingRisksReported' })
  async report(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('quarter') quarter: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(QuarterForm, body);
    if (errors.length > 0) return this.reportPage(request, asking, quarter, form, errors, 422);
    const partnership = partnershipOf(asking);
    const { reading, groups, risks } = await this.facts(request, asking, quarter);
    const { summary } = form;
    const basedOn = basedOnOf(body) ?? 'new';
    const told = { groups: risksByGroup(groups, risks), position: String(reading.point.position) };
    const carried = { action: 'emerging-risk:report', subject: { partnership, quarter }, body: { summary, basedOn } };
    const command = new ReportRisks(commandOf(asking, body), carried, { partnership, quarter, summary, basedOn, ...told });
    const outcome = await attempt(() => this.commands.execute(command));
    if ('refused' in outcome) return this.reportPage(request, asking, quarter, form, errorsOf(outcome.refused), statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(withQuery(paths.risks.all, { quarter }), {
      title: 'Reported to the executive',
      text: 'What comes up from now on is shown as having come up since.',
    });
  }

  @Get(paths.risks.reply(':quarter'))
  @Requires('emerging-risk:answer')
  async askReply(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('quarter') quarter: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, ReplyForm);
    return this.replyPage(request, asking, quarter, kept?.form, kept?.errors);
  }

  @Post(paths.risks.reply(':quarter'))
  @Requires('emerging-risk:answer', { records: 'EmergingRisksAnswered' })
  async reply(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('quarter') quarter: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ReplyForm, body);
    if (errors.length > 0) return this.replyPage(request, asking, quarter, form, errors, 422);
    const partnership = partnershipOf(asking);
    const { outcome, words, group } = form;
    const basedOn = basedOnOf(body) ?? ('new' as const);
    const said = { outcome, words, group, answeredOn: dayOf(form.answeredOn) ?? '', basedOn };
    const carried = { action: 'emerging-risk:answer', subject: { partnership, quarter }, body: said };
    const command = new AnswerRisks(commandOf(asking, body), carried, { partnership, quarter, ...said });
    const outcomeOf = await attempt(() => this.commands.execute(command));
    if ('refused' in outcomeOf) {
      return this.replyPage(request, asking, quarter, form, errorsOf(outcomeOf.refused), statusOf(outcomeOf.refused));
    }
    await this.readings.wrote(request, outcomeOf.done.position);
    const text = 'It stands with the report.';
    return new SeeOther(withQuery(paths.risks.all, { quarter }), { title: 'Reply recorded', text });
  }

  /** To the list where an earlier date is looked at: a risk is recorded now. */
  private async raisePage(
    request: FastifyRequest,
    asking: Asking,
    form?: RiskForm,
    errors?: readonly PageError[],
    status?: number,
  ): Promise<Page | SeeOther> {
    const { isNow, point, go } = await this.readings.of(request, ...VIEWS);
    if (!isNow) return new SeeOther(go(paths.risks.all));
    const groups = await this.groups(partnershipOf(asking), point, 'local');
    return new Page('case-audits/writing', raisePage(groups, newId(), form, errors), { status });
  }

  private async reportPage(
    request: FastifyRequest,
    asking: Asking,
    quarter: string,
    form?: QuarterForm,
    errors?: readonly PageError[],
    status?: number,
  ): Promise<Page | SeeOther> {
    const facts = await this.facts(request, asking, quarter);
    if (!facts.reading.isNow) return new SeeOther(facts.reading.go(withQuery(paths.risks.all, { quarter })));
    return new Page('case-audits/writing', reportQuarterPage(facts, newId(), form, errors), { status });
  }

  /** To the list where an earlier date is looked at, or nothing is reported that could be replied to. */
  private async replyPage(
    request: FastifyRequest,
    asking: Asking,
    quarter: string,
    form?: ReplyForm,
    errors?: readonly PageError[],
    status?: number,
  ): Promise<Page | SeeOther> {
    const { reading, report } = await this.facts(request, asking, quarter);
    if (!reading.isNow || report === null) return new SeeOther(reading.go(withQuery(paths.risks.all, { quarter })));
    const executives = await this.groups(partnershipOf(asking), reading.point, 'executive');
    return new Page('actions/ask', executiveReplyPage({ quarter, report, executives }, newId(), form, errors), { status });
  }

  /** @throws RequestProblem `not-found` where that is no quarter. */
  private async facts(request: FastifyRequest, asking: Asking, wanted: string | undefined): Promise<RisksFacts> {
    const partnership = partnershipOf(asking);
    const reading = await this.readings.of(request, ...VIEWS);
    const { point } = reading;
    const current = quarterOf(point.day);
    const quarter = wanted ?? current;
    if (!isQuarter(quarter)) throw new RequestProblem('not-found');
    const [risks, report, replies, known, groups, seen] = await Promise.all([
      this.risks.risks(partnership, point.position, quarter),
      this.risks.report(partnership, quarter, point.position),
      this.risks.replies(partnership, quarter, point.position),
      this.risks.quarters(partnership, point.position),
      this.groups(partnership, point, 'local'),
      this.circle.all(asking, point),
    ]);
    const quarters = [...new Set([current, quarter, ...known])].sort().reverse();
    const titleOf = new Map(seen.map(({ audit }) => [audit.audit, audit.title]));
    const rights = {
      mayRaise: may(asking, 'emerging-risk:raise'),
      mayReport: may(asking, 'emerging-risk:report'),
      mayAnswer: may(asking, 'emerging-risk:answer'),
    };
    return { quarter, quarters, risks, report, replies, groups, titleOf, reading, ...rights };
  }

  /** The groups of a role that there are on the day. */
  private async groups(partnership: string, point: ReadingPoint, wanted: 'local' | 'executive'): Promise<RisksFacts['groups']> {
    const register = await this.register.partnership(partnership, point);
    const found = (register?.groups ?? []).filter(({ role, holds }) => role === wanted && holds);
    return found.map(({ group, name }) => ({ group, name }));
  }
}

function partnershipOf({ partnership }: Asking): string {
  if (partnership === null) throw new RequestProblem('not-permitted');
  return partnership;
}
