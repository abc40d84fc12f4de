import { Asking, may, Requires, PeopleDirectory } from '@goldenthread/access';
import { newId } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { PLATFORM, type Platform } from '@goldenthread/runtime';
import { OpenReturn, returnIdOf, Section11Queries, Section11ReturnProgressRow } from '@goldenthread/section11';
import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { commandOf } from '../forms/command-of.js';
import { Page, SeeOther } from '../frame/page.js';
import { paths } from '../paths.js';
import { answersTable, copyPage } from './copy.page.js';
import { historyPage } from './history.page.js';
import { historyTable } from './history-in-words.js';
import { receiptPage, receiptTable } from './receipt.page.js';
import { RETURN_VIEWS, ReturnFiles, type ReturnFile } from './return-file.js';
import { returnsPage, returnsTable } from './returns.page.js';
import { startPage } from './start.page.js';
import { taskListPage } from './task-list.page.js';

const CYCLE = { kind: 'cycle', param: 'cycle' };
const RETURN = { kind: 'return', param: 'ref' };

/** Returns, to be read: by the agency whose they are at any time, by its partnership once they were submitted. */
@Controller()
export class ReturnsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: PageReadings,
    private readonly section11: Section11Queries,
    private readonly files: ReturnFiles,
    private readonly people: PeopleDirectory,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  @Get(paths.returns.all)
  @Requires('return:list')
  async list(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const { scope } = asking;
    const reading = await this.readings.of(request, Section11ReturnProgressRow);
    const returns = await this.section11.progress(scope, reading.point.position);
    const csv = { name: 'section-11-returns', text: () => returnsTable(returns, reading) };
    const drafts = scope.agency !== undefined ? 'words' : may(asking, 'return:progress') ? 'progress' : 'nothing';
    return new Page('section11/returns', returnsPage(returns, reading, drafts), { point: reading.point, csv });
  }

  @Get(paths.returns.start(':cycle'))
  @Requires('return:open', { resource: CYCLE })
  async askToStart(@Asked() request: FastifyRequest, @Asking() { actor }: Asking, @Param('cycle') cycle: string): Promise<Page | SeeOther> {
    const { point } = await this.readings.of(request, Section11ReturnProgressRow);
    const row = await this.section11.progressOf(returnIdOf(cycle, actor.agency), point.position);
    if (!row) throw new RequestProblem('not-found');
    if (row.revision !== null) return new SeeOther(paths.returns.one(row.return));
    return new Page('section11/start', startPage(row, newId()), { point });
  }

  @Post(paths.returns.start(':cycle'))
  @Requires('return:open', { resource: CYCLE, records: 'Section11ReturnOpened' })
  async start(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('cycle') cycle: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const { agency } = asking.actor;
    const order = { action: 'return:open', subject: { cycle, agency }, body: null };
    const { position } = await this.commands.execute(new OpenReturn(commandOf(asking, body), order, { cycle, agency }));
    await this.readings.wrote(request, position);
    return new SeeOther(paths.returns.one(returnIdOf(cycle, agency)));
  }

  @Get(paths.returns.one(':ref'))
  @Requires('return:read', { resource: RETURN })
  async one(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('ref') ref: string): Promise<Page> {
    const { file, reading } = await this.read(request, asking, ref);
    return new Page('section11/task-list', taskListPage(file, reading, isOwn(asking)), { point: reading.point });
  }

  @Get(paths.returns.copy(':ref'))
  @Requires('return:read', { resource: RETURN })
  async copy(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('ref') ref: string): Promise<Page> {
    const { file, reading } = await this.read(request, asking, ref);
    const csv = { name: 'section-11-return', text: () => answersTable(file) };
    return new Page('section11/copy', copyPage(file, reading, isOwn(asking)), { point: reading.point, csv });
  }

  @Get(paths.returns.receipt(':ref'))
  @Requires('return:read', { resource: RETURN })
  async receipt(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('ref') ref: string): Promise<Page> {
    const { file, reading } = await this.read(request, asking, ref);
    const receipts = await this.section11.receipts(ref, reading.point.position);
    if (receipts.length === 0) throw new RequestProblem('not-found');
    const { storeId } = this.platform.identity;
    const csv = { name: 'section-11-receipt', text: () => receiptTable(file, receipts, storeId) };
    return new Page('section11/receipt', receiptPage(file, receipts, storeId, reading, isOwn(asking)), { point: reading.point, csv });
  }

  @Get(paths.returns.history(':ref'))
  @Requires('return:history', { resource: RETURN })
  async history(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Param('ref') ref: string): Promise<Page> {
    const { file, reading } = await this.read(request, asking, ref);
    const entries = await this.section11.history(ref, reading.point.position, asking.scope);
    const nameOf = await this.people.namesOf(entries.map(({ by }) => by.person));
    const csv = { name: 'section-11-return-history', text: () => historyTable(entries, file.tool, nameOf) };
    return new Page('section11/history', historyPage(file, entries, nameOf, reading, isOwn(asking)), { point: reading.point, csv });
  }

  private async read(request: FastifyRequest, { scope }: Asking, ref: string): Promise<{ file: ReturnFile; reading: Reading }> {
    const reading = await this.readings.of(request, ...RETURN_VIEWS);
    return { file: await this.files.read(ref, scope, reading), reading };
  }
}

/** Whether the reader is of the agency whose return it is: the guard has seen to it that no other agency comes so far. */
function isOwn({ scope }: Asking): boolean {
  return scope.agency !== undefined;
}
