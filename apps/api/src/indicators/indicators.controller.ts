import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { asAtOf, Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem } from '@goldenthread/http';
import {
  DefineIndicator,
  IndicatorChangeRow,
  IndicatorDefinitionRow,
  IndicatorQueries,
  IndicatorValueRow,
  RebaseSeries,
  SetTarget,
  type Definition,
} from '@goldenthread/indicators';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { recorded } from '../recorded.js';
import { DifferencesQuery, readTwo } from '../section11/differences.js';
import { DefineIndicatorDto, TargetDto } from './definition.dto.js';
import { RebaseDto } from './figure.dto.js';
import { changeOf, gridCsv, lineOf } from './indicators.shapes.js';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, IndicatorChangeRow] as const;

/** The grid may say what was restated since an earlier date, such as that of the last meeting. */
export class GridQuery extends ReadingQuery {
  @ApiPropertyOptional({ description: 'Count restatements since then: a date, an instant or a position.', example: '2026-03-31' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  since?: string;
}

@ApiTags('indicators')
@Controller('api/v1')
export class IndicatorsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: IndicatorQueries,
    private readonly people: PeopleDirectory,
  ) {}

  /** Every series in a line: latest, variation, assurance, freshness, what was restated. */
  @Get('indicators')
  @ApiOperation({ summary: 'Every indicator in a line: its latest figure and what that says' })
  @Requires('indicator:read')
  async grid(@Asking() { scope }: Asking, @Query() query: GridQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...ROWS);
    const since = query.since === undefined ? undefined : await this.readings.since(query.since, ...ROWS);
    const lines = (await this.queries.grid(scope, point, since?.position)).map(lineOf);
    return new Reply({ indicators: lines }, { point, csv: { name: 'indicators', text: () => gridCsv(lines) } });
  }

  /** What changed between two dates, and why: new periods, restatements, withdrawals, definitions, targets, rebases. */
  @Get('indicator-changes')
  @ApiOperation({ summary: 'What changed in the indicators between two dates, and why' })
  @Requires('indicator:read')
  async changes(@Asking() { scope }: Asking, @Query() query: DifferencesQuery): Promise<Reply<object>> {
    const { since, point } = await readTwo(query, this.readings, [...ROWS]);
    const changes = await this.queries.changes(scope, { after: since.position, upTo: point.position, asAt: point.position });
    const nameOf = await this.people.namesOf(changes.map(({ by }) => by.person));
    const shown = changes.map((change) => changeOf(change, nameOf));
    return new Reply({ since: asAtOf(since), changes: shown }, { point });
  }

  @Post('indicators/:code/definitions')
  @ApiOperation({ summary: 'Define an indicator, or define it anew' })
  @Requires('indicator:define', { records: 'IndicatorDefined' })
  async define(
    @Param('code') code: string,
    @Commanded() context: CommandContext,
    @Asking() { scope }: Asking,
    @Body() body: DefineIndicatorDto,
  ): Promise<Reply<object>> {
    const partnership = partnershipOf(scope);
    if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(code)) throw new RequestProblem('not-found');
    const { definition, ...rest } = plain(body);
    const request = { action: 'indicator:define', subject: { code }, body: plain(body) };
    const wanted = { partnership, code, definition: definition as Definition, ...rest };
    const executed = await this.commands.execute(new DefineIndicator(context, request, wanted));
    return recorded(executed, { code }, `/api/v1/indicators/${code}`);
  }

  @Post('indicators/:code/targets')
  @ApiOperation({ summary: 'Say what an indicator should be' })
  @Requires('indicator:define', { records: 'IndicatorTargetSet' })
  async setTarget(
    @Param('code') code: string,
    @Commanded() context: CommandContext,
    @Asking() { scope }: Asking,
    @Body() body: TargetDto,
  ): Promise<Reply<object>> {
    const request = { action: 'indicator:target', subject: { code }, body: plain(body) };
    const executed = await this.commands.execute(new SetTarget(context, request, { partnership: partnershipOf(scope), code }, plain(body)));
    return recorded(executed, { code }, `/api/v1/indicators/${code}`);
  }

  @Post('indicators/:code/rebases')
  @ApiOperation({ summary: 'Judge that a lasting shift has happened in a series' })
  @Requires('indicator:define', { records: 'IndicatorSeriesRebased' })
  async rebase(
    @Param('code') code: string,
    @Commanded() context: CommandContext,
    @Asking() { scope }: Asking,
    @Body() body: RebaseDto,
  ): Promise<Reply<object>> {
    const { place, ...rebase } = plain(body);
    const request = { action: 'indicator:rebase', subject: { code, place }, body: plain(body) };
    const series = { partnership: partnershipOf(scope), code, place };
    const executed = await this.commands.execute(new RebaseSeries(context, request, series, rebase));
    return recorded(executed, { code, place }, `/api/v1/indicators/${code}/values?place=${place}`);
  }
}

/** @throws RequestProblem for whoever acts in no partnership. */
export function partnershipOf({ partnership }: Asking['scope']): string {
  if (partnership === null) throw new RequestProblem('not-permitted');
  return partnership;
}
