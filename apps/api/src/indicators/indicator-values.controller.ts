import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { BasedOn, Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, type Precondition } from '@goldenthread/http';
import {
  IndicatorChangeRow,
  IndicatorDefinitionRow,
  IndicatorQueries,
  IndicatorValueRow,
  RecordValues,
  RestateValue,
  RULE_PROFILES,
  WithdrawValue,
  type RuleProfileName,
  type SeriesRef,
} from '@goldenthread/indicators';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { recorded } from '../recorded.js';
import { revisionOf } from '../section11/given-answer.js';
import { IsPlace, RecordValuesDto, RestatementDto, WithdrawalDto } from './figure.dto.js';
import { partnershipOf } from './indicators.controller.js';
import { pointingInto } from './pointing-into.js';
import { changeOf, seriesCsv, seriesOf } from './indicators.shapes.js';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, IndicatorChangeRow] as const;
const PROFILES = Object.keys(RULE_PROFILES) as RuleProfileName[];

export class SeriesQuery extends ReadingQuery {
  @ApiProperty({ example: 'authority:marlshire' })
  @IsPlace()
  place: string;

  @ApiPropertyOptional({ enum: PROFILES, description: 'The rules that tell signal from noise; plot-the-dots unless said.' })
  @IsOptional()
  @IsIn(PROFILES)
  profile?: RuleProfileName;
}

@ApiTags('indicators')
@Controller('api/v1/indicators/:code/values')
export class IndicatorValuesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: IndicatorQueries,
    private readonly people: PeopleDirectory,
  ) {}

  /** Every period of one series, what stands of it and what it says: as it stood on any date. */
  @Get()
  @ApiOperation({ summary: 'One series: its figures, their signals, rebases and definitions' })
  @Requires('indicator:read')
  async series(@Param('code') code: string, @Asking() { scope }: Asking, @Query() query: SeriesQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...ROWS);
    const found = await this.queries.series(scope, code, query.place, point, query.profile);
    if (!found) throw new RequestProblem(point.isNow ? 'not-found' : 'not-there-yet');
    const nameOf = await this.people.namesOf(found.rebases.map(({ rebasedBy }) => rebasedBy));
    const series = seriesOf(found, nameOf);
    return new Reply(series, { point, csv: { name: `indicator-${code}`, text: () => seriesCsv(series) } });
  }

  @Post()
  @ApiOperation({ summary: 'Report figures of a series: all of them, or none' })
  @Requires('indicator:report', { records: 'IndicatorValueRecorded' })
  async record(
    @Param('code') code: string,
    @Commanded() context: CommandContext,
    @Asking() { scope }: Asking,
    @Body() body: RecordValuesDto,
  ): Promise<Reply<object>> {
    const { place, values } = plain(body);
    const request = { action: 'indicator:record', subject: { code, place }, body: plain(body) };
    const command = new RecordValues(context, request, seriesRef(scope, code, place), values);
    const executed = await pointingInto('values', () => this.commands.execute(command));
    return recorded(executed, { code, place }, `/api/v1/indicators/${code}/values?place=${place}`);
  }

  /** One figure and all that ever happened to it. Its ETag is what a restatement must name. */
  @Get(':place/:period')
  @ApiOperation({ summary: 'One figure, and what it was before' })
  @Requires('indicator:read')
  async value(
    @Param('code') code: string,
    @Param('place') place: string,
    @Param('period') period: string,
    @Asking() { scope }: Asking,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const point: ReadingPoint = await this.readings.at(query, ...ROWS);
    const found = await this.queries.series(scope, code, place, point);
    const shown = found?.view.periods.find((one) => one.period.key === period);
    const history = found
      ? await this.queries.changes(scope, { after: -1n, upTo: point.position, asAt: point.position }, { code, place })
      : [];
    const own = history.filter((change) => change.period === period);
    if (!found || own.length === 0) throw new RequestProblem(point.isNow ? 'not-found' : 'not-there-yet');
    const nameOf = await this.people.namesOf(own.map(({ by }) => by.person));
    const stands = seriesOf(found, nameOf).values.find((one) => one.period === period) ?? null;
    const body = { code, place, period, stands: shown?.value ? stands : null, history: own.map((change) => changeOf(change, nameOf)) };
    return new Reply(body, { point, revision: point.isNow ? shown?.value?.revision : undefined });
  }

  @Post(':place/:period/restatements')
  @ApiOperation({ summary: 'Say that a figure is now known to be another, and why' })
  @Requires('indicator:report', { records: 'IndicatorValueRestated' })
  async restate(
    @Param('code') code: string,
    @Param('place') place: string,
    @Param('period') period: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Asking() { scope }: Asking,
    @Body() body: RestatementDto,
  ): Promise<Reply<object>> {
    const { reason, ...figure } = plain(body);
    const request = { action: 'indicator:restate', subject: { code, place, period }, body: plain(body) };
    const restatement = { value: { ...figure, period }, reason, basedOn: revisionOf(basedOn) };
    const executed = await this.commands.execute(new RestateValue(context, request, seriesRef(scope, code, place), restatement));
    return recorded(executed, { code, place, period }, `/api/v1/indicators/${code}/values/${place}/${period}`);
  }

  @Post(':place/:period/withdrawal')
  @ApiOperation({ summary: 'Withdraw a figure, and say why none stands' })
  @Requires('indicator:report', { records: 'IndicatorValueWithdrawn' })
  async withdraw(
    @Param('code') code: string,
    @Param('place') place: string,
    @Param('period') period: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Asking() { scope }: Asking,
    @Body() body: WithdrawalDto,
  ): Promise<Reply<object>> {
    const request = { action: 'indicator:withdraw', subject: { code, place, period }, body: plain(body) };
    const withdrawal = { period, reason: body.reason, basedOn: revisionOf(basedOn) };
    const executed = await this.commands.execute(new WithdrawValue(context, request, seriesRef(scope, code, place), withdrawal));
    return recorded(executed, { code, place, period }, `/api/v1/indicators/${code}/values/${place}/${period}`);
  }
}

/** An agency speaks for itself alone; whoever acts for the partnership, for all of it. */
function seriesRef(scope: Asking['scope'], code: string, place: string): SeriesRef {
  return { partnership: partnershipOf(scope), code, place, onBehalfOf: scope.agency };
}
