import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  CaseAuditCaseRow,
  CaseAuditQueries,
  CaseAuditRow,
  CaseGradeRow,
  GradeNoteRow,
  ModerateCase,
  type ModerationOrder,
} from '@goldenthread/case-audits';
import { newId, type Refusal } from '@goldenthread/event-sourcing';
import { AuditCircle, RequestProblem } from '@goldenthread/http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { dayOf } from '../coordinator/typed-day.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { errorsOf } from './audit-words.js';
import { gradesPage } from './grades.page.js';
import { ConcludeForm, GradesForm, MeetingForm, OpenForm, reasonErrors } from './moderation.form.js';
import { moderationPage, type ModerationFacts } from './moderation.page.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const VIEWS = [CaseAuditRow, CaseAuditCaseRow, CaseGradeRow, GradeNoteRow];

type Again = Pick<ModerationFacts, 'errors' | 'meeting' | 'conclusion' | 'withoutReason'> & { readonly status?: number };
type Of = { readonly audit: string; readonly case: string };

/** The moderation of a case: the table of grades side by side, and the forms that fill it. */
@Controller()
export class ModerationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.audits.moderation(':audit', ':case'))
  @Requires('case-audit:read')
  async read(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
  ): Promise<Page> {
    return this.page(request, asking, { audit, case: pseudonym });
  }

  @Post(paths.audits.moderation(':audit', ':case'))
  @Requires('case-moderation:run', { resource: AUDIT, records: 'CaseModerationOpened' })
  async open(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(OpenForm, body);
    const { withoutReason } = form;
    const again = { withoutReason, errors };
    const notice = { title: 'Moderation opened', text: 'The panel sees the submitted audits of this case from now on.' };
    return this.run(request, asking, { audit, case: pseudonym }, { body, order: { type: 'OpenModeration', withoutReason }, again, notice });
  }

  @Post(paths.audits.meeting(':audit', ':case'))
  @Requires('case-moderation:run', { resource: AUDIT, records: 'CaseModerationHeld' })
  async hold(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors: unreadable } = submitted(MeetingForm, body);
    const { present, absent } = form;
    const reasons = absent.map(({ agency: absentee, reason }) => [`absent-${absentee}`, reason] as const);
    const errors = [...unreadable, ...reasonErrors(reasons, 1_000)];
    const order = { type: 'HoldModeration', heldOn: dayOf(form.heldOn) ?? '', present, absent, basedOn: basedOnOf(body) } as const;
    const notice = { title: 'Meeting recorded', text: 'Members of the panel can grade other agencies now.' };
    return this.run(request, asking, { audit, case: pseudonym }, { body, order, again: { meeting: form, errors }, notice });
  }

  @Post(paths.audits.conclude(':audit', ':case'))
  @Requires('case-moderation:run', { resource: AUDIT, records: 'CaseModerationConcluded' })
  async conclude(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(ConcludeForm, body);
    const { informationSharing, voice, outcome } = form;
    const order = { type: 'ConcludeModeration', summaries: { informationSharing, voice, outcome }, basedOn: basedOnOf(body) } as const;
    const notice = { title: 'Moderation concluded', text: 'The report can be presented once all cases are.' };
    return this.run(request, asking, { audit, case: pseudonym }, { body, order, again: { conclusion: form, errors }, notice });
  }

  @Get(paths.audits.grades(':audit', ':case', ':agency'))
  @Requires('case-moderation:moderate')
  async askToGrade(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, GradesForm);
    return this.gradesPage(request, asking, { audit, case: pseudonym }, agency, kept?.form, kept?.errors);
  }

  @Post(paths.audits.grades(':audit', ':case', ':agency'))
  @Requires('case-moderation:moderate', { records: 'AgencyGradesModerated' })
  async grade(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors: unreadable } = submitted(GradesForm, body);
    const of = { audit, case: pseudonym };
    const reasons = form.grades.map(({ domain, reason }) => [`reason-${domain}`, reason] as const);
    const errors = [...unreadable, ...reasonErrors(reasons, 5_000)];
    if (errors.length > 0) return this.gradesPage(request, asking, of, agency, form, errors, 422);
    const type = keepsRecord(asking) ? 'AgreeGrades' : 'ModerateGrades';
    const outcome = await this.moderate(asking, of, body, { type, agency, grades: form.grades, basedOn: basedOnOf(body) ?? 'new' });
    if ('refused' in outcome) {
      const wrong = gradeErrors(outcome.refused, form);
      return this.gradesPage(request, asking, of, agency, form, wrong, statusOf(outcome.refused));
    }
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.moderation(audit, pseudonym), { title: 'Grades saved', text: 'They stand beside the agency’s own.' });
  }

  private async run(
    request: FastifyRequest,
    asking: Asking,
    of: Of,
    { body, order, again, notice }: { body: unknown; order: ModerationOrder; again: Again; notice: { title: string; text: string } },
  ): Promise<Page | SeeOther> {
    if (again.errors && again.errors.length > 0) return this.page(request, asking, of, { ...again, status: 422 });
    const outcome = await this.moderate(asking, of, body, order);
    if ('refused' in outcome) {
      const errors = meetingErrors(outcome.refused, again.meeting);
      return this.page(request, asking, of, { ...again, errors, status: statusOf(outcome.refused) });
    }
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.moderation(of.audit, of.case), notice);
  }

  private async page(
    request: FastifyRequest,
    asking: Asking,
    { audit: id, case: pseudonym }: Of,
    { status, ...again }: Again = {},
  ): Promise<Page> {
    const reading = await this.readings.of(request, ...VIEWS);
    const seen = await this.circle.find(id, asking, reading.point);
    const of = await this.audits.case(id, pseudonym, reading.point.position);
    if (!of) throw new RequestProblem('not-found');
    await this.circle.mustSeeModeration(seen, pseudonym);
    const [all, notes] = await Promise.all([
      this.audits.openedGrades({ audit: id, case: pseudonym }, reading.point.position),
      this.audits.notes(id, pseudonym, reading.point.position),
    ]);
    const grades = all.filter(({ agency }) => of.moderated.includes(agency));
    const nameOf = await this.people.namesOf(grades.map(({ moderator }) => moderator));
    await this.circle.note(asking, seen, reading.point, { what: 'moderation', case: pseudonym });
    const mayRun = keepsRecord(asking);
    const view = moderationPage({ ...seen, of, grades, notes, reading, mayRun, nameOf, commandId: newId(), ...again });
    return new Page('case-audits/moderation', view, { point: reading.point, status });
  }

  private async gradesPage(
    request: FastifyRequest,
    asking: Asking,
    of: Of,
    agency: string,
    form?: GradesForm,
    errors: readonly PageError[] = [],
    status?: number,
  ): Promise<Page | SeeOther> {
    const reading = await this.readings.of(request, ...VIEWS);
    const seen = await this.circle.find(of.audit, asking, reading.point);
    await this.circle.mustSeeModeration(seen, of.case);
    const isOfPanel = seen.sight.as === 'panel' && seen.sight.own !== agency;
    const isAsked = seen.audit.agencies.some((one) => one.agency === agency);
    if (!isAsked || (!isOfPanel && !keepsRecord(asking))) throw new RequestProblem('not-found');
    if (!reading.isNow) return new SeeOther(reading.go(paths.audits.moderation(of.audit, of.case)));
    const grades = await this.audits.openedGrades({ audit: of.audit, case: of.case, agency }, reading.point.position);
    const submittedGrades = grades.filter(({ submitted: isIn }) => isIn);
    if (submittedGrades.length === 0) throw new RequestProblem('not-found');
    await this.circle.note(asking, seen, reading.point, { what: 'agency-audit', case: of.case, agency });
    const about = { audit: seen.audit, of: of.case, agency };
    const view = gradesPage(about, submittedGrades, keepsRecord(asking), newId(), form?.grades, errors);
    return new Page('case-audits/grades', view, { point: reading.point, status });
  }

  private async moderate(asking: Asking, of: Of, body: unknown, order: ModerationOrder) {
    await this.circle.mustKnow(of.audit, asking);
    const carried = { action: `case-moderation:${order.type}`, subject: of, body: order };
    return attempt(() => this.commands.execute(new ModerateCase(commandOf(asking, body), carried, of, order)));
  }
}

function keepsRecord(asking: Asking): boolean {
  return may(asking, 'case-moderation:run');
}

/** What is wrong with a meeting, beside the agency that it is wrong with. */
function meetingErrors(refused: Refusal, meeting: Again['meeting']): readonly PageError[] {
  const { agencies } = refused.details as { agencies?: readonly string[] };
  if (refused.code === 'agency-neither-present-nor-absent' && agencies) {
    return agencies.map((agency) => ({
      text: 'Tick the agency as present, or say why it was not there, and not both',
      href: `#absent-${agency}`,
    }));
  }
  return errorsOf(refused, (field) =>
    field.replace(/^absent\/(\d+)\/reason$/, (_, place) => {
      return `absent-${meeting?.absent?.[Number(place)]?.agency ?? ''}`;
    }),
  );
}

/** What is wrong with grades, beside the domain that it is wrong with. */
function gradeErrors(refused: Refusal, { grades }: GradesForm): readonly PageError[] {
  const { domains } = refused.details as { domains?: readonly string[] };
  if (refused.code === 'reason-for-move-needed' && domains) {
    return domains.map((domain) => ({ text: 'Say why this grade moves', href: `#reason-${domain}` }));
  }
  return errorsOf(refused, (field) => {
    const isDomain = grades.some(({ domain }) => domain === field);
    return isDomain ? `grade-${field}` : `reason-${grades[Number(field.split('/')[1])]?.domain ?? ''}`;
  });
}
