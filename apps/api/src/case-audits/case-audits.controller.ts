import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { daysBetween } from '@goldenthread/calendar';
import {
  AgencyAuditRow,
  auditIdOf,
  CaseAuditBriefingRow,
  CaseAuditCaseRow,
  CaseAuditFindingRow,
  CaseAuditQueries,
  CaseAuditReadingRow,
  CaseAuditRow,
  CaseGradeRow,
  comparisonOf,
  glanceOf,
  movementOf,
  owedOf,
  PlanAudit,
  THEMES,
} from '@goldenthread/case-audits';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { AuditCircle, Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { PlanAuditDto } from './case-audit.dto.js';
import { auditOf, findingOf, listed, themeOf } from './case-audits.shapes.js';

const LEVEL_TITLES = ['inadequate', 'requires-improvement', 'good', 'outstanding'] as const;

/** Case audits as they are planned, and what they come to. */
@ApiTags('case-audits')
@Controller('api/v1/case-audits')
export class CaseAuditsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: CaseAuditQueries,
    private readonly circle: AuditCircle,
    private readonly people: PeopleDirectory,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Plan an audit' })
  @Requires('case-audit:plan', { records: 'CaseAuditPlanned' })
  async plan(@Commanded() context: CommandContext, @Asking() { partnership }: Asking, @Body() body: PlanAuditDto): Promise<Reply<object>> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const request = { action: 'case-audit:plan', subject: { partnership }, body: plain(body) };
    const wanted = { ...plain(body), with: body.with ?? [], partnership };
    const executed = await this.commands.execute(new PlanAudit(context, request, wanted));
    const audit = auditIdOf(context.commandId);
    return recorded(executed, { audit }, `/api/v1/case-audits/${audit}`);
  }

  @Get()
  @ApiOperation({ summary: 'The audits that you can see' })
  @Requires('case-audit:read')
  async list(@Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow);
    const audits = (await this.circle.all(asking, point)).map(({ audit, sight }) => listed(audit, sight));
    return new Reply({ audits }, { point });
  }

  /** Themes across all audits and years that somebody sees the grades of: how many audits, cases and findings of each kind. */
  @Get('themes')
  @ApiOperation({ summary: 'Themes across audits and years' })
  @Requires('case-audit:read')
  async themes(@Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow, CaseAuditFindingRow);
    const themes = (await this.circle.themes(asking, point)).map(({ theme, ...counts }) => ({ theme: themeOf(theme), ...counts }));
    const csv = (): string =>
      toCsv(themes, [
        { heading: 'Theme', value: ({ theme }) => theme.title },
        { heading: 'Year', value: ({ year }) => year },
        { heading: 'Audits', value: ({ audits: count }) => count },
        { heading: 'Cases', value: ({ cases }) => cases },
        { heading: 'Strengths', value: ({ findings }) => findings.strength },
        { heading: 'Good practice', value: ({ findings }) => findings['good-practice'] },
        { heading: 'Learning', value: ({ findings }) => findings.learning },
        { heading: 'Concerns', value: ({ findings }) => findings.concern },
      ]);
    const list = Object.entries(THEMES).map(([key, title]) => ({ key, title }));
    return new Reply({ themes, list }, { point, csv: { name: 'case-audit-themes', text: csv } });
  }

  @Get(':audit')
  @ApiOperation({ summary: 'One audit: what it looks at, by whom, and how far it has come' })
  @Requires('case-audit:read')
  async read(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow);
    const { audit, sight } = await this.circle.find(id, asking, point);
    return new Reply(auditOf(audit, sight), { point, revision: point.isNow ? audit.revision : undefined });
  }

  /** Every agency by every domain: how many cases were agreed at each grade. Unsuppressed, so the reading is noted. */
  @Get(':audit/glance')
  @ApiOperation({ summary: 'An audit at a glance: agency by domain' })
  @Requires('case-audit:read')
  async glance(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const { seen, grades, point } = await this.graded(id, asking, query);
    const { agencies, domains } = seen.audit;
    const cells = glanceOf(seen.audit, grades);
    const nameOf = new Map(agencies.map(({ agency, name }) => [agency, name]));
    const titleOf = new Map(domains.map(({ key, title }) => [key, title]));
    const csv = (): string =>
      toCsv(cells, [
        { heading: 'Agency', value: ({ agency }) => nameOf.get(agency) ?? agency },
        { heading: 'Domain', value: ({ domain }) => titleOf.get(domain) ?? domain },
        ...LEVEL_TITLES.map((level) => ({ heading: level, value: ({ counts }: (typeof cells)[number]) => counts[level] })),
        { heading: 'Waiting', value: ({ waiting }) => waiting },
        { heading: 'Disputed', value: ({ disputed }) => disputed },
      ]);
    const headings = domains.map(({ key, title }) => ({ key, title }));
    return new Reply({ audit: id, agencies, domains: headings, cells }, { point, csv: { name: 'case-audit-glance', text: csv } });
  }

  @Get(':audit/movement')
  @ApiOperation({ summary: 'How grades moved from self to moderated to agreed' })
  @Requires('case-audit:read')
  async movement(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const { seen, grades, point } = await this.graded(id, asking, query);
    return new Reply({ audit: id, ...movementOf(seen.audit.scale.levels, grades) }, { point });
  }

  /** A re-audit beside the audit it repeats; nothing to those who do not see the grades of that one. */
  @Get(':audit/comparison')
  @ApiOperation({ summary: 'A re-audit beside the audit it repeats' })
  @Requires('case-audit:read')
  async comparison(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const { seen, grades, point } = await this.graded(id, asking, query);
    const before = await this.circle.gradesBefore(seen, asking, point);
    if (!before) return new Reply({ audit: id, reAuditOf: null, domains: [] }, { point });
    return new Reply({ audit: id, reAuditOf: seen.audit.reAuditOf, domains: comparisonOf(seen.audit, before, grades) }, { point });
  }

  /** What each agency still owes; an agency sees what it owes itself. */
  @Get(':audit/owed')
  @ApiOperation({ summary: 'What each agency still owes' })
  @Requires('case-audit:read')
  async owed(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow, AgencyAuditRow);
    const { sight } = await this.circle.find(id, asking, point);
    const audits = await this.queries.agencyAudits(id, point.position);
    const shown = audits.filter(({ agency }) => sight.grades || agency === sight.own);
    const owed = owedOf(shown, (dueOn) => Math.max(0, daysBetween(dueOn, point.day)));
    return new Reply({ audit: id, owed }, { point });
  }

  /** Findings, recommendations, report and briefing; those who were only asked see it once it is agreed. */
  @Get(':audit/report')
  @ApiOperation({ summary: 'Findings, recommendations, report and briefing' })
  @Requires('case-audit:read')
  async report(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow, CaseAuditFindingRow, CaseAuditBriefingRow);
    const seen = await this.circle.find(id, asking, point);
    if (!seen.sight.drafts && seen.audit.agreedOn === null) throw new RequestProblem('not-found');
    const { title, reportSummary: summary, reportNumber: number, agreedOn, briefing } = seen.audit;
    const [findings, recommendations, groups] = await Promise.all([
      this.queries.findings(id, point.position),
      this.queries.recommendations(id, point.position),
      this.queries.briefings([id], point.position),
    ]);
    await this.circle.note(asking, seen, point, { what: 'findings' });
    const shown = findings.map((finding) => findingOf(finding, seen.sight));
    return new Reply({ audit: id, title, summary, number, agreedOn, findings: shown, recommendations, briefing, groups }, { point });
  }

  /** Who of the circle read what, and when. */
  @Get(':audit/readings')
  @ApiOperation({ summary: 'Who of the circle read what, and when' })
  @Requires('case-audit:readings')
  async readingsOf(@Param('audit') id: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, CaseAuditRow, CaseAuditReadingRow);
    await this.circle.find(id, asking, point);
    const rows = await this.queries.readings(id, point.position);
    const nameOf = await this.people.namesOf(rows.map(({ person }) => person));
    const readings = rows.map(({ validFrom: _, validTo: __, ...row }) => ({ ...row, name: nameOf(row.person) }));
    return new Reply({ audit: id, readings }, { point });
  }

  /** Unsuppressed grades, for those who may see them; each reading is noted. */
  private async graded(id: string, asking: Asking, query: ReadingQuery) {
    const point = await this.readings.at(query, CaseAuditRow, CaseGradeRow, CaseAuditCaseRow);
    const seen = await this.circle.find(id, asking, point);
    if (!seen.sight.grades) throw new RequestProblem('not-found');
    const grades = await this.queries.grades({ audit: id }, point.position);
    await this.circle.note(asking, seen, point, { what: 'grades' });
    return { seen, grades, point };
  }
}
