import { Asking, may, Requires } from '@goldenthread/access';
import {
  CaseAuditCaseRow,
  CaseAuditQueries,
  CaseAuditRow,
  CaseGradeRow,
  GradeNoteRow,
  ModerateCase,
  type ModerationOrder,
} from '@goldenthread/case-audits';
import { newId } from '@goldenthread/event-sourcing';
import { AuditCircle, RequestProblem } from '@goldenthread/http';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted, type FormClass } from '../forms/submitted.js';
import { Page, SeeOther, type Notice, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { errorsOf } from './audit-words.js';
import type { WritingView } from './finding.page.js';
import { DecisionForm, DisputeForm, DissentForm } from './grade.form.js';
import { OfGrade } from './of-grade.js';
import { decisionPage, disputePage, dissentPage, escalationPage, gradePage, type GradeFormFacts } from './grade.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const VIEWS = [CaseAuditRow, CaseAuditCaseRow, CaseGradeRow, GradeNoteRow];
const GRADE = [':audit', ':case', ':agency', ':domain'] as const;

/** One form about a grade: how it is read and laid out, and what it comes to. */
interface Step<Form extends object> {
  readonly form: FormClass<Form>;
  readonly layOut: (facts: GradeFormFacts, typed?: Form) => WritingView;
  readonly order: (grade: Pick<OfGrade, 'agency' | 'domain'>, form: Form) => ModerationOrder;
  readonly notice: Notice;
}

const DISSENT: Step<DissentForm> = {
  form: DissentForm,
  layOut: dissentPage,
  order: (grade, { by, grade: thought, reason }) => ({ type: 'RecordDissent', ...grade, by, grade: thought, reason }),
  notice: { title: 'Dissent recorded', text: 'It stands beside the grade that was agreed.' },
};
const DISPUTE: Step<DisputeForm> = {
  form: DisputeForm,
  layOut: disputePage,
  order: (grade, { reason }) => ({ type: 'DisputeGrade', ...grade, reason }),
  notice: { title: 'Grade disputed', text: 'Both positions stay visible until the dispute is decided.' },
};
const ESCALATION: Step<DisputeForm> = {
  form: DisputeForm,
  layOut: escalationPage,
  order: (grade, { reason }) => ({ type: 'EscalateDispute', ...grade, reason }),
  notice: { title: 'Dispute taken further', text: 'It is one step up the ladder.' },
};
const DECISION: Step<DecisionForm> = {
  form: DecisionForm,
  layOut: decisionPage,
  order: (grade, { grade: stands, reason }) => ({ type: 'DecideDispute', ...grade, grade: stands, reason }),
  notice: { title: 'Dispute decided', text: 'The decided grade stands from now on.' },
};

/** One grade with all that was said against it, and the steps of a dispute about it. */
@Controller()
export class DisputesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.audits.grade(...GRADE))
  @Requires('case-audit:read')
  async read(@Asked() request: FastifyRequest, @Asking() asking: Asking, @OfGrade() at: OfGrade): Promise<Page> {
    const { reading, seen, of, grade } = await this.find(request, asking, at);
    const notes = await this.audits.notes(at.audit, at.case, reading.point.position);
    const own = notes.filter(({ agency, domain }) => agency === at.agency && domain === at.domain);
    await this.circle.note(asking, seen, reading.point, { what: 'moderation', case: at.case });
    const rights = { mayRun: may(asking, 'case-moderation:run'), mayDispute: may(asking, 'case-moderation:dispute') };
    return new Page('case-audits/grade', gradePage({ ...seen, of, grade, notes: own, reading, ...rights }), { point: reading.point });
  }

  @Get(paths.audits.dissent(...GRADE))
  @Requires('case-moderation:run', { resource: AUDIT })
  askDissent(@Asked() request: FastifyRequest, @Asking() asking: Asking, @OfGrade() at: OfGrade): Promise<Page | SeeOther> {
    return this.ask(request, asking, at, DISSENT);
  }

  @Post(paths.audits.dissent(...GRADE))
  @Requires('case-moderation:run', { resource: AUDIT, records: 'GradeDissentRecorded' })
  dissent(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @OfGrade() at: OfGrade,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, at, body, DISSENT);
  }

  @Get(paths.audits.dispute(...GRADE))
  @Requires('case-moderation:dispute')
  askDispute(@Asked() request: FastifyRequest, @Asking() asking: Asking, @OfGrade() at: OfGrade): Promise<Page | SeeOther> {
    return this.ask(request, asking, at, DISPUTE);
  }

  @Post(paths.audits.dispute(...GRADE))
  @Requires('case-moderation:dispute', { records: 'GradeDisputed' })
  dispute(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @OfGrade() at: OfGrade,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, at, body, DISPUTE);
  }

  @Get(paths.audits.escalate(...GRADE))
  @Requires('case-moderation:run', { resource: AUDIT })
  askEscalation(@Asked() request: FastifyRequest, @Asking() asking: Asking, @OfGrade() at: OfGrade): Promise<Page | SeeOther> {
    return this.ask(request, asking, at, ESCALATION);
  }

  @Post(paths.audits.escalate(...GRADE))
  @Requires('case-moderation:run', { resource: AUDIT, records: 'GradeDisputeEscalated' })
  escalate(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @OfGrade() at: OfGrade,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, at, body, ESCALATION);
  }

  @Get(paths.audits.decide(...GRADE))
  @Requires('case-moderation:run', { resource: AUDIT })
  askDecision(@Asked() request: FastifyRequest, @Asking() asking: Asking, @OfGrade() at: OfGrade): Promise<Page | SeeOther> {
    return this.ask(request, asking, at, DECISION);
  }

  @Post(paths.audits.decide(...GRADE))
  @Requires('case-moderation:run', { resource: AUDIT, records: 'GradeDisputeDecided' })
  decide(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @OfGrade() at: OfGrade,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    return this.take(request, asking, at, body, DECISION);
  }

  private async ask<Form extends object>(request: FastifyRequest, asking: Asking, at: OfGrade, step: Step<Form>): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, step.form);
    return this.page(request, asking, at, step, { typed: kept?.form, errors: kept?.errors });
  }

  private async take<Form extends object>(
    request: FastifyRequest,
    asking: Asking,
    at: OfGrade,
    body: unknown,
    step: Step<Form>,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(step.form, body);
    if (errors.length > 0) return this.page(request, asking, at, step, { typed: form, errors, status: 422 });
    await this.circle.mustKnow(at.audit, asking);
    const { audit, case: pseudonym, agency, domain } = at;
    const order = { ...step.order({ agency, domain }, form), basedOn: basedOnOf(body) ?? 'new' } as const;
    const carried = { action: `case-moderation:${order.type}`, subject: { audit, case: pseudonym }, body: order };
    const command = new ModerateCase(commandOf(asking, body), carried, { audit, case: pseudonym }, order);
    const outcome = await attempt(() => this.commands.execute(command));
    if ('refused' in outcome) {
      const again = { typed: form, errors: errorsOf(outcome.refused), status: statusOf(outcome.refused) };
      return this.page(request, asking, at, step, again);
    }
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.grade(audit, pseudonym, agency, domain), step.notice);
  }

  /** To the grade itself where an earlier date is looked at: a step is taken now. */
  private async page<Form extends object>(
    request: FastifyRequest,
    asking: Asking,
    at: OfGrade,
    { layOut }: Step<Form>,
    { typed, errors, status }: { typed?: Form; errors?: readonly PageError[]; status?: number },
  ): Promise<Page | SeeOther> {
    const { reading, seen, of, grade } = await this.find(request, asking, at);
    if (!reading.isNow) return new SeeOther(reading.go(paths.audits.grade(at.audit, at.case, at.agency, at.domain)));
    await this.circle.note(asking, seen, reading.point, { what: 'moderation', case: at.case });
    const view = layOut({ audit: seen.audit, of, grade, commandId: newId(), errors }, typed);
    return new Page('case-audits/writing', view, { status });
  }

  private async find(request: FastifyRequest, asking: Asking, at: OfGrade) {
    const reading = await this.readings.of(request, ...VIEWS);
    const { position } = reading.point;
    const seen = await this.circle.find(at.audit, asking, reading.point);
    await this.circle.mustSeeModeration(seen, at.case);
    const of = await this.audits.case(at.audit, at.case, position);
    const wanted = { audit: at.audit, case: at.case, agency: at.agency };
    const grades = of?.moderated.includes(at.agency) ? await this.audits.openedGrades(wanted, position) : [];
    const grade = grades.find(({ domain }) => domain === at.domain);
    if (!of || !grade) throw new RequestProblem('not-found');
    return { reading, seen, of, grade };
  }
}
