import { Requires } from '@goldenthread/access';
import { DirectAudit, itemIdOf, selectCases, type AuditOrder } from '@goldenthread/case-audits';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { BasedOn, Commanded, plain, Reply, type Precondition } from '@goldenthread/http';
import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { revisionOf } from '../section11/given-answer.js';
import {
  AcknowledgementDto,
  AgreementDto,
  BriefingDto,
  FindingDto,
  GovernanceDto,
  IssueDto,
  RecommendationDto,
  ReplyDto,
  ReportDto,
  SelectionDto,
} from './case-audit.dto.js';

const AUDIT = { kind: 'case-audit', param: 'audit' };

/**
 * The steps of an audit, from what makes it lawful to the acknowledgement of its briefing. Each is based on the audit as it
 * was read; what a group says and is told, on the group's own entry of the report. Findings and recommendations are new.
 */
@ApiTags('case-audits')
@Controller('api/v1/case-audits/:audit')
export class AuditStepsController {
  constructor(private readonly commands: CommandBus) {}

  @Put('governance')
  @ApiOperation({ summary: 'Record lawful basis, information-sharing agreement and impact assessment' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditGovernanceRecorded' })
  govern(
    @Param('audit') audit: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: GovernanceDto,
  ): Promise<Reply<object>> {
    return this.direct('govern', audit, context, body, { type: 'RecordGovernance', governance: plain(body), basedOn: revisionOf(basedOn) });
  }

  /**
   * Draws the cases. The answer links each pseudonym to the reference it was drawn by: nowhere else does that stand, so
   * keep it where your partnership keeps such links.
   */
  @Post('selection')
  @ApiOperation({ summary: 'Draw the cases, and learn once which reference has which pseudonym' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditCasesSelected' })
  async select(
    @Param('audit') audit: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: SelectionDto,
  ): Promise<Reply<object>> {
    const { describedAs, takenOn, includesPlacedOutside, population, seed, strata, exclusions = [], names = [] } = plain(body);
    const wanted = { population, seed, strata, exclusions };
    const request = { action: 'case-audit:select', subject: { audit }, body: { ...plain(body), basedOn: revisionOf(basedOn) } };
    const order = {
      type: 'SelectCases',
      describedAs,
      takenOn,
      includesPlacedOutside,
      wanted,
      listed: names,
      basedOn: revisionOf(basedOn),
    } as const;
    const executed = await this.commands.execute(new DirectAudit(context, request, audit, order));
    const [event] = executed.events;
    const cases = event?.type === 'CaseAuditCasesSelected' ? event.data.cases : [];
    const drawn = selectCases(wanted).drawn.map(({ ref }, index) => ({ case: cases[index]?.case, ref }));
    return recorded(executed, { audit, drawn }, `/api/v1/case-audits/${audit}/cases`);
  }

  @Post('tools')
  @ApiOperation({ summary: 'Ask every agency about every case' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditToolsIssued' })
  issue(
    @Param('audit') audit: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: IssueDto,
  ): Promise<Reply<object>> {
    return this.direct('issue', audit, context, body, { type: 'IssueTools', dueOn: body.dueOn, basedOn: revisionOf(basedOn) });
  }

  @Post('findings')
  @ApiOperation({ summary: 'Record what was found: a strength, good practice, learning or a concern' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditFindingRecorded' })
  find(@Param('audit') audit: string, @Commanded() context: CommandContext, @Body() body: FindingDto): Promise<Reply<object>> {
    const finding = itemIdOf(context.commandId);
    return this.direct('find', audit, context, body, { type: 'RecordFinding', ...plain(body) }, { finding });
  }

  @Post('recommendations')
  @ApiOperation({ summary: 'Recommend what follows from findings' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditRecommendationMade' })
  recommend(@Param('audit') audit: string, @Commanded() context: CommandContext, @Body() body: RecommendationDto): Promise<Reply<object>> {
    const recommendation = itemIdOf(context.commandId);
    return this.direct('recommend', audit, context, body, { type: 'MakeRecommendation', ...plain(body) }, { recommendation });
  }

  @Post('report')
  @ApiOperation({ summary: 'Present the report to the sub-committee' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditReportPresented' })
  present(
    @Param('audit') audit: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: ReportDto,
  ): Promise<Reply<object>> {
    return this.direct('present', audit, context, body, { type: 'PresentReport', summary: body.summary, basedOn: revisionOf(basedOn) });
  }

  @Post('report/agreement')
  @ApiOperation({ summary: 'Agree the report, as the sub-committee did at a meeting' })
  @Requires('case-audit:agree', { resource: AUDIT, records: 'CaseAuditReportAgreed' })
  agree(
    @Param('audit') audit: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: AgreementDto,
  ): Promise<Reply<object>> {
    return this.direct('agree', audit, context, body, { type: 'AgreeReport', meetingOn: body.heldOn, basedOn: revisionOf(basedOn) });
  }

  @Post('briefing')
  @ApiOperation({ summary: 'Share the learning briefing with named groups' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditBriefingShared' })
  share(
    @Param('audit') audit: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: BriefingDto,
  ): Promise<Reply<object>> {
    return this.direct('share', audit, context, body, { type: 'ShareBriefing', ...plain(body), basedOn: revisionOf(basedOn) });
  }

  @Post('briefing/groups/:group/acknowledgement')
  @ApiOperation({ summary: 'Acknowledge the briefing for a group, with what it says back' })
  @Requires('case-audit:acknowledge', { resource: AUDIT, records: 'CaseAuditBriefingAcknowledged' })
  async acknowledge(
    @Param('audit') audit: string,
    @Param('group') group: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: AcknowledgementDto,
  ): Promise<Reply<object>> {
    const request = { action: 'case-audit:acknowledge', subject: { audit, group }, body: { ...plain(body), basedOn: revisionOf(basedOn) } };
    const order = { type: 'AcknowledgeBriefing', group, ...plain(body), basedOn: revisionOf(basedOn) } as const;
    const executed = await this.commands.execute(new DirectAudit(context, request, audit, order));
    return recorded(executed, { audit, group }, `/api/v1/case-audits/${audit}/report`);
  }

  @Post('briefing/groups/:group/reply')
  @ApiOperation({ summary: 'Answer what a group said of the briefing' })
  @Requires('case-audit:direct', { resource: AUDIT, records: 'CaseAuditFeedbackAnswered' })
  async reply(
    @Param('audit') audit: string,
    @Param('group') group: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: ReplyDto,
  ): Promise<Reply<object>> {
    const request = { action: 'case-audit:reply', subject: { audit, group }, body: { ...plain(body), basedOn: revisionOf(basedOn) } };
    const order = { type: 'AnswerFeedback', group, answer: body.answer, basedOn: revisionOf(basedOn) } as const;
    const executed = await this.commands.execute(new DirectAudit(context, request, audit, order));
    return recorded(executed, { audit, group }, `/api/v1/case-audits/${audit}/report`);
  }

  private async direct(
    step: string,
    audit: string,
    context: CommandContext,
    body: object,
    order: AuditOrder,
    made: object = {},
  ): Promise<Reply<object>> {
    const basedOn = 'basedOn' in order ? order.basedOn : undefined;
    const request = { action: `case-audit:${step}`, subject: { audit }, body: { ...plain(body), basedOn } };
    const executed = await this.commands.execute(new DirectAudit(context, request, audit, order));
    return recorded(executed, { audit, ...made }, `/api/v1/case-audits/${audit}`);
  }
}
