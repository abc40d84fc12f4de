import { Asking, PeopleDirectory, Requires, type Scope } from '@goldenthread/access';
import type { CommandContext, Position } from '@goldenthread/event-sourcing';
import { BasedOn, Commanded, plain, Reply, ReadingQuery, Readings, RequestProblem, type Precondition } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import {
  RecordAnswer,
  Section11AnswerRow,
  Section11CycleRow,
  Section11Queries,
  Section11ReturnHistoryRow,
  Section11ReturnProgressRow,
  Section11StandardRow,
  SignOffReturn,
  SubmitReturn,
} from '@goldenthread/section11';
import { PLATFORM, type Platform } from '@goldenthread/runtime';
import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { recorded } from '../recorded.js';
import { AnswerDto, SignOffDto } from './answer.dto.js';
import { DifferencesQuery, differencesOf } from './differences.js';
import { evidenceOf, revisionOf } from './given-answer.js';
import { receiptOf, submissionOf } from './lifecycle.shapes.js';
import { historyCsv, historyOf, itemOf, itemsCsv, progressCsv, progressOf, standardOf } from './section11.shapes.js';

const RETURN = { kind: 'return', param: 'ref' };

class ReturnsQuery extends ReadingQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only the returns of this cycle.' })
  @IsOptional()
  @IsUUID('all', { message: 'cycle must be the id of a cycle' })
  cycle?: string;
}

@ApiTags('returns')
@Controller('api/v1/returns')
export class ReturnsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly queries: Section11Queries,
    private readonly people: PeopleDirectory,
    @Inject(PLATFORM) private readonly platform: Pick<Platform, 'identity'>,
  ) {}

  /** How far each return has come. */
  @Get()
  @ApiOperation({ summary: 'How far each return has come' })
  @Requires('return:list')
  async list(@Asking() { scope }: Asking, @Query() query: ReturnsQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ReturnProgressRow);
    const rows = await this.queries.progress(scope, point.position, query.cycle);
    const nameOf = await this.people.namesOf(rows.map(({ signedOffBy }) => signedOffBy));
    const returns = rows.map((row) => progressOf(row, nameOf));
    return new Reply({ returns }, { point, csv: { name: 'section-11-returns', text: () => progressCsv(returns) } });
  }

  /** The whole return: how far it has come, every item with its answer, and what is missing. */
  @Get(':ref')
  @ApiOperation({ summary: 'One return, with every answer and what is missing' })
  @Requires('return:read', { resource: RETURN })
  async read(@Param('ref') ref: string, @Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ReturnProgressRow, Section11StandardRow, Section11AnswerRow);
    const contentAt = await this.contentAt(ref, scope, point);
    const [progress, standards, shown] = await Promise.all([
      this.queries.progressOf(ref, point.position),
      this.queries.standardsOf(ref, contentAt),
      this.queries.items(ref, contentAt),
    ]);
    if (!progress) throw new RequestProblem('not-found');
    const nameOf = await this.people.namesOf([progress.signedOffBy, ...shown.map(({ changedBy }) => changedBy?.person)]);
    const items = shown.map((item) => itemOf(item, nameOf));
    const missing = items.filter(({ rating }) => rating === null).map(({ item, question }) => ({ item, question }));
    const body = { ...progressOf(progress, nameOf), standards: standards.map(standardOf), items, missing };
    const csv = { name: 'section-11-return', text: () => itemsCsv(items) };
    return new Reply(body, { point, revision: point.isNow ? (progress.revision ?? undefined) : undefined, csv });
  }

  @Get(':ref/answers/:item')
  @ApiOperation({ summary: 'One item with its answer' })
  @Requires('return:read', { resource: RETURN })
  async answer(
    @Param('ref') ref: string,
    @Param('item') key: string,
    @Asking() { scope }: Asking,
    @Query() query: ReadingQuery,
  ): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11AnswerRow, Section11ReturnProgressRow);
    const contentAt = await this.contentAt(ref, scope, point);
    const item = await this.queries.item(ref, key, contentAt);
    if (!item) throw new RequestProblem('item-not-in-tool', [], { item: key });
    const nameOf = await this.people.namesOf([item.changedBy?.person]);
    return new Reply(itemOf(item, nameOf), { point, revision: point.isNow ? (item.revision ?? undefined) : undefined });
  }

  @Put(':ref/answers/:item')
  @ApiOperation({ summary: 'Save the whole answer to one item' })
  @Requires('return:answer', { resource: RETURN, records: 'Section11AnswerRecorded' })
  async record(
    @Param('ref') ref: string,
    @Param('item') item: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: AnswerDto,
  ): Promise<Reply<object>> {
    const answer = {
      rating: body.rating,
      reason: body.reason,
      narrative: body.narrative,
      evidence: (body.evidence ?? []).map(evidenceOf),
      broughtForwardFrom: body.broughtForwardFrom && plain(body.broughtForwardFrom),
      basedOn: basedOn.kind === 'new' ? ('new' as const) : basedOn.revision,
    };
    const request = { action: 'return:answer', subject: { return: ref, item }, body: plain(body) };
    const executed = await this.commands.execute(new RecordAnswer(context, request, ref, { item, ...answer }));
    const touched = executed.events.find(({ type }) => type === 'Section11AnswerRecorded');
    return recorded(
      { ...executed, revision: touched?.revision ?? answerRevision(answer.basedOn) },
      { return: ref, item },
      `/api/v1/returns/${ref}/answers/${item}`,
    );
  }

  /** Whether the return is signed off. Its ETag covers the whole return: what is signed is what was read. */
  @Get(':ref/sign-off')
  @ApiOperation({ summary: 'Whether a return is signed off' })
  @Requires('return:read', { resource: RETURN })
  async readSignOff(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    return this.readStep(ref, query, ({ status, signedOff, answered, of }) => ({ status, signedOff, answered, of }));
  }

  @Post(':ref/sign-off')
  @ApiOperation({ summary: 'Sign a return off, as it was read' })
  @Requires('return:sign-off', { resource: RETURN, records: 'Section11ReturnSignedOff' })
  async signOff(
    @Param('ref') ref: string,
    @Commanded() context: CommandContext,
    @BasedOn() basedOn: Precondition,
    @Body() body: SignOffDto,
  ): Promise<Reply<object>> {
    const request = { action: 'return:sign-off', subject: { return: ref }, body: plain(body) };
    const signOff = { statement: body.statement, basedOn: revisionOf(basedOn) };
    const executed = await this.commands.execute(new SignOffReturn(context, request, ref, signOff));
    return recorded(executed, { return: ref }, `/api/v1/returns/${ref}/sign-off`);
  }

  /** The receipt, once there is one: what to quote, and what proves it. Receipts of submissions since reopened stay. */
  @Get(':ref/submission')
  @ApiOperation({ summary: 'The receipts of a return' })
  @Requires('return:read', { resource: RETURN })
  async readSubmission(@Param('ref') ref: string, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ReturnProgressRow, Section11ReturnHistoryRow);
    const [row, receipts] = await Promise.all([this.queries.progressOf(ref, point.position), this.queries.receipts(ref, point.position)]);
    if (!row) throw new RequestProblem('not-found');
    const submissions = receipts.map((receipt) => submissionOf(this.platform.identity.storeId, receipt));
    const { status, submitted, answered, of } = progressOf(row, (person) => person);
    const receipt = status === 'submitted' ? (submissions.at(-1) ?? null) : null;
    const body = { return: ref, status, submitted, answered, of, receipt, submissions };
    return new Reply(body, { point, revision: point.isNow ? (row.revision ?? undefined) : undefined });
  }

  @Post(':ref/submission')
  @ApiOperation({ summary: 'Submit a return, as it was read' })
  @Requires('return:submit', { resource: RETURN, records: 'Section11ReturnSubmitted' })
  async submit(@Param('ref') ref: string, @Commanded() context: CommandContext, @BasedOn() basedOn: Precondition): Promise<Reply<object>> {
    const request = { action: 'return:submit', subject: { return: ref }, body: null };
    const executed = await this.commands.execute(new SubmitReturn(context, request, ref, { basedOn: revisionOf(basedOn) }));
    const [submitted] = executed.events;
    const receipt =
      submitted && receiptOf(this.platform.identity.storeId, { ...submitted, eventId: submitted.id, position: String(submitted.position) });
    return recorded(executed, { return: ref, receipt }, `/api/v1/returns/${ref}/submission`);
  }

  /** Who changed what, in which role, when, and what it was before. */
  @Get(':ref/history')
  @ApiOperation({ summary: 'Who changed what, when, in which role, and what it was before' })
  @Requires('return:history', { resource: RETURN })
  async history(@Param('ref') ref: string, @Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ReturnHistoryRow, Section11ReturnProgressRow, Section11CycleRow);
    const entries = await this.queries.history(ref, point.position, scope);
    const nameOf = await this.people.namesOf(entries.map(({ by }) => by.person));
    const history = entries.map((entry) => historyOf(entry, nameOf));
    return new Reply({ return: ref, history }, { point, csv: { name: 'section-11-return-history', text: () => historyCsv(history) } });
  }

  @Get(':ref/differences')
  @ApiOperation({ summary: 'What differs in a return between two dates' })
  @Requires('return:differences', { resource: RETURN })
  async differences(@Param('ref') ref: string, @Asking() { scope }: Asking, @Query() query: DifferencesQuery): Promise<Reply<object>> {
    return differencesOf(query, this.readings, [Section11AnswerRow, Section11ReturnProgressRow], (from, to) =>
      this.queries.differences(scope, from, to, { return: ref }),
    );
  }

  /** @throws RequestProblem `not-submitted-then` where it was a draft on that date, and drafts are not the reader’s to see. */
  private async contentAt(ref: string, scope: Scope, { position }: ReadingPoint): Promise<Position> {
    const at = await this.queries.contentPositionOf(ref, scope, position);
    if (at === undefined) throw new RequestProblem('not-submitted-then');
    return at;
  }

  private async readStep(
    ref: string,
    query: ReadingQuery,
    shape: (progress: ReturnType<typeof progressOf>) => object,
  ): Promise<Reply<object>> {
    const point = await this.readings.at(query, Section11ReturnProgressRow);
    const row = await this.queries.progressOf(ref, point.position);
    if (!row) throw new RequestProblem('not-found');
    const nameOf = await this.people.namesOf([row.signedOffBy]);
    return new Reply(
      { return: ref, ...shape(progressOf(row, nameOf)) },
      { point, revision: point.isNow ? (row.revision ?? undefined) : undefined },
    );
  }
}

function answerRevision(basedOn: number | 'new'): number {
  return basedOn === 'new' ? -1 : basedOn;
}
