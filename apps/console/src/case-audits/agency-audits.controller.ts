import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  AgencyAuditRow,
  agencyAuditIdOf,
  AnswerAgencyAudit,
  CaseAuditCaseRow,
  CaseAuditQueries,
  CaseAuditRow,
  CaseGradeRow,
  type AgencyAuditOrder,
  type ShownAudit,
} from '@goldenthread/case-audits';
import { newId, type Refusal } from '@goldenthread/event-sourcing';
import { AuditCircle, RequestProblem } from '@goldenthread/http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, statusOf } from '../forms/command-of.js';
import { fieldsOf } from '../forms/fields.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type Notice, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { CheckForm, DomainForm, FeedbackForm, SubmitAuditForm } from './agency-audit.form.js';
import { agencyAuditPage, type AgencyAuditFacts } from './agency-audit.page.js';
import { errorsOf } from './audit-words.js';
import { criteriaErrors, domainPage, type DomainFacts } from './domain.page.js';

const VIEWS = [CaseAuditRow, CaseAuditCaseRow, AgencyAuditRow, CaseGradeRow];

type Again = Pick<AgencyAuditFacts, 'errors' | 'typed'> & { readonly status?: number };

/** One agency's audit of a case: to be read at any date, and answered by the agency until the moderation. */
@Controller()
export class AgencyAuditsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly audits: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.audits.agency(':audit', ':case', ':agency'))
  @Requires('case-audit:read')
  async read(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') of: string,
    @Param('agency') agency: string,
  ): Promise<Page> {
    return this.page(request, asking, { audit, of, agency });
  }

  @Post(paths.audits.check(':audit', ':case'))
  @Requires('agency-audit:answer', { records: 'AgencyAuditRecordChecked' })
  async check(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') of: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(CheckForm, body);
    const part = { audit, of, agency: asking.actor.agency };
    const { answer, note, workers } = form;
    const order = { type: 'CheckRecord', answer, note, workers, basedOn: basedOnOf(body) ?? 'new' } as const;
    const notice = { title: 'Record check saved', text: CHECKED[answer] };
    return this.save(request, asking, part, { body, order, errors, typed: form, notice });
  }

  @Post(paths.audits.feedback(':audit', ':case'))
  @Requires('agency-audit:answer', { records: 'AgencyAuditFeedbackRecorded' })
  async feedback(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') of: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(FeedbackForm, body);
    const part = { audit, of, agency: asking.actor.agency };
    const { practitioners, family } = form;
    const order = { type: 'RecordFeedback', practitioners, family, basedOn: basedOnOf(body) ?? 'new' } as const;
    const notice = { title: 'Feedback saved', text: 'You can change it until you submit.' };
    return this.save(request, asking, part, { body, order, errors, typed: form, notice });
  }

  @Get(paths.audits.domain(':audit', ':case', ':domain'))
  @Requires('agency-audit:answer')
  async askToGrade(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') of: string,
    @Param('domain') domain: string,
  ): Promise<Page | SeeOther> {
    const kept = await this.kept.typed(request, DomainForm);
    const again = kept && { typed: kept.form, errors: kept.errors, basedOn: kept.basedOn };
    return this.domainPage(request, asking, { audit, of, domain }, again);
  }

  @Post(paths.audits.domain(':audit', ':case', ':domain'))
  @Requires('agency-audit:answer', { records: 'AgencyAuditDomainGraded' })
  async grade(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') of: string,
    @Param('domain') domain: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(DomainForm, body);
    const here = { audit, of, domain };
    const { basedOn } = fieldsOf(body);
    const known = await this.known(request, asking, audit);
    const all = [...errors, ...criteriaErrors(known, domain, form.criteria)];
    if (all.length > 0) return this.domainPage(request, asking, here, { typed: form, errors: all, basedOn, status: 422 });
    const part = { audit, of, agency: asking.actor.agency };
    const { grade, why, criteria } = form;
    const order = { type: 'GradeDomain', domain, grade, why, criteria, basedOn: basedOnOf(body) ?? 'new' } as const;
    const outcome = await this.answer(asking, part, body, order);
    if ('refused' in outcome) {
      const wrong = errorsOf(outcome.refused, (field) => criterionField(field, criteria));
      return this.domainPage(request, asking, here, { typed: form, errors: wrong, basedOn, status: statusOf(outcome.refused) });
    }
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.agency(audit, of, part.agency), {
      title: 'Domain graded',
      text: 'You can change it until you submit.',
    });
  }

  @Post(paths.audits.submit(':audit', ':case'))
  @Requires('agency-audit:answer', { records: 'AgencyAuditSubmitted' })
  async submit(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('audit') audit: string,
    @Param('case') of: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { errors } = submitted(SubmitAuditForm, body);
    const part = { audit, of, agency: asking.actor.agency };
    const order = { type: 'SubmitAgencyAudit', independent: true, basedOn: basedOnOf(body) ?? -1 } as const;
    const notice = { title: 'Audit submitted', text: 'Nobody of another agency sees it before the moderation of this case.' };
    return this.save(request, asking, part, { body, order, errors, notice });
  }

  /** Gives the order, and shows the agency's audit with a notice; the same again where something is wrong with the form. */
  private async save(
    request: FastifyRequest,
    asking: Asking,
    part: Part,
    wanted: { body: unknown; order: AgencyAuditOrder; errors: readonly PageError[]; typed?: Again['typed']; notice: Notice },
  ): Promise<Page | SeeOther> {
    const { body, order, errors, typed, notice } = wanted;
    if (errors.length > 0) return this.page(request, asking, part, { errors, typed, status: 422 });
    const outcome = await this.answer(asking, part, body, order);
    if ('refused' in outcome) return this.page(request, asking, part, { ...said(outcome.refused), typed });
    await this.readings.wrote(request, outcome.done.position);
    return new SeeOther(paths.audits.agency(part.audit, part.of, part.agency), notice);
  }

  private async page(
    request: FastifyRequest,
    asking: Asking,
    { audit: id, of: pseudonym, agency }: Part,
    { status, ...again }: Again = {},
  ): Promise<Page> {
    const reading = await this.readings.of(request, ...VIEWS);
    const { position } = reading.point;
    const seen = await this.circle.find(id, asking, reading.point);
    const [of, agencyAudit] = await Promise.all([
      this.audits.case(id, pseudonym, position),
      this.audits.agencyAudit(agencyAuditIdOf(id, pseudonym, agency), position),
    ]);
    if (!of || !agencyAudit) throw new RequestProblem('not-found');
    await this.circle.mustSeeAudit(seen, { case: pseudonym, agency, submitted: agencyAudit.status === 'submitted' });
    const grades = await this.audits.openedGrades({ audit: id, case: pseudonym, agency }, position);
    const nameOf = await this.people.namesOf([...agencyAudit.auditors, ...agencyAudit.workers]);
    await this.circle.note(asking, seen, reading.point, { what: 'agency-audit', case: pseudonym, agency });
    const mayAnswer = agency === asking.actor.agency && may(asking, 'agency-audit:answer');
    const named = agencyAudit.workers.map((person) => ({ person, name: nameOf(person) }));
    const colleagues = mayAnswer ? await this.colleaguesOf(asking, named) : [];
    const facts = { ...seen, of, agencyAudit, grades, reading, mayAnswer, colleagues, nameOf };
    const view = agencyAuditPage({ ...facts, commandId: newId(), ...again });
    return new Page('case-audits/agency-audit', view, { point: reading.point, status });
  }

  /** Everyone who acts for the agency of whoever asks, and whoever was named as having worked on the case, by name. */
  private async colleaguesOf(
    { actor, partnership }: Asking,
    named: AgencyAuditFacts['colleagues'],
  ): Promise<AgencyAuditFacts['colleagues']> {
    const people = partnership === null ? [] : await this.people.appointedIn(partnership);
    const own = people.filter(({ agency }) => agency === actor.agency);
    const once = [...new Map([...named, ...own].map(({ person, name }) => [person, { person, name }])).values()];
    return once.sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
  }

  private async domainPage(
    request: FastifyRequest,
    asking: Asking,
    { audit: id, of, domain }: { audit: string; of: string; domain: string },
    { status, ...again }: Pick<DomainFacts, 'typed' | 'errors' | 'basedOn'> & { readonly status?: number } = {},
  ): Promise<Page | SeeOther> {
    const reading = await this.readings.of(request, ...VIEWS);
    const { agency } = asking.actor;
    const { audit } = await this.circle.find(id, asking, reading.point);
    if (!reading.isNow) return new SeeOther(reading.go(paths.audits.agency(id, of, agency)));
    const [own, grades] = await Promise.all([
      this.audits.agencyAudit(agencyAuditIdOf(id, of, agency), reading.point.position),
      this.audits.openedGrades({ audit: id, case: of, agency }, reading.point.position),
    ]);
    if (!own || !audit.domains.some(({ key }) => key === domain)) throw new RequestProblem('not-found');
    const standing = grades.find((one) => one.domain === domain);
    const view = domainPage({ audit, of, agency, domain, standing, commandId: newId(), ...again });
    return new Page('case-audits/domain', view, { point: reading.point, status });
  }

  private async known(request: FastifyRequest, asking: Asking, id: string): Promise<ShownAudit> {
    const reading = await this.readings.of(request, CaseAuditRow);
    return (await this.circle.find(id, asking, reading.point)).audit;
  }

  private async answer(asking: Asking, { audit, of, agency }: Part, body: unknown, order: AgencyAuditOrder) {
    await this.circle.mustKnow(audit, asking);
    const part = { audit, case: of, agency };
    const carried = { action: `agency-audit:${order.type}`, subject: part, body: order };
    return attempt(() => this.commands.execute(new AnswerAgencyAudit(commandOf(asking, body), carried, part, order)));
  }
}

type Part = { readonly audit: string; readonly of: string; readonly agency: string };

const CHECKED = {
  known: 'Now grade each domain of your agency’s part in the case.',
  closed: 'Now grade each domain of your agency’s part in the case.',
  'not-known': 'That is an answer too: there is nothing more for your agency to do for this case.',
} as const;

function said(refused: Refusal, idOf?: (field: string) => string): Pick<Again, 'errors' | 'status'> {
  return { errors: errorsOf(refused, idOf), status: statusOf(refused) };
}

/** What a refusal calls `criteria/0/why`, or by the key of a criterion that is rated off the scale, the page calls by that key. */
function criterionField(field: string, criteria: DomainForm['criteria']): string {
  if (criteria.some(({ criterion }) => criterion === field)) return `rating-${field}`;
  const [, index, part] = /^criteria\/(\d+)\/(why|rating)$/.exec(field) ?? [];
  const criterion = index === undefined ? undefined : criteria[Number(index)];
  return criterion ? `${part ?? 'why'}-${criterion.criterion}` : field;
}
