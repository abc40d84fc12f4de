import { Asking, Requires } from '@goldenthread/access';
import {
  AnswerRisks,
  CaseAuditRow,
  EMERGING_RISK_VIEWS,
  EmergingRisksQueries,
  isTheme,
  quarterInWords,
  RaiseRisk,
  ReportRisks,
  riskIdOf,
  risksByGroup,
  THEMES,
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
  toCsv,
  type Precondition,
} from '@goldenthread/http';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { basisOf } from './basis.js';
import { QuarterReportDto, RiskDto, RiskReplyDto, RisksQuery } from './case-audit.dto.js';
import { themeOf } from './case-audits.shapes.js';

const VIEWS = [...EMERGING_RISK_VIEWS, RegisterFactRow, CaseAuditRow];

/** What local groups see coming: raised by themselves or said of a briefing, and reported to the executive by the quarter. */
@ApiTags('case-audits')
@Controller('api/v1/case-audits/emerging-risks')
export class EmergingRisksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: EmergingRisksQueries,
    private readonly register: RegisterQueries,
    private readonly circle: AuditCircle,
  ) {}

  /** What came up from the groups, of all audits together; of one quarter where it is named. */
  @Get()
  @ApiOperation({ summary: 'What groups see coming, for the quarterly report' })
  @Requires('emerging-risk:read')
  async list(@Asking() asking: Asking, @Query() query: RisksQuery): Promise<Reply<object>> {
    const partnership = partnershipOf(asking);
    const point = await this.readings.at(query, ...VIEWS);
    const [found, seen] = await Promise.all([
      this.queries.risks(partnership, point.position, query.quarter),
      this.circle.all(asking, point),
    ]);
    const titles = new Map(seen.map(({ audit }) => [audit.audit, audit.title]));
    const risks = found.map(({ partnership: _, themes, audit, ...risk }) => {
      return { ...risk, themes: themes.map(themeOf), audit, auditTitle: audit === null ? null : (titles.get(audit) ?? null) };
    });
    const csv = (): string =>
      toCsv(found, [
        { heading: 'Quarter', value: ({ quarter }) => quarter },
        { heading: 'Group', value: ({ groupName }) => groupName },
        { heading: 'Raised on', value: ({ raisedOn }) => raisedOn },
        { heading: 'Themes', value: ({ themes }) => themes.map((key) => (isTheme(key) ? THEMES[key] : key)).join(', ') },
        { heading: 'Risk', value: ({ text }) => text },
        { heading: 'After the briefing of', value: ({ audit }) => (audit === null ? null : titles.get(audit)) },
      ]);
    return new Reply({ risks }, { point, csv: { name: 'emerging-risks', text: csv } });
  }

  @Post()
  @ApiOperation({ summary: 'Record a risk that a group sees coming by itself' })
  @Requires('emerging-risk:raise', { records: 'EmergingRiskRaised' })
  async raise(@Commanded() context: CommandContext, @Asking() asking: Asking, @Body() body: RiskDto): Promise<Reply<object>> {
    const partnership = partnershipOf(asking);
    const request = { action: 'emerging-risk:raise', subject: { partnership }, body: plain(body) };
    const executed = await this.commands.execute(new RaiseRisk(context, request, { partnership, ...plain(body) }));
    return recorded(executed, { risk: riskIdOf(context.commandId) }, '/api/v1/case-audits/emerging-risks');
  }

  /** The last report of a quarter: its risks are those as at the position that it names; and what the executive replied. */
  @Get(':quarter/report')
  @ApiOperation({ summary: 'What a quarter’s risks came to, as it was reported to the executive' })
  @Requires('emerging-risk:read')
  async report(@Param('quarter') quarter: string, @Asking() asking: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const partnership = partnershipOf(asking);
    const point = await this.readings.at(query, ...VIEWS);
    const [found, replied] = await Promise.all([
      this.queries.report(partnership, quarter, point.position),
      this.queries.replies(partnership, quarter, point.position),
    ]);
    if (!found) throw new RequestProblem('not-found');
    const { revision, ...shown } = found;
    const replies = replied.map(({ partnership: _, quarter: __, ...reply }) => reply);
    const body = { ...shown, quarterInWords: quarterInWords(quarter), replies };
    return new Reply(body, { point, revision: point.isNow ? revision : undefined });
  }

  /** Reports the quarter as it stands now; again, where more came up since. */
  @Put(':quarter/report')
  @ApiOperation({ summary: 'Report what came up in a quarter to the executive, all groups in one' })
  @Requires('emerging-risk:report', { records: 'EmergingRisksReported' })
  async tell(
    @Param('quarter') quarter: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: QuarterReportDto,
  ): Promise<Reply<object>> {
    const partnership = partnershipOf(asking);
    const point = await this.readings.at({}, ...VIEWS);
    const risks = await this.queries.risks(partnership, point.position, quarter);
    const groups = risksByGroup(await this.localGroups(partnership, point), risks);
    const basedOn = basisOf(precondition);
    const wanted = { partnership, quarter, summary: body.summary, position: String(point.position), groups, basedOn };
    const request = { action: 'emerging-risk:report', subject: { partnership, quarter }, body: { ...plain(body), basedOn } };
    const executed = await this.commands.execute(new ReportRisks(context, request, wanted));
    return recorded(executed, { quarter }, `/api/v1/case-audits/emerging-risks/${quarter}/report`);
  }

  @Post(':quarter/report/replies')
  @ApiOperation({ summary: 'Record what the executive replied to a quarter’s report' })
  @Requires('emerging-risk:answer', { records: 'EmergingRisksAnswered' })
  async answer(
    @Param('quarter') quarter: string,
    @Commanded() context: CommandContext,
    @Asking() asking: Asking,
    @BasedOn() precondition: Precondition,
    @Body() body: RiskReplyDto,
  ): Promise<Reply<object>> {
    const partnership = partnershipOf(asking);
    const basedOn = basisOf(precondition);
    const request = { action: 'emerging-risk:answer', subject: { partnership, quarter }, body: { ...plain(body), basedOn } };
    const executed = await this.commands.execute(new AnswerRisks(context, request, { partnership, quarter, basedOn, ...plain(body) }));
    return recorded(executed, { quarter }, `/api/v1/case-audits/emerging-risks/${quarter}/report`);
  }

  /** The local groups that there are on the day: each is to report, be it that it sees nothing. */
  private async localGroups(partnership: string, point: ReadingPoint): Promise<readonly { group: string; name: string }[]> {
    const register = await this.register.partnership(partnership, point);
    const local = (register?.groups ?? []).filter(({ role, holds }) => role === 'local' && holds);
    return local.map(({ group, name }) => ({ group, name }));
  }
}

function partnershipOf({ partnership }: Asking): string {
  if (partnership === null) throw new RequestProblem('not-permitted');
  return partnership;
}
