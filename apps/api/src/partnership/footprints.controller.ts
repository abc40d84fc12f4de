import { Requires } from '@goldenthread/access';
import { isUuid } from '@goldenthread/event-sourcing';
import { ReadingQuery, Readings, Reply, RequestProblem } from '@goldenthread/http';
import { RegisterFactRow, RegisterQueries } from '@goldenthread/partnership';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { footprintsCsv } from './register.shapes.js';

/** Where partnerships work together, each with its own arrangements. */
@ApiTags('partnerships')
@Controller('api/v1/footprints')
export class FootprintsController {
  constructor(
    private readonly readings: Readings,
    private readonly queries: RegisterQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Where partnerships work together' })
  @Requires('register:read')
  async list(@Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, RegisterFactRow);
    const footprints = await this.queries.footprints(point);
    return new Reply({ footprints }, { point, csv: { name: 'footprints', text: () => footprintsCsv(footprints) } });
  }

  @Get(':ref')
  @ApiOperation({ summary: 'One footprint, with its partnerships and arrangements' })
  @Requires('register:read')
  async read(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, RegisterFactRow);
    const footprint = isUuid(ref) ? await this.queries.footprint(ref, point) : undefined;
    if (!footprint) throw new RequestProblem('not-found');
    return new Reply(footprint, { point, csv: { name: 'footprint', text: () => footprintsCsv([footprint]) } });
  }
}
