import { Asking, Requires } from '@goldenthread/access';
import { CaseAuditBriefingRow, CaseAuditQueries, type ShownBriefing } from '@goldenthread/case-audits';
import { newId } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Asked } from '../as-at/page-readings.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import type { Page, SeeOther } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { AuditWriting, type WritingForm } from './audit-writing.js';
import { AcknowledgementForm, ReplyForm, ShareForm } from './briefing.form.js';
import { acknowledgementPage, replyPage, sharePage, type ChoosableGroup } from './briefing.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const VIEWS = [CaseAuditBriefingRow, RegisterFactRow];

/** The learning briefing of an audit: shared with groups, acknowledged by them, and what they say answered. */
@Controller()
export class BriefingsController {
  constructor(
    private readonly writing: AuditWriting,
    private readonly audits: CaseAuditQueries,
    private readonly register: RegisterQueries,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.audits.share(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askToShare(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, ShareForm);
    return this.writing.page(request, asking, id, { form: this.shareForm(kept?.form), views: VIEWS }, kept?.errors);
  }

  @Post(paths.audits.share(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditBriefingShared' })
  async share(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ShareForm, body);
    const order = { type: 'ShareBriefing', text: form.text, groups: form.groups, basedOn: basedOnOf(body) } as const;
    const notice = { title: 'Briefing shared', text: 'Each group acknowledges it, and can say what it makes of it.' };
    return this.writing.save(request, asking, id, { body, order, errors, form: this.shareForm(form), views: VIEWS, notice });
  }

  @Get(paths.audits.acknowledge(':audit', ':group'))
  @Requires('case-audit:acknowledge', { resource: AUDIT })
  async askToAcknowledge(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Param('group') group: string,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, AcknowledgementForm);
    return this.writing.page(request, asking, id, { form: this.acknowledgementForm(group, kept?.form), views: VIEWS }, kept?.errors);
  }

  @Post(paths.audits.acknowledge(':audit', ':group'))
  @Requires('case-audit:acknowledge', { resource: AUDIT, records: 'CaseAuditBriefingAcknowledged' })
  async acknowledge(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Param('group') group: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(AcknowledgementForm, body);
    const { feedback, emergingRisks } = form;
    const order = { type: 'AcknowledgeBriefing', group, feedback, emergingRisks, basedOn: basedOnOf(body) } as const;
    const notice = { title: 'Briefing acknowledged', text: 'What the group said stands beside the briefing.' };
    return this.writing.save(request, asking, id, {
      body,
      order,
      errors,
      form: this.acknowledgementForm(group, form),
      views: VIEWS,
      notice,
    });
  }

  @Get(paths.audits.reply(':audit', ':group'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askToReply(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Param('group') group: string,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, ReplyForm);
    return this.writing.page(request, asking, id, { form: this.replyForm(group, kept?.form), views: VIEWS }, kept?.errors);
  }

  @Post(paths.audits.reply(':audit', ':group'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditFeedbackAnswered' })
  async reply(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Param('group') group: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ReplyForm, body);
    const order = { type: 'AnswerFeedback', group, answer: form.answer, basedOn: basedOnOf(body) } as const;
    const notice = { title: 'Answered', text: 'The group sees what becomes of what it said.' };
    return this.writing.save(request, asking, id, { body, order, errors, form: this.replyForm(group, form), views: VIEWS, notice });
  }

  private shareForm(typed?: ShareForm): WritingForm {
    return async ({ audit, point }, errors) => {
      return sharePage({ audit, commandId: newId(), errors }, await this.groupsOf(audit.partnership, point), typed);
    };
  }

  /** The groups that there are on the day. */
  private async groupsOf(partnership: string, point: ReadingPoint): Promise<readonly ChoosableGroup[]> {
    const register = await this.register.partnership(partnership, point);
    const groups = (register?.groups ?? []).filter(({ holds }) => holds);
    return groups.map(({ group, name, role }) => ({ group, name, isLocal: role === 'local' }));
  }

  private acknowledgementForm(group: string, typed?: AcknowledgementForm): WritingForm {
    return async ({ audit, point }, errors) => {
      return acknowledgementPage({ audit, briefing: await this.sharedWith(group, audit.audit, point), commandId: newId(), errors }, typed);
    };
  }

  private replyForm(group: string, typed?: ReplyForm): WritingForm {
    return async ({ audit, point }, errors) => {
      return replyPage({ audit, briefing: await this.sharedWith(group, audit.audit, point), commandId: newId(), errors }, typed);
    };
  }

  private async sharedWith(group: string, audit: string, { position }: ReadingPoint): Promise<ShownBriefing> {
    const found = (await this.audits.briefings([audit], position)).find((one) => one.group === group);
    if (!found) throw new RequestProblem('not-found');
    return found;
  }
}
