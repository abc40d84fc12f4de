import { Asking, Requires } from '@goldenthread/access';
import {
  CaseAuditCaseRow,
  CaseAuditFindingRow,
  CaseAuditQueries,
  CaseAuditRow,
  DirectAudit,
  type AuditOrder,
  type ShownAudit,
} from '@goldenthread/case-audits';
import { newId } from '@goldenthread/event-sourcing';
import { AuditCircle } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { errorsOf } from './audit-words.js';
import { FindingForm, PresentForm, RecommendationForm } from './finding.form.js';
import { findingPage, presentPage, recommendationPage, type WritingView } from './finding.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const VIEWS = [CaseAuditRow, CaseAuditCaseRow, CaseAuditFindingRow];

type Shown = { readonly audit: ShownAudit; readonly point: ReadingPoint };
type Form = (shown: Shown, errors: readonly PageError[]) => Promise<WritingView> | WritingView;

/** What an audit came to, as the business unit writes it down: findings, recommendations, and the report. */
@Controller()
export class FindingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.audits.finding(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askFinding(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, FindingForm);
    return this.page(request, asking, id, this.findingForm(kept?.form), kept?.errors);
  }

  @Post(paths.audits.finding(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditFindingRecorded' })
  async find(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(FindingForm, body);
    const { kind, text, themes, domain, agencies, cases } = form;
    const order = { type: 'RecordFinding', kind, text, themes, domain, agencies, cases } as const;
    return this.save(request, asking, id, { body, order, errors, form: this.findingForm(form), said: 'Finding recorded' });
  }

  @Get(paths.audits.recommendation(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askRecommendation(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, RecommendationForm);
    return this.page(request, asking, id, this.recommendationForm(kept?.form), kept?.errors);
  }

  @Post(paths.audits.recommendation(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditRecommendationMade' })
  async recommend(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RecommendationForm, body);
    const { text, findings, agencies } = form;
    const order = { type: 'MakeRecommendation', text, findings, agencies } as const;
    return this.save(request, asking, id, { body, order, errors, form: this.recommendationForm(form), said: 'Recommendation made' });
  }

  @Get(paths.audits.present(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askToPresent(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, PresentForm);
    return this.page(request, asking, id, presentForm(kept?.form), kept?.errors);
  }

  @Post(paths.audits.present(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditReportPresented' })
  async present(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(PresentForm, body);
    const order = { type: 'PresentReport', summary: form.summary, basedOn: basedOnOf(body) } as const;
    return this.save(request, asking, id, { body, order, errors, form: presentForm(form), said: 'Report presented' });
  }

  private findingForm(typed?: FindingForm): Form {
    return async ({ audit, point }, errors) => {
      return findingPage({ audit, commandId: newId(), errors }, await this.audits.cases(audit.audit, point.position), typed);
    };
  }

  private recommendationForm(typed?: RecommendationForm): Form {
    return async ({ audit, point }, errors) => {
      return recommendationPage({ audit, commandId: newId(), errors }, await this.audits.findings(audit.audit, point.position), typed);
    };
  }

  /** To the report where an earlier date is looked at: it is written now. */
  private async page(
    request: FastifyRequest,
    asking: Asking,
    id: string,
    form: Form,
    errors: readonly PageError[] = [],
    status?: number,
  ): Promise<Page | SeeOther> {
    const reading = await this.readings.of(request, ...VIEWS);
    const { audit } = await this.circle.find(id, asking, reading.point);
    if (!reading.isNow) return new SeeOther(reading.go(paths.audits.report(id)));
    return new Page('case-audits/writing', await form({ audit, point: reading.point }, errors), { status });
  }

  private async save(
    request: FastifyRequest,
    asking: Asking,
    id: string,
    { body, order, errors, form, said }: { body: unknown; order: AuditOrder; errors: readonly PageError[]; form: Form; said: string },
  ): Promise<Page | SeeOther> {
    if (errors.length > 0) return this.page(request, asking, id, form, errors, 422);
    const carried = { action: `case-audit:${order.type}`, subject: { audit: id }, body: order };
    const outcome = await attempt(() => this.commands.execute(new DirectAudit(commandOf(asking, body), carried, id, order)));
    if ('refused' in outcome) return this.page(request, asking, id, form, errorsOf(outcome.refused), statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.report(id), { title: said, text: 'It stands in the report.' });
  }
}

function presentForm(typed?: PresentForm): Form {
  return ({ audit }, errors) => presentPage({ audit, commandId: newId(), errors }, typed);
}
