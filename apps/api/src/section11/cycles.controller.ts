import { Asking, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, toCsv } from '@goldenthread/http';
import {
  cycleIdOf,
  OpenCycle,
  OpenReturn,
  returnIdOf,
  Section11AnswerRow,
  Section11CycleRow,
  Section11Queries,
  Section11ReturnProgressRow,
  Section11StandardRow,
} from '@goldenthread/section11';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { OpenCycleDto } from './cycle.dto.js';
import { DifferencesQuery, differencesOf } from './differences.js';
import { cycleOf, matrixOf, matrixCsv } from './section11.shapes.js';

const CYCLE = { kind: 'cycle', param: 'cycle' };

@ApiTags('cycles')
@Controller('api/v1/cycles')
export class CyclesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: Section11Queries,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Open a cycle of self-assessment' })
  @Requires('cycle:open', { records: 'Section11CycleOpened' })
  async open(@Commanded() context: CommandContext, @Asking() { partnership }: Asking, @Body() body: OpenCycleDto): Promise<Reply<object>> {
    if (partnership === null) throw new RequestProblem('not-permitted');
    const request = { action: 'cycle:open', subject: { partnership }, body: plain(body) };
    const executed = await this.commands.execute(new OpenCycle(context, request, { ...plain(body), partnership }));
    const cycle = cycleIdOf(context.commandId);
    return recorded(executed, { cycle }, `/api/v1/cycles/${cycle}`);
  }

  @Get()
  @ApiOperation({ summary: 'The cycles of your partnership' })
  @Requires('cycle:read')
  async list(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11CycleRow);
    const cycles = (await this.queries.cycles(scope, point.position)).map(cycleOf);
    const csv = () =>
      toCsv(cycles, [
        { heading: 'Cycle', value: ({ title }) => title },
        { heading: 'Opens on', value: ({ opensOn }) => opensOn },
        { heading: 'Due on', value: ({ dueOn }) => dueOn },
        { heading: 'Closed on', value: ({ closedOn }) => closedOn },
        { heading: 'Agencies asked', value: ({ agencies }) => agencies },
        { heading: 'Id', value: ({ cycle }) => cycle },
      ]);
    return new Reply({ cycles }, { point, csv: { name: 'section-11-cycles', text: csv } });
  }

  @Get(':cycle')
  @ApiOperation({ summary: 'One cycle: its tool, its days and how many are asked' })
  @Requires('cycle:read', { resource: CYCLE })
  async read(@Param('cycle') cycle: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11CycleRow);
    const row = await this.queries.cycle(cycle, point.position);
    if (!row) throw new RequestProblem('not-found');
    return new Reply(cycleOf(row), { point });
  }

  /** The agency's own return: one for each cycle and agency, however often it is opened. */
  @Post(':cycle/returns')
  @ApiOperation({ summary: 'Start the return of your own agency' })
  @Requires('return:open', { resource: CYCLE, records: 'Section11ReturnOpened' })
  async openReturn(@Param('cycle') cycle: string, @Commanded() context: CommandContext): Promise<Reply<object>> {
    const { agency } = context.actor;
    const request = { action: 'return:open', subject: { cycle, agency }, body: null };
    const executed = await this.commands.execute(new OpenReturn(context, request, { cycle, agency }));
    const ref = returnIdOf(cycle, agency);
    return recorded(executed, { return: ref }, `/api/v1/returns/${ref}`);
  }

  /** The Section 11 self-assessment by standard: agency by heading, "3 of 4 met". */
  @Get(':cycle/standards')
  @ApiOperation({ summary: 'The self-assessment by standard, agency by heading' })
  @Requires('standards:read', { resource: CYCLE })
  async standards(@Param('cycle') cycle: string, @Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11StandardRow, Section11ReturnProgressRow);
    const [rows, progress] = await Promise.all([
      this.queries.standards(scope, point.position, cycle),
      this.queries.progress(scope, point.position, cycle),
    ]);
    const matrix = matrixOf(rows, progress);
    return new Reply(matrix, { point, csv: { name: 'section-11-by-standard', text: () => matrixCsv(matrix) } });
  }

  @Get(':cycle/differences')
  @ApiOperation({ summary: 'What differs in a cycle between two dates' })
  @Requires('cycle:differences', { resource: CYCLE })
  async differences(@Param('cycle') cycle: string, @Asking() { scope }: Asking, @Query() query: DifferencesQuery): Promise<Reply<object>> {
    return differencesOf(query, this.readings, [Section11AnswerRow, Section11ReturnProgressRow], (from, to) =>
      this.queries.differences(scope, from, to, { cycle }),
    );
  }
}
