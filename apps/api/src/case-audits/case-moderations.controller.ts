import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import {
  AgencyAuditRow,
  CaseAuditCaseRow,
  CaseAuditQueries,
  CaseAuditRow,
  CaseGradeRow,
  DISPUTE_LADDER,
  GradeNoteRow,
  ModerateCase,
  type ModerationOrder,
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
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { basisOf } from './basis.js';
import {
  ConclusionDto,
  DisputeDecisionDto,
  DisputeDto,
  DissentDto,
  GradesDto,
  ModerationMeetingDto,
  OpenModerationDto,
} from './case-audit.dto.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };
const GRADE = 'agencies/:agency/domains/:domain';

type Carried = { readonly context: CommandContext; readonly asking: Asking; readonly body: object; readonly order: ModerationOrder };

/** The moderation of one case: what agencies said, what moderators say, what all agree, and who thinks otherwise. */
@ApiTags('case-audits')
@Controller('api/v1/case-audits/:audit/cases/:case/moderation')
export class CaseModerationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly people: PeopleDirectory,
  ) {}

  /** Self, moderator and agreed side by side, with the reason of each move. */
  @Get()
  @ApiOperation({ summary: 'The grades of a case side by side: self, moderator, agreed' })
  @Requires('case-audit:read')
  async read(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Asking() asking: Asking,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const { found, grades, notes, point } = await this.find({ audit, case: pseudonym }, asking, query);
    return new Reply({ ...found, grades, notes }, { point, revision: tagOf(point, found.moderationRevision) });
  }

  /** The grades of one agency; its entity tag is what grading and agreeing them is based on. */
  @Get('agencies/:agency')
  @ApiOperation({ summary: 'The grades of one agency in a case, as they are moderated' })
  @Requires('case-audit:read')
  async readAgency(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Asking() asking: Asking,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const { grades: all, notes, point } = await this.find({ audit, case: pseudonym }, asking, query);
    const grades = all.filter((one) => one.agency === agency);
    if (grades.length === 0) throw new RequestProblem('not-found');
    const revisions = grades.flatMap(({ moderationRevision }) => moderationRevision ?? []);
    const revision = tagOf(point, revisions.length === 0 ? null : Math.max(...revisions));
    const own = notes.filter((one) => one.agency === agency);
    return new Reply({ audit, case: pseudonym, agency, grades, notes: own }, { point, revision });
  }

  /** One grade, with what was said against it; its entity tag is what dissent and dispute are based on. */
  @Get(GRADE)
  @ApiOperation({ summary: 'One grade, who thinks otherwise, and where a dispute about it stands' })
  @Requires('case-audit:read')
  async readGrade(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Param('domain') domain: string,
    @Asking() asking: Asking,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const { grades, notes, point } = await this.find({ audit, case: pseudonym }, asking, query);
    const grade = grades.find((one) => one.agency === agency && one.domain === domain);
    if (!grade) throw new RequestProblem('not-found');
    const own = notes.filter((one) => one.agency === agency && one.domain === domain);
    const body = { audit, case: pseudonym, ...grade, ladder: DISPUTE_LADDER, notes: own };
    return new Reply(body, { point, revision: tagOf(point, grade.moderationRevision) });
  }

  @Post()
  @ApiOperation({ summary: 'Lay the submitted audits of a case side by side' })
  @Requires('case-moderation:run', { resource: AUDIT, records: 'CaseModerationOpened' })
  open(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: OpenModerationDto,
  ): Promise<Reply<object>> {
    const order = { type: 'OpenModeration', withoutReason: body.withoutReason, basedOn: basisOf(precondition) } as const;
    return this.moderate('open', { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Post('meeting')
  @ApiOperation({ summary: 'Record who was at the moderation' })
  @Requires('case-moderation:run', { resource: AUDIT, records: 'CaseModerationHeld' })
  hold(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: ModerationMeetingDto,
  ): Promise<Reply<object>> {
    const order = { type: 'HoldModeration', ...plain(body), absent: plain(body).absent ?? [], basedOn: basisOf(precondition) } as const;
    return this.moderate('hold', { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Put('agencies/:agency/moderator-grades')
  @ApiOperation({ summary: 'Grade another agency’s domains, as a member of the panel' })
  @Requires('case-moderation:moderate', { records: 'AgencyGradesModerated' })
  grade(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: GradesDto,
  ): Promise<Reply<object>> {
    const order = { type: 'ModerateGrades', agency, grades: plain(body).grades, basedOn: basisOf(precondition) } as const;
    return this.moderate(`moderate:${agency}`, { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Put('agencies/:agency/agreed-grades')
  @ApiOperation({ summary: 'Record what the meeting agreed for an agency' })
  @Requires('case-moderation:run', { resource: AUDIT, records: 'AgencyGradesAgreed' })
  agree(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: GradesDto,
  ): Promise<Reply<object>> {
    const order = { type: 'AgreeGrades', agency, grades: plain(body).grades, basedOn: basisOf(precondition) } as const;
    return this.moderate(`agree:${agency}`, { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Post(`${GRADE}/dissent`)
  @ApiOperation({ summary: 'Record that an agency which was there thinks otherwise' })
  @Requires('case-moderation:run', { resource: AUDIT, records: 'GradeDissentRecorded' })
  dissent(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Param('domain') domain: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: DissentDto,
  ): Promise<Reply<object>> {
    const order = { type: 'RecordDissent', agency, domain, ...plain(body), basedOn: basisOf(precondition) } as const;
    return this.moderate(`dissent:${agency}:${domain}`, { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Post(`${GRADE}/dispute`)
  @ApiOperation({ summary: 'Dispute a grade of your own agency' })
  @Requires('case-moderation:dispute', { records: 'GradeDisputed' })
  dispute(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Param('domain') domain: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: DisputeDto,
  ): Promise<Reply<object>> {
    const order = { type: 'DisputeGrade', agency, domain, reason: body.reason, basedOn: basisOf(precondition) } as const;
    return this.moderate(`dispute:${agency}:${domain}`, { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Post(`${GRADE}/dispute/escalation`)
  @ApiOperation({ summary: 'Take a dispute one step up the ladder' })
  @Requires('case-moderation:run', { resource: AUDIT, records: 'GradeDisputeEscalated' })
  escalate(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Param('domain') domain: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: DisputeDto,
  ): Promise<Reply<object>> {
    const order = { type: 'EscalateDispute', agency, domain, reason: body.reason, basedOn: basisOf(precondition) } as const;
    return this.moderate(`escalate:${agency}:${domain}`, { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Post(`${GRADE}/dispute/decision`)
  @ApiOperation({ summary: 'Record how a dispute was decided' })
  @Requires('case-moderation:run', { resource: AUDIT, records: 'GradeDisputeDecided' })
  decide(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Param('agency') agency: string,
    @Param('domain') domain: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: DisputeDecisionDto,
  ): Promise<Reply<object>> {
    const order = { type: 'DecideDispute', agency, domain, ...plain(body), basedOn: basisOf(precondition) } as const;
    return this.moderate(`decide:${agency}:${domain}`, { audit, case: pseudonym }, { context, asking, body, order });
  }

  @Post('conclusion')
  @ApiOperation({ summary: 'Conclude a moderation, with what must always be summed up' })
  @Requires('case-moderation:run', { resource: AUDIT, records: 'CaseModerationConcluded' })
  conclude(
    @Param('audit') audit: string,
    @Param('case') pseudonym: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: ConclusionDto,
  ): Promise<Reply<object>> {
    const order = { type: 'ConcludeModeration', summaries: plain(body), basedOn: basisOf(precondition) } as const;
    return this.moderate('conclude', { audit, case: pseudonym }, { context, asking, body, order });
  }

  private async find(of: { readonly audit: string; readonly case: string }, asking: Asking, query: ReadingQuery) {
    const point = await this.readings.at(query, CaseAuditRow, CaseAuditCaseRow, CaseGradeRow, GradeNoteRow, AgencyAuditRow);
    const seen = await this.circle.find(of.audit, asking, point);
    const found = await this.queries.case(of.audit, of.case, point.position);
    if (!found) throw new RequestProblem('not-found');
    await this.circle.mustSeeModeration(seen, of.case);
    const [all, notes] = await Promise.all([
      this.queries.openedGrades(of, point.position),
      this.queries.notes(of.audit, of.case, point.position),
    ]);
    const table = all.filter(({ agency }) => found.moderated.includes(agency));
    const nameOf = await this.people.namesOf(table.map(({ moderator }) => moderator));
    await this.circle.note(asking, seen, point, { what: 'moderation', case: of.case });
    const grades = table.map(({ why: _, criteria: __, submitted: ___, audit: ____, case: _____, moderator, ...grade }) => {
      return { ...grade, moderator: moderator && { person: moderator, name: nameOf(moderator) } };
    });
    return { found, grades, notes, point };
  }

  private async moderate(step: string, of: { readonly audit: string; readonly case: string }, carried: Carried): Promise<Reply<object>> {
    const { context, asking, body, order } = carried;
    await this.circle.mustKnow(of.audit, asking);
    const request = { action: `case-moderation:${step}`, subject: of, body: { ...plain(body), basedOn: order.basedOn } };
    const executed = await this.commands.execute(new ModerateCase(context, request, of, order));
    return recorded(executed, of, `/api/v1/case-audits/${of.audit}/cases/${of.case}/moderation`);
  }
}

/** The entity tag of what is read; none of what stood at an earlier date. */
function tagOf({ isNow }: ReadingPoint, revision: number | null): number | undefined {
  return isNow ? (revision ?? undefined) : undefined;
}
