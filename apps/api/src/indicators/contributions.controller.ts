import { Asking, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, contributionsCsv, IsProse, plain, ReadingQuery, Readings, Reply } from '@goldenthread/http';
import {
  CONTRIBUTION_KINDS,
  CONTRIBUTION_STAGES,
  ContributionQueries,
  ContributionRow,
  StateContribution,
  type ContributionKind,
  type ContributionStage,
} from '@goldenthread/indicators';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { recorded } from '../recorded.js';
import { SourceDto } from './figure.dto.js';
import { partnershipOf } from './indicators.controller.js';

/** What one contributor gives, or what a source states as the total of them all. */
export class ContributionDto {
  @ApiProperty({ example: 'FY2019-20' })
  @IsString()
  @MaxLength(20)
  year: string;

  @ApiProperty({ enum: CONTRIBUTION_STAGES })
  @IsIn(CONTRIBUTION_STAGES, { message: `stage must be one of ${CONTRIBUTION_STAGES.join(', ')}` })
  stage: ContributionStage;

  @ApiPropertyOptional({ description: 'As its source names it; left out for the total that the source states.', maxLength: 200 })
  @IsOptional()
  @IsProse(200)
  contributor?: string;

  @ApiProperty({ enum: CONTRIBUTION_KINDS })
  @IsIn(CONTRIBUTION_KINDS, { message: `kind must be one of ${CONTRIBUTION_KINDS.join(', ')}` })
  kind: ContributionKind;

  @ApiProperty({ example: 14520 })
  @IsInt()
  @Min(0)
  @Max(1e12)
  pounds: number;

  @ApiProperty({ type: SourceDto })
  @IsObject()
  @ValidateNested()
  @Type(() => SourceDto)
  source: SourceDto;

  @ApiPropertyOptional({ description: 'Where another amount stands: why it is now known to be this one.', maxLength: 2000 })
  @IsOptional()
  @IsProse(2_000)
  reason?: string;
}

/** What partners contribute to the partnership, year by year, as planned and as it came. */
@ApiTags('contributions')
@Controller('api/v1/contributions')
export class ContributionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: ContributionQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Contributions by year and stage, their sums, and the totals that sources state' })
  @Requires('contribution:read')
  async all(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ContributionRow);
    const years = await this.queries.years(scope.partnership, point.position);
    return new Reply({ years }, { point, csv: { name: 'contributions', text: () => contributionsCsv(years) } });
  }

  @Post()
  @ApiOperation({ summary: 'State what a partner contributes in a year, or the total that a source states' })
  @Requires('contribution:state', { records: 'ContributionStated' })
  async state(@Commanded() context: CommandContext, @Asking() { scope }: Asking, @Body() body: ContributionDto): Promise<Reply<object>> {
    const { contributor = null, ...rest } = plain(body);
    const stated = { partnership: partnershipOf(scope), contributor, ...rest };
    const request = { action: 'contribution:state', subject: { year: stated.year }, body: plain(body) };
    const executed = await this.commands.execute(new StateContribution(context, request, stated));
    return recorded(executed, { year: stated.year }, '/api/v1/contributions');
  }
}
