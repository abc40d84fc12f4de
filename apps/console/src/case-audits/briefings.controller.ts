import { Asking, Requires } from '@goldenthread/access';
import {
  CaseAuditBriefingRow,
  CaseAuditQueries,
  CaseAuditRow,
  DirectAudit,
  type AuditOrder,
  type ShownAudit,
  type ShownBriefing,
} from '@goldenthread/case-audits';
import { newId } from '@goldenthread/event-sourcing';
import { AuditCircle, RequestProblem } from '@goldenthread/http';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type Notice, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { errorsOf } from './audit-words.js';
import { AcknowledgementForm, ReplyForm, ShareForm } from './briefing.form.js';
import { acknowledgementPage, replyPage, sharePage, type ChoosableGroup } from './briefing.page.js';
import type { WritingView } from './finding.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const VIEWS = [CaseAuditRow, CaseAuditBriefingRow, RegisterFactRow];

type Shown = { readonly audit: ShownAudit; readonly briefings: readonly ShownBriefing[]; readonly point: ReadingPoint };
type Form = (shown: Shown, errors: readonly PageError[]) => Promise<WritingView> | WritingView;

/** The learning briefing of an audit: shared with groups, acknowledged by them, and what they say answered. */
@Controller()
export class BriefingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly register: RegisterQueries,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.audits.share(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT })
  async askToShare(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, ShareForm);
    return this.page(request, asking, id, this.shareForm(kept?.form), kept?.errors);
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
    return this.save(request, asking, id, { body, order, errors, form: this.shareForm(form), notice });
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
    return this.page(request, asking, id, acknowledgementForm(group, kept?.form), kept?.errors);
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
    return this.save(request, asking, id, { body, order, errors, form: acknowledgementForm(group, form), notice });
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
    return this.page(request, asking, id, replyForm(group, kept?.form), kept?.errors);
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
    return this.save(request, asking, id, { body, order, errors, form: replyForm(group, form), notice });
  }

  private shareForm(typed?: ShareForm): Form {
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

  /** To the report where an earlier date is looked at: it is written now. */
  private async page(
    request: FastifyRequest,
    asking: Asking,
    id: string,
    form: Form,
    errors: readonly PageError[] = [],
    status?: number,
  ): Promise<Page | SeeOther> {
    const { isNow, point, go } = await this.readings.of(request, ...VIEWS);
    const { audit } = await this.circle.find(id, asking, point);
    if (!isNow) return new SeeOther(go(paths.audits.report(id)));
    const briefings = await this.audits.briefings([id], point.position);
    return new Page('case-audits/writing', await form({ audit, briefings, point }, errors), { status });
  }

  private async save(
    request: FastifyRequest,
    asking: Asking,
    id: string,
    wanted: { body: unknown; order: AuditOrder; errors: readonly PageError[]; form: Form; notice: Notice },
  ): Promise<Page | SeeOther> {
    const { body, order, errors, form, notice } = wanted;
    if (errors.length > 0) return this.page(request, asking, id, form, errors, 422);
    const carried = { action: `case-audit:${order.type}`, subject: { audit: id }, body: order };
    const outcome = await attempt(() => this.commands.execute(new DirectAudit(commandOf(asking, body), carried, id, order)));
    if ('refused' in outcome) return this.page(request, asking, id, form, errorsOf(outcome.refused), statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.report(id), notice);
  }
}

function acknowledgementForm(group: string, typed?: AcknowledgementForm): Form {
  return ({ audit, briefings }, errors) => {
    return acknowledgementPage({ audit, briefing: sharedWith(group, briefings), commandId: newId(), errors }, typed);
  };
}

function replyForm(group: string, typed?: ReplyForm): Form {
  return ({ audit, briefings }, errors) => {
    return replyPage({ audit, briefing: sharedWith(group, briefings), commandId: newId(), errors }, typed);
  };
}

function sharedWith(group: string, briefings: readonly ShownBriefing[]): ShownBriefing {
  const found = briefings.find((one) => one.group === group);
  if (!found) throw new RequestProblem('not-found');
  return found;
}
