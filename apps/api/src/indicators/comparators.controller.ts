import { Asking, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import {
  ComparatorQueries,
  IndicatorDefinitionRow,
  IndicatorValueRow,
  NameNeighbours,
  StatisticalNeighboursRow,
  type Comparison,
} from '@goldenthread/indicators';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { partnershipOf } from './indicators.controller.js';
import { ComparisonQuery, NameNeighboursDto } from './neighbours.dto.js';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, StatisticalNeighboursRow] as const;

@ApiTags('indicators')
@Controller('api/v1')
export class ComparatorsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly comparators: ComparatorQueries,
  ) {}

  /** England, its region and its neighbours beside a place, in the latest period that has a figure. */
  @Get('indicators/:code/comparators')
  @ApiOperation({ summary: 'One series beside England, its region and its statistical neighbours' })
  @Requires('indicator:read')
  async comparison(@Param('code') code: string, @Asking() { scope }: Asking, @Query() query: ComparisonQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...ROWS);
    const found = await this.comparators.comparison(scope, code, query.place, point, query.model);
    if (!found) throw new RequestProblem(point.isNow ? 'not-found' : 'not-there-yet');
    return new Reply(shown(found), { point, csv: { name: `indicator-${code}-compared`, text: () => comparisonCsv(found) } });
  }

  @Get('places/:place/neighbours')
  @ApiOperation({ summary: 'Which authorities are like a place, model by model' })
  @Requires('indicator:read')
  async sets(@Param('place') place: string, @Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...ROWS);
    const sets = await this.comparators.sets(scope, place, point.position);
    const models = sets.map(({ model, neighbours, source, namedAt }) => ({ model, neighbours, source, namedAt }));
    return new Reply({ place, models }, { point });
  }

  @Post('places/:place/neighbours')
  @ApiOperation({ summary: 'Say which authorities the model of a year finds like a place' })
  @Requires('indicator:define', { records: 'StatisticalNeighboursNamed' })
  async name(
    @Param('place') place: string,
    @Commanded() context: CommandContext,
    @Asking() { scope }: Asking,
    @Body() body: NameNeighboursDto,
  ): Promise<Reply<object>> {
    if (!/^authority:[A-Za-z0-9-]{1,60}$/.test(place)) throw new RequestProblem('not-found');
    const request = { action: 'indicator:name-neighbours', subject: { place }, body: plain(body) };
    const set = { partnership: partnershipOf(scope), place, ...plain(body) };
    const executed = await this.commands.execute(new NameNeighbours(context, request, set));
    return recorded(executed, { place, model: body.model }, `/api/v1/places/${place}/neighbours`);
  }
}

function shown({ series, period, models, model, source, places, quartile }: Comparison): object {
  const { indicator, place, placeName } = series;
  const { name, unit, polarity } = indicator.definition;
  return { code: indicator.code, name, unit, polarity, place, placeName, period: period.key, models, model, source, places, quartile };
}

function comparisonCsv({ places, period, model }: Comparison): string {
  return toCsv(places, [
    { heading: 'Place', value: ({ name }) => name },
    { heading: 'Code', value: ({ place }) => place },
    { heading: 'Kind', value: ({ kind }) => kind },
    { heading: 'Model', value: ({ kind }) => (kind === 'neighbour' ? model : undefined) },
    { heading: 'Rank', value: ({ rank }) => rank },
    { heading: 'Closeness', value: ({ closeness }) => closeness },
    { heading: 'Period', value: () => period.key },
    { heading: 'Value', value: ({ value, figure }) => value ?? (figure?.kind === 'marker' ? figure.marker : undefined) },
  ]);
}
