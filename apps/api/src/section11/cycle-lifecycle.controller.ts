import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { asAtOf, Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem } from '@goldenthread/http';
import {
  AdmitLateReturn,
  CloseCycle,
  Section11AnswerRow,
  Section11ChangeRow,
  Section11CycleRow,
  Section11FiguresQueries,
  Section11ReturnProgressRow,
  Section11StandardRow,
} from '@goldenthread/section11';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { AdmissionDto } from './cycle.dto.js';
import { DifferencesQuery, readTwo } from './differences.js';
import { changeOf, changesCsv, outstandingCsv } from './lifecycle.shapes.js';

const CYCLE = { kind: 'cycle', param: 'cycle' };

/** How a cycle ends, and what it comes to. */
@ApiTags('cycles')
@Controller('api/v1/cycles')
export class CycleLifecycleController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly figures: Section11FiguresQueries,
    private readonly people: PeopleDirectory,
  ) {}

  /** From then on nothing is saved, signed or submitted but by admission. Late before that is recorded, never blocked. */
  @Post(':cycle/closing')
  @ApiOperation({ summary: 'Close a cycle, after which returns come in by admission only' })
  @Requires('cycle:close', { resource: CYCLE, records: 'Section11CycleClosed' })
  async close(@Param('cycle') cycle: string, @Commanded() context: CommandContext): Promise<Reply<object>> {
    const request = { action: 'cycle:close', subject: { cycle }, body: null };
    const executed = await this.commands.execute(new CloseCycle(context, request, cycle));
    return recorded(executed, { cycle }, `/api/v1/cycles/${cycle}`);
  }

  /** Lets one agency return although the cycle is closed, until a day and for a reason. */
  @Post(':cycle/admissions')
  @ApiOperation({ summary: 'Let one agency return after the close' })
  @Requires('cycle:admit', { resource: CYCLE, records: 'Section11LateReturnAdmitted' })
  async admit(@Param('cycle') cycle: string, @Commanded() context: CommandContext, @Body() body: AdmissionDto): Promise<Reply<object>> {
    const request = { action: 'cycle:admit', subject: { cycle }, body: plain(body) };
    const executed = await this.commands.execute(new AdmitLateReturn(context, request, cycle, plain(body)));
    return recorded(executed, { cycle, agency: body.agency }, `/api/v1/cycles/${cycle}`);
  }

  /** Of the returns issued, how many have come in, and who has not returned. */
  @Get(':cycle/response')
  @ApiOperation({ summary: 'How many returns have come in, and who has not returned' })
  @Requires('cycle:findings', { resource: CYCLE })
  async response(@Param('cycle') cycle: string, @Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11CycleRow, Section11ReturnProgressRow);
    const response = await this.figures.response(scope, point.position, point.day, cycle);
    return new Reply(response, { point, csv: { name: 'section-11-not-returned', text: () => outstandingCsv(response.outstanding) } });
  }

  /** What a sub-committee asks of a cycle: who has not returned, what is weakest, who slipped, what nothing shows. */
  @Get(':cycle/findings')
  @ApiOperation({ summary: 'What stands out in a cycle' })
  @Requires('cycle:findings', { resource: CYCLE })
  async findings(@Param('cycle') cycle: string, @Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const rows = [Section11CycleRow, Section11ReturnProgressRow, Section11StandardRow, Section11AnswerRow];
    const point = await this.readings.at(query, ...rows);
    const findings = await this.figures.findings(scope, point.position, point.day, cycle);
    if (!findings) throw new RequestProblem('not-found');
    return new Reply(findings, { point });
  }

  /** Each thing that happened in the cycle between two dates, such as since the last meeting: who, what and why. */
  @Get(':cycle/changes')
  @ApiOperation({ summary: 'Everything that happened in a cycle between two dates' })
  @Requires('change:list', { resource: CYCLE })
  async changes(@Param('cycle') cycle: string, @Asking() { scope }: Asking, @Query() query: DifferencesQuery): Promise<Reply<object>> {
    const { since, point } = await readTwo(query, this.readings, [Section11ChangeRow, Section11ReturnProgressRow]);
    const { counts, lines } = await this.figures.changedSince(scope, since.position, point.position, cycle);
    const nameOf = await this.people.namesOf(lines.map(({ by }) => by.person));
    const changes = lines.map((line) => changeOf(line, nameOf));
    const csv = { name: 'section-11-changes', text: () => changesCsv(changes) };
    return new Reply({ since: asAtOf(since), counts, changes }, { point, csv });
  }
}
