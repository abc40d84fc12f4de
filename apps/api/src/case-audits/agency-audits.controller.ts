import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  AgencyAuditRow,
  AnswerAgencyAudit,
  CaseAuditCaseRow,
  CaseAuditQueries,
  CaseAuditRow,
  CaseGradeRow,
  agencyAuditIdOf,
  type AgencyAuditOrder,
} from '@goldenthread/case-audits';
import type { CommandContext } from '@goldenthread/event-sourcing';
import {
  AuditCircle,
  BasedOn,
  Commanded,
  plain,
  ReadingQuery,
  Readings,
  Reply,
  RequestProblem,
  type Precondition,
} from '@goldenthread/http';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { revisionOf } from '../section11/given-answer.js';
import { basisOf } from './basis.js';
import { DomainDto, FeedbackDto, RecordCheckDto, SubmissionDto } from './case-audit.dto.js';

/** The cases of an audit, and what each agency says of its own part in them. */
@ApiTags('case-audits')
@Controller('api/v1/case-audits/:audit/cases')
export class AgencyAuditsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly people: PeopleDirectory,
  ) {}

  /** Every case with its moderation, and how far agencies have come: an agency sees how far it has come itself. */
  @Get()
  @ApiOperation({ summary: 'The cases of an audit, and how far each agency has come' })
  @Requires('case-audit:read')
  async list(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow, CaseAuditCaseRow, AgencyAuditRow);
    const { sight } = await this.circle.find(id, asking, point);
    const [cases, audits] = await Promise.all([this.queries.cases(id, point.position), this.queries.agencyAudits(id, point.position)]);
    const shown = audits.filter(({ agency }) => sight.grades || agency === sight.own);
    const body = cases.map(({ case: pseudonym, ordinal, ageBand, quarterOfBirth, gender, level, placement, moderation }) => ({
      case: pseudonym,
      ordinal,
      ageBand,
      quarterOfBirth,
      gender,
      level,
      placement,
      moderation,
      agencies: shown
        .filter((one) => one.case === pseudonym)
        .map(({ agency, agencyName, status, answer, submittedOn }) => ({ agency, agencyName, status, answer, submittedOn })),
    }));
    return new Reply({ audit: id, cases: body }, { point });
  }

  /** What an agency said of a case, word by word: its own at any time, another's as the circle may see it. */
  @Get(':case/agencies/:agency')
  @ApiOperation({ summary: 'One agency’s audit of one case' })
  @Requires('case-audit:read')
  async read(
    @Param('audit') id: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Asking() asking: Asking,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow, AgencyAuditRow, CaseGradeRow);
    const seen = await this.circle.find(id, asking, point);
    const shown = await this.queries.agencyAudit(agencyAuditIdOf(id, pseudonym, agency), point.position);
    if (!shown) throw new RequestProblem('not-found');
    const submitted = shown.status === 'submitted';
    await this.circle.mustSeeAudit(seen, { case: pseudonym, agency, submitted });
    const [grades, nameOf] = await Promise.all([
      this.queries.openedGrades({ audit: id, case: pseudonym, agency }, point.position),
      this.people.namesOf(shown.auditors),
    ]);
    await this.circle.note(asking, seen, point, { what: 'agency-audit', case: pseudonym, agency });
    const auditors = shown.auditors.map((person) => ({ person, name: nameOf(person) }));
    const domains = grades.map(({ domain, domainTitle: title, agencyGrade: grade, why, criteria, revision }) => {
      return { domain, title, grade, why, criteria, revision };
    });
    const workers = agency === seen.sight.own ? shown.workers : undefined;
    return new Reply(
      { ...shown, workers, auditors, domains },
      { point, revision: point.isNow ? (shown.revision ?? undefined) : undefined },
    );
  }

  @Put(':case/record-check')
  @ApiOperation({ summary: 'Say whether your agency knows the child' })
  @Requires('agency-audit:answer', { records: 'AgencyAuditRecordChecked' })
  check(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: RecordCheckDto,
  ): Promise<Reply<object>> {
    const basedOn = basisOf(precondition);
    const order = { type: 'CheckRecord', ...plain(body), workers: body.workers ?? [], basedOn } as const;
    return this.answer('check', { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Put(':case/domains/:domain')
  @ApiOperation({ summary: 'Grade one domain of your agency’s part in a case' })
  @Requires('agency-audit:answer', { records: 'AgencyAuditDomainGraded' })
  grade(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('domain') domain: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: DomainDto,
  ): Promise<Reply<object>> {
    const order = { type: 'GradeDomain', domain, ...plain(body), basedOn: basisOf(precondition) } as const;
    return this.answer(`grade:${domain}`, { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Put(':case/feedback')
  @ApiOperation({ summary: 'Record what practitioners and the family said' })
  @Requires('agency-audit:answer', { records: 'AgencyAuditFeedbackRecorded' })
  feedback(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: FeedbackDto,
  ): Promise<Reply<object>> {
    const order = { type: 'RecordFeedback', ...plain(body), basedOn: basisOf(precondition) } as const;
    return this.answer('feedback', { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Post(':case/submission')
  @ApiOperation({ summary: 'Submit your agency’s audit of a case, as it was read' })
  @Requires('agency-audit:answer', { records: 'AgencyAuditSubmitted' })
  submit(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() basedOn: Precondition,
    @Body() body: SubmissionDto,
  ): Promise<Reply<object>> {
    const order = { type: 'SubmitAgencyAudit', independent: body.independent, basedOn: revisionOf(basedOn) } as const;
    return this.answer('submit', { audit, case: pseudonym }, { context, asking, body, order });
  }

  private async answer(
    step: string,
    of: { readonly audit: string; readonly case: string },
    { context, asking, body, order }: { context: CommandContext; asking: Asking; body: object; order: AgencyAuditOrder },
  ): Promise<Reply<object>> {
    await this.circle.mustKnow(of.audit, asking);
    const { agency } = context.actor;
    const part = { ...of, agency };
    const request = { action: `agency-audit:${step}`, subject: part, body: { ...plain(body), basedOn: order.basedOn } };
    const executed = await this.commands.execute(new AnswerAgencyAudit(context, request, part, order));
    return recorded(executed, part, `/api/v1/case-audits/${of.audit}/cases/${of.case}/agencies/${agency}`);
  }
}
