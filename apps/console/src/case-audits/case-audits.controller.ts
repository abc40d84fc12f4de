import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import { ActionsQueries, auditRecommendationIdOf, RecommendationRow } from '@goldenthread/actions';
import {
  AgencyAuditRow,
  auditIdOf,
  CaseAuditBriefingRow,
  CaseAuditCaseRow,
  CaseAuditFindingRow,
  CaseAuditQueries,
  CaseAuditRow,
  CaseGradeRow,
  DirectAudit,
  multiAgencyV1,
  PlanAudit,
  type AuditOrder,
  type ShownAudit,
  type ShownRecommendation,
} from '@goldenthread/case-audits';
import { newId, type Position, type Refusal } from '@goldenthread/event-sourcing';
import { AuditCircle, RequestProblem } from '@goldenthread/http';
import { PartnershipReader } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { TakenUpSignals } from '../actions/taken-up-signals.js';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { fieldsOf } from '../forms/fields.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { auditPage, gridCsv, type AuditFacts } from './audit.page.js';
import { auditsPage } from './audits.page.js';
import { errorsOf } from './audit-words.js';
import { AgreementForm, GovernanceForm, IssueForm, PlanForm } from './plan.form.js';
import { PlanChoosing } from './plan-choosing.js';
import { isAsked, typedKindOf, type ChosenKind } from './plan-kind.js';
import { kindPage, planPage } from './plan.page.js';
import { reportPage, type ReportFacts } from './report.page.js';
import { themesCsv, themesPage } from './themes.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const AUDIT_VIEWS = [CaseAuditRow, CaseAuditCaseRow, AgencyAuditRow, CaseGradeRow];
const REPORT_VIEWS = [CaseAuditRow, CaseAuditFindingRow, CaseAuditBriefingRow, RecommendationRow];

/** What a page is to show again of a form that something is wrong with. */
type Again = Pick<AuditFacts, 'errors' | 'typed'> & { readonly status?: number };

/** Case audits: the list, the set-up, one audit with its grades drawn, and its report. */
@Controller()
export class CaseAuditsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly kinds: PlanChoosing,
    private readonly people: PeopleDirectory,
    private readonly partnerships: PartnershipReader,
    private readonly followUp: ActionsQueries,
    private readonly kept: KeptForms,
    private readonly signals: TakenUpSignals,
  ) {}

  @Get(paths.audits.all)
  @Requires('case-audit:read')
  async list(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const reading = await this.readings.of(request, CaseAuditRow);
    const seen = await this.circle.all(asking, reading.point);
    const view = auditsPage(
      seen.map(({ audit }) => audit),
      reading,
      {
        mayPlan: may(asking, 'case-audit:plan'),
        mayReadRisks: may(asking, 'emerging-risk:read'),
        seesGrades: seen.some(({ sight }) => sight.grades),
      },
    );
    return new Page('case-audits/audits', view, { point: reading.point });
  }

  @Get(paths.audits.themes)
  @Requires('case-audit:read')
  async themes(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const reading = await this.readings.of(request, CaseAuditRow, CaseAuditFindingRow);
    const counts = await this.circle.themes(asking, reading.point);
    return new Page('case-audits/themes', themesPage(counts, reading), { point: reading.point, csv: themesCsv(counts) });
  }

  /** Asks for the kind first; the address then says it, and the rest is asked. What a signal proposed begins with what was said of it. */
  @Get(paths.audits.plan)
  @Requires('case-audit:plan')
  async askToPlan(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, PlanForm);
    const typed = typedKindOf(kept?.fields ?? query);
    const asked = await this.kinds.of(request, asking, typed);
    if (!asked) return new SeeOther(paths.audits.plan);
    if ('errors' in asked.kind) {
      const errors = isAsked(query) ? asked.kind.errors : [];
      const view = kindPage(asked.others, asked.audits, typed, errors);
      return new Page('case-audits/plan-kind', view, { status: errors.length > 0 ? 422 : undefined });
    }
    const { chosen } = asked.kind;
    const choices = await this.kinds.choices(request, asking, chosen);
    const begun = typed.proposal && !chosen.earlier ? await this.signals.asAudit(request, asking, typed.proposal) : undefined;
    return new Page('case-audits/plan', planPage(choices, newId(), kept?.form ?? begun, kept?.errors));
  }

  @Post(paths.audits.plan)
  @Requires('case-audit:plan', { records: 'CaseAuditPlanned' })
  async plan(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { partnership } = asking;
    const asked = await this.kinds.of(request, asking, typedKindOf(fieldsOf(body)));
    if (!asked || 'errors' in asked.kind || partnership === null) return new SeeOther(paths.audits.plan);
    const { chosen } = asked.kind;
    const choices = await this.kinds.choices(request, asking, chosen);
    const { form, errors } = submitted(PlanForm, body);
    const again = (wrong: readonly PageError[], status: number): Page =>
      new Page('case-audits/plan', planPage(choices, newId(), form, wrong), { status });
    if (errors.length > 0) return again(errors, 422);
    const wanted = { ...wantedOf(form, chosen), partnership };
    const context = commandOf(asking, body);
    const order = { action: 'case-audit:plan', subject: { partnership }, body: wanted };
    const outcome = await attempt(() => this.commands.execute(new PlanAudit(context, order, wanted)));
    if ('refused' in outcome) return again(errorsOf(outcome.refused, planField), statusOf(outcome.refused));
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.one(auditIdOf(context.commandId)), {
      title: 'Audit planned',
      text: 'Record what makes it lawful and draw the cases; then the tools can go out.',
    });
  }

  @Get(paths.audits.one(':audit'))
  @Requires('case-audit:read')
  async one(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page> {
    return this.auditPage(request, asking, id);
  }

  @Post(paths.audits.governance(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditGovernanceRecorded' })
  async govern(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(GovernanceForm, body);
    const { lawfulBasis, informationSharingAgreement, dpiaReference } = form;
    const governance = { lawfulBasis, informationSharingAgreement, dpiaReference };
    const again = { typed: { governance } };
    if (errors.length > 0) return this.auditPage(request, asking, id, { ...again, errors, status: 422 });
    const order = { type: 'RecordGovernance', governance, basedOn: basedOnOf(body) } as const;
    const notice = { title: 'Recorded', text: 'The tools go out once all three are recorded and the cases are drawn.' };
    return this.direct(request, asking, id, body, order, again, { path: paths.audits.one(id), notice });
  }

  @Post(paths.audits.issue(':audit'))
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditToolsIssued' })
  async issue(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(IssueForm, body);
    const again = { typed: { dueOn: form.dueOn } };
    if (errors.length > 0) return this.auditPage(request, asking, id, { ...again, errors, status: 422 });
    const order = { type: 'IssueTools', dueOn: dayOf(form.dueOn) ?? '', basedOn: basedOnOf(body) } as const;
    const notice = { title: 'The tools are out', text: 'Every agency is asked about every case.' };
    return this.direct(request, asking, id, body, order, again, { path: paths.audits.one(id), notice });
  }

  @Get(paths.audits.report(':audit'))
  @Requires('case-audit:read')
  async report(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('audit') id: string): Promise<Page> {
    return this.reportPage(request, asking, id);
  }

  @Post(paths.audits.report(':audit'))
  @Requires('case-audit:agree', { resource: AUDIT, records: 'CaseAuditReportAgreed' })
  async agree(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') id: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(AgreementForm, body);
    if (errors.length > 0) return this.reportPage(request, asking, id, { errors, heldOn: form.heldOn }, 422);
    const meetingOn = dayOf(form.heldOn) ?? '';
    const order = { action: 'case-audit:agree', subject: { audit: id }, body: { meetingOn } };
    const agree = { type: 'AgreeReport', meetingOn, basedOn: basedOnOf(body) } as const;
    const command = new DirectAudit(commandOf(asking, body), order, id, agree);
    const outcome = await attempt(() => this.commands.execute(command));
    if ('refused' in outcome) {
      return this.reportPage(request, asking, id, { errors: errorsOf(outcome.refused), heldOn: form.heldOn }, statusOf(outcome.refused));
    }
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.report(id), {
      title: 'Report agreed',
      text: 'Its findings and recommendations are fixed from now on.',
    });
  }

  private async auditPage(request: FastifyRequest, asking: Asking, id: string, again: Again = {}): Promise<Page> {
    const reading = await this.readings.of(request, ...AUDIT_VIEWS);
    const { position } = reading.point;
    const seen = await this.circle.find(id, asking, reading.point);
    const { audit, sight } = seen;
    const [cases, agencyAudits, grades, earlier, nameOf, nameOfBody] = await Promise.all([
      this.audits.cases(id, position),
      this.audits.agencyAudits(id, position),
      sight.grades ? this.audits.grades({ audit: id }, position) : [],
      sight.grades && audit.dueOn !== null ? this.circle.gradesBefore(seen, asking, reading.point) : undefined,
      this.people.namesOf(audit.panel.map(({ person }) => person)),
      this.namesOfBodies(audit),
    ]);
    const repeats = await this.repeatsOf(audit, asking, reading.point);
    if (sight.grades && grades.length > 0) await this.circle.note(asking, seen, reading.point, { what: 'grades' });
    const facts = { audit, sight, cases, agencyAudits, grades, earlier, repeats, reading, ...again };
    const whole: AuditFacts = {
      ...facts,
      mayDirect: may(asking, 'case-audit:direct'),
      mayReadLog: may(asking, 'case-audit:readings'),
      nameOf,
      nameOfBody,
      commandId: newId(),
    };
    return new Page('case-audits/audit', auditPage(whole), { point: reading.point, status: again.status, csv: gridCsv(whole) });
  }

  /** What the partnerships are called that take part, and their agencies. */
  private async namesOfBodies({ partnership, doneWith }: ShownAudit): Promise<AuditFacts['nameOfBody']> {
    const taking = await Promise.all([partnership, ...doneWith].map(async (id) => ({ id, found: await this.partnerships.find(id) })));
    const names = taking.flatMap(({ id, found }) => {
      return found ? [[id, found.name] as const, ...found.agencies.map((agency) => [agency.id, agency.name] as const)] : [];
    });
    const known = new Map(names);
    return (id) => known.get(id);
  }

  /** The audit that one repeats and those that repeat it, as far as whoever asks can see them. */
  private async repeatsOf({ audit, reAuditOf }: ShownAudit, asking: Asking, point: ReadingPoint): Promise<AuditFacts['repeats']> {
    const seen = (await this.circle.all(asking, point)).map((one) => one.audit);
    return {
      earlier: seen.find((one) => one.audit === reAuditOf),
      later: seen.filter((one) => one.reAuditOf === audit).reverse(),
    };
  }

  private async reportPage(
    request: FastifyRequest,
    asking: Asking,
    id: string,
    again: Pick<ReportFacts, 'errors' | 'heldOn'> = {},
    status?: number,
  ): Promise<Page> {
    const reading = await this.readings.of(request, ...REPORT_VIEWS);
    const { position } = reading.point;
    const seen = await this.circle.find(id, asking, reading.point);
    if (!seen.sight.drafts && seen.audit.agreedOn === null) throw new RequestProblem('not-found');
    const [findings, recommendations, briefings] = await Promise.all([
      this.audits.findings(id, position),
      this.audits.recommendations(id, position),
      this.audits.briefings([id], position),
    ]);
    await this.circle.note(asking, seen, reading.point, { what: 'findings' });
    const facts = {
      audit: seen.audit,
      findings,
      recommendations: await this.takenUp(recommendations, asking, position),
      briefings,
      reading,
      isOfCircle: seen.sight.grades,
      commandId: newId(),
      ...again,
    };
    const view = reportPage({
      ...facts,
      mayWrite: may(asking, 'case-audit:direct'),
      mayAgree: may(asking, 'case-audit:agree'),
      mayAcknowledge: may(asking, 'case-audit:acknowledge'),
    });
    return new Page('case-audits/report', view, { point: reading.point, status });
  }

  /** Each with what it is in the register of actions, once it is there, for those who may read that. */
  private async takenUp(
    recommendations: readonly ShownRecommendation[],
    asking: Asking,
    position: Position,
  ): Promise<ReportFacts['recommendations']> {
    const named = recommendations.map((one) => ({ ...one, ref: auditRecommendationIdOf(one.audit, one.recommendation) }));
    const refs = named.map(({ ref }) => ref);
    const there = may(asking, 'recommendation:read') ? await this.followUp.recommended(asking.scope, refs, position) : new Set<string>();
    return named.map(({ ref, ...one }) => ({ ...one, takenUpAs: there.has(ref) ? ref : undefined }));
  }

  private async direct(
    request: FastifyRequest,
    asking: Asking,
    id: string,
    body: unknown,
    order: AuditOrder,
    again: Again,
    then: { readonly path: string; readonly notice: { title: string; text: string } },
  ): Promise<Page | SeeOther> {
    const carried = { action: `case-audit:${order.type}`, subject: { audit: id }, body: order };
    const outcome = await attempt(() => this.commands.execute(new DirectAudit(commandOf(asking, body), carried, id, order)));
    if ('refused' in outcome) return this.auditPage(request, asking, id, { ...again, ...said(outcome.refused) });
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(then.path, then.notice);
  }
}

function said(refused: Refusal): Pick<Again, 'errors' | 'status'> {
  return { errors: errorsOf(refused), status: statusOf(refused) };
}

/** What a refusal calls a field of the plan, as its page does. */
function planField(field: string): string {
  return field.startsWith('questions') ? 'questions' : field === 'source/reference' ? 'reference' : field;
}

/** What is planned, of answers that are right. */
function wantedOf(form: PlanForm, { kind, others, earlier }: ChosenKind): Omit<PlanAudit['wanted'], 'partnership'> {
  const { title, theme, source, reference, questions, cases, domains, agencies, panel } = form;
  const { code, version } = multiAgencyV1;
  const fresh = { theme, source: { kind: source, reference }, tool: { code, version }, domains };
  const again = earlier && {
    theme: earlier.theme,
    source: { kind: 'earlier-audit' as const, reference: earlier.title },
    tool: { code: earlier.toolCode, version: earlier.toolVersion },
    reAuditOf: earlier.audit,
  };
  return {
    title,
    kind,
    ...(again ?? fresh),
    questions,
    period: { from: dayOf(form.from) ?? '', to: dayOf(form.to) ?? '' },
    cases: Number(cases),
    agencies,
    panel: panel.map((one) => {
      const [person = '', agency = ''] = one.split('_');
      return { person, agency };
    }),
    with: others.map(({ partnership }) => partnership),
  };
}
