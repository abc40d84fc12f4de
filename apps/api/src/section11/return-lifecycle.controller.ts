import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { BasedOn, Commanded, plain, ReadingQuery, Readings, Reply, RequestProblem, type Precondition } from '@goldenthread/http';
import {
  CorrectAnswer,
  ReopenReturn,
  Section11AnswerRow,
  Section11CycleRow,
  Section11Queries,
  Section11ReturnHistoryRow,
  Section11ReturnProgressRow,
} from '@goldenthread/section11';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recorded } from '../recorded.js';
import { CorrectionDto, ReopeningDto } from './answer.dto.js';
import { evidenceOf, revisionOf } from './given-answer.js';
import { historyCsv, historyOf, itemOf, itemsCsv, progressOf } from './section11.shapes.js';

const RETURN = { kind: 'return', param: 'ref' };

/** What can become of a return once it is submitted, and what went before it. */
@ApiTags('returns')
@Controller('api/v1/returns')
export class ReturnLifecycleController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: Section11Queries,
    private readonly people: PeopleDirectory,
  ) {}

  /** Gives a submitted return back to its agency. The partnership goes on seeing it as it was submitted, until it is again. */
  @Post(':ref/reopening')
  @ApiOperation({ summary: 'Give a submitted return back to its agency' })
  @Requires('return:reopen', { resource: RETURN, records: 'Section11ReturnReopened' })
  async reopen(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: ReopeningDto,
  ): Promise<Reply<object>> {
    const request = { action: 'return:reopen', subject: { return: ref }, body: plain(body) };
    const reopening = { reason: body.reason, basedOn: revisionOf(basedOn) };
    const executed = await this.commands.execute(new ReopenReturn(context, request, ref, reopening));
    return recorded(executed, { return: ref }, `/api/v1/returns/${ref}`);
  }

  /** Puts one answer of a submitted return right. What it was stays readable, with who corrected it and why. */
  @Put(':ref/answers/:item/correction')
  @ApiOperation({ summary: 'Correct one answer of a submitted return' })
  @Requires('return:correct', { resource: RETURN, records: 'Section11AnswerCorrected' })
  async correct(
    @Param('ref') ref: string,
    @Param('item') item: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: CorrectionDto,
  ): Promise<Reply<object>> {
    const { rating, reason, narrative, evidence } = body.answer;
    const answer = { rating, reason, narrative, evidence: (evidence ?? []).map(evidenceOf) };
    const request = { action: 'return:correct', subject: { return: ref, item }, body: plain(body) };
    const correction = { item, answer, reason: body.reason, basedOn: revisionOf(basedOn) };
    const executed = await this.commands.execute(new CorrectAnswer(context, request, ref, correction));
    const touched = executed.events.find(({ type }) => type === 'Section11AnswerCorrected');
    const revision = touched?.revision ?? revisionOf(basedOn);
    return recorded({ ...executed, revision }, { return: ref, item }, `/api/v1/returns/${ref}/answers/${item}`);
  }

  /** One answer from the first to the last: who wrote what, when, and why it was corrected. */
  @Get(':ref/answers/:item/history')
  @ApiOperation({ summary: 'One answer from the first to the last' })
  @Requires('return:history', { resource: RETURN })
  async itemHistory(
    @Param('ref') ref: string,
    @Param('item') item: string,
    @Asking() { scope }: Asking,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const rows = [Section11ReturnHistoryRow, Section11ReturnProgressRow, Section11AnswerRow, Section11CycleRow];
    const point = await this.readings.at(query, ...rows);
    const [asked, entries] = await Promise.all([
      this.queries.item(ref, item, point.position),
      this.queries.history(ref, point.position, scope, item),
    ]);
    if (!asked) throw new RequestProblem('item-not-in-tool', [], { item });
    const nameOf = await this.people.namesOf(entries.map(({ by }) => by.person));
    const history = entries.map((entry) => historyOf(entry, nameOf));
    const csv = { name: 'section-11-answer-history', text: () => historyCsv(history) };
    return new Reply({ return: ref, item, question: asked.question, history }, { point, csv });
  }

  /** The same agency's return of the cycle before, with its answers: what may be brought forward. */
  @Get(':ref/previous')
  @ApiOperation({ summary: 'The return of the cycle before, to bring answers forward from' })
  @Requires('return:read', { resource: RETURN })
  async previous(@Param('ref') ref: string, @Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ReturnProgressRow, Section11AnswerRow);
    const previous = await this.queries.previousOf(ref, scope, point.position);
    if (!previous) return new Reply({ return: ref, previous: null }, { point });
    const at = await this.queries.contentPositionOf(previous.return, scope, point.position);
    const shown = at === undefined ? [] : await this.queries.items(previous.return, at);
    const nameOf = await this.people.namesOf([previous.signedOffBy, ...shown.map(({ changedBy }) => changedBy?.person)]);
    const items = shown.map((item) => itemOf(item, nameOf));
    const body = { return: ref, previous: { ...progressOf(previous, nameOf), items } };
    return new Reply(body, { point, csv: { name: 'section-11-previous-return', text: () => itemsCsv(items) } });
  }
}
