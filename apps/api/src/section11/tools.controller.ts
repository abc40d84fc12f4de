import { Requires } from '@goldenthread/access';
import { ReadingQuery, Readings, Reply, RequestProblem } from '@goldenthread/http';
import { Section11Queries, Section11ToolRow } from '@goldenthread/section11';
import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('tools')
@Controller('api/v1/tools')
export class ToolsController {
  constructor(
    private readonly readings: Readings,
    private readonly queries: Section11Queries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The tools that are published' })
  @Requires('tool:read')
  async list(@Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ToolRow);
    const tools = await this.queries.tools(point.position);
    return new Reply({ tools: tools.map(({ code, version, title }) => ({ code, version, title })) }, { point });
  }

  /** The questions, their guidance, and the scale they are rated on, as they were published. */
  @Get(':code/versions/:version')
  @ApiOperation({ summary: 'One version of a tool: its questions, guidance and scale' })
  @Requires('tool:read')
  async read(
    @Param('code') code: string,
    @Param('version', new ParseIntPipe({ exceptionFactory: noSuchTool })) version: number,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ToolRow);
    const tool = version > 0 && version < 2 ** 31 ? await this.queries.tool(code, version, point.position) : null;
    if (!tool) throw noSuchTool();
    const { title, scale, headings } = tool;
    return new Reply({ code, version, title, scale, headings }, { point });
  }
}

function noSuchTool(): RequestProblem {
  return new RequestProblem('not-found');
}
