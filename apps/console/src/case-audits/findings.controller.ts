import { Asking, Requires } from '@goldenthread/access';
import { CaseAuditCaseRow, CaseAuditFindingRow, CaseAuditQueries } from '@goldenthread/case-audits';
import { newId } from '@goldenthread/event-sourcing';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked } from '../as-at/page-readings.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import type { Notice, Page, SeeOther } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { AuditWriting, type WritingForm } from './audit-writing.js';
import { FindingForm, PresentForm, RecommendationForm } from './finding.form.js';
import { findingPage, presentPage, recommendationPage } from './finding.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const VIEWS = [CaseAuditCaseRow, CaseAuditFindingRow];

/** What an audit came to, as the business unit writes it down: findings, recommendations, and the report. */
@Controller()
export class FindingsController {
  constructor(
    private readonly writing: AuditWriting,
    private readonly audits: CaseAuditQueries,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.audits.finding(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askFinding(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, FindingForm);
    return this.writing.page(request, asking, id, { form: this.findingForm(kept?.form), views: VIEWS }, kept?.errors);
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
    return this.writing.save(request, asking, id, {
      body,
      order,
      errors,
      form: this.findingForm(form),
      views: VIEWS,
      notice: noticeOf('Finding recorded'),
    });
  }

  @Get(paths.audits.recommendation(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askRecommendation(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, RecommendationForm);
    return this.writing.page(request, asking, id, { form: this.recommendationForm(kept?.form), views: VIEWS }, kept?.errors);
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
    return this.writing.save(request, asking, id, {
      body,
      order,
      errors,
      form: this.recommendationForm(form),
      views: VIEWS,
      notice: noticeOf('Recommendation made'),
    });
  }

  @Get(paths.audits.present(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askToPresent(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, PresentForm);
    return this.writing.page(request, asking, id, { form: presentForm(kept?.form), views: VIEWS }, kept?.errors);
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
    return this.writing.save(request, asking, id, {
      body,
      order,
      errors,
      form: presentForm(form),
      views: VIEWS,
      notice: noticeOf('Report presented'),
    });
  }

  private findingForm(typed?: FindingForm): WritingForm {
    return async ({ audit, point }, errors) => {
      return findingPage({ audit, commandId: newId(), errors }, await this.audits.cases(audit.audit, point.position), typed);
    };
  }

  private recommendationForm(typed?: RecommendationForm): WritingForm {
    return async ({ audit, point }, errors) => {
      return recommendationPage({ audit, commandId: newId(), errors }, await this.audits.findings(audit.audit, point.position), typed);
    };
  }
}

function presentForm(typed?: PresentForm): WritingForm {
  return ({ audit }, errors) => presentPage({ audit, commandId: newId(), errors }, typed);
}

function noticeOf(title: string): Notice {
  return { title, text: 'It stands in the report.' };
}
