import { Asking, PeopleDirectory, Requires, type NameOf } from '@goldenthread/access';
import { isUuid, type CommandContext } from '@goldenthread/event-sourcing';
import { BasedOn, Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, type Precondition } from '@goldenthread/http';
import {
  AnswerProposal,
  DecidePerformanceRisk,
  FollowUpQueries,
  PerformanceRiskRow,
  RaisePerformanceRisk,
  SignalProposalRow,
  type TakenUpAs,
} from '@goldenthread/indicators';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { revisionOf } from '../section11/given-answer.js';
import { AcceptProposalDto, RaiseRiskDto, RiskDecisionDto, SetAsideProposalDto } from './follow-up.dto.js';
import { partnershipOf } from './indicators.controller.js';

/** What follows from signals: what is proposed and what people said to it, and the risks that the Board was told of. */
@ApiTags('indicators')
@Controller('api/v1')
export class FollowUpController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: FollowUpQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get('signal-proposals')
  @ApiOperation({ summary: 'What signals propose that somebody look at, and what was said' })
  @Requires('performance:read')
  async proposals(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, SignalProposalRow);
    const rows = await this.queries.proposals(scope, point.position);
    const nameOf = await this.people.namesOf(rows.flatMap(({ answeredBy }) => answeredBy ?? []));
    return new Reply({ proposals: rows.map((row) => proposalOf(row, nameOf)) }, { point });
  }

  @Post('signal-proposals/:proposal/acceptance')
  @ApiOperation({ summary: 'Take a proposal up, as the theme of an audit or as an action' })
  @Requires('performance:follow', { records: 'SignalProposalAccepted' })
  accept(
    @Param('proposal') proposal: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Asking() { scope }: Asking,
    @Body() body: AcceptProposalDto,
  ): Promise<Reply<object>> {
    return this.answer(context, { proposal, partnership: partnershipOf(scope), ...plain(body), basedOn: revisionOf(basedOn) });
  }

  @Post('signal-proposals/:proposal/setting-aside')
  @ApiOperation({ summary: 'Set a proposal aside, and say why' })
  @Requires('performance:follow', { records: 'SignalProposalSetAside' })
  setAside(
    @Param('proposal') proposal: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Asking() { scope }: Asking,
    @Body() body: SetAsideProposalDto,
  ): Promise<Reply<object>> {
    return this.answer(context, { proposal, partnership: partnershipOf(scope), ...plain(body), basedOn: revisionOf(basedOn) });
  }

  @Get('performance-risks')
  @ApiOperation({ summary: 'The risks to performance that the Board was told of, and what it decided' })
  @Requires('performance:read')
  async risks(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, PerformanceRiskRow);
    const rows = await this.queries.risks(scope, point.position);
    const nameOf = await this.people.namesOf(rows.flatMap(({ raisedBy, decidedBy }) => [raisedBy, ...(decidedBy ? [decidedBy] : [])]));
    return new Reply({ risks: rows.map((row) => riskOf(row, nameOf)) }, { point });
  }

  @Post('performance-risks')
  @ApiOperation({ summary: 'Tell the Board of a risk to performance' })
  @Requires('performance:follow', { records: 'PerformanceRiskRaised' })
  async raise(@Commanded() context: CommandContext, @Asking() { scope }: Asking, @Body() body: RaiseRiskDto): Promise<Reply<object>> {
    const request = { action: 'performance:raise', subject: {}, body: plain(body) };
    const executed = await this.commands.execute(
      new RaisePerformanceRisk(context, request, { partnership: partnershipOf(scope), ...plain(body) }),
    );
    const risk = executed.events[0]?.data.risk ?? '';
    return recorded(executed, { risk }, '/api/v1/performance-risks');
  }

  @Post('performance-risks/:risk/decisions')
  @ApiOperation({ summary: 'Record what the Board decided on a risk' })
  @Requires('performance:decide', { records: 'PerformanceRiskDecided' })
  async decide(
    @Param('risk') risk: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Asking() { scope }: Asking,
    @Body() body: RiskDecisionDto,
  ): Promise<Reply<object>> {
    if (!isUuid(risk)) throw new RequestProblem('not-found');
    const request = { action: 'performance:decide', subject: { risk }, body: plain(body) };
    const decided = { partnership: partnershipOf(scope), ...plain(body) };
    const executed = await this.commands.execute(new DecidePerformanceRisk(context, request, risk, decided, revisionOf(basedOn)));
    return recorded(executed, { risk }, '/api/v1/performance-risks');
  }

  private async answer(
    context: CommandContext,
    answer: {
      readonly proposal: string;
      readonly partnership: string;
      readonly words: string;
      readonly takenUpAs?: TakenUpAs;
      readonly basedOn: number;
    },
  ): Promise<Reply<object>> {
    const { proposal, words, takenUpAs } = answer;
    if (!isUuid(proposal)) throw new RequestProblem('not-found');
    const request = { action: 'performance:answer', subject: { proposal }, body: { words, takenUpAs: takenUpAs ?? null } };
    const executed = await this.commands.execute(new AnswerProposal(context, request, answer));
    return recorded(executed, { proposal }, '/api/v1/signal-proposals');
  }
}

function proposalOf(
  { answeredBy, validFrom: _from, validTo: _to, partnership: _partnership, ...row }: SignalProposalRow,
  nameOf: NameOf,
): object {
  return { ...row, answeredBy: answeredBy === null ? null : nameOf(answeredBy) };
}

function riskOf(
  { raisedBy, decidedBy, validFrom: _from, validTo: _to, partnership: _partnership, ...row }: PerformanceRiskRow,
  nameOf: NameOf,
): object {
  return { ...row, raisedBy: nameOf(raisedBy), decidedBy: decidedBy === null ? null : nameOf(decidedBy) };
}
