import { Asking, PeopleDirectory, Requires } from '@goldenthread/access';
import { ActionsQueries, ATTENTION_VIEWS } from '@goldenthread/actions';
import type { Position } from '@goldenthread/event-sourcing';
import { CHANGE_VIEWS, Changes, Readings, RequestProblem } from '@goldenthread/http';
import { IndicatorDefinitionRow, IndicatorQueries, IndicatorValueRow } from '@goldenthread/indicators';
import { GroupMeetingRow, RegisterFactRow } from '@goldenthread/partnership';
import {
  Section11AnswerRow,
  Section11CycleRow,
  Section11FiguresQueries,
  Section11Queries,
  Section11ReturnHistoryRow,
  Section11ReturnProgressRow,
  Section11StandardRow,
} from '@goldenthread/section11';
import { Controller, Get, Param } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LastMeetings } from '../as-at/last-meeting.js';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { Page } from '../frame/page.js';
import { paths } from '../paths.js';
import { currentCycle } from '../section11/current-cycle.js';
import { answerPage, standardPage } from './answer.page.js';
import { findingCsv, findingPage, isTabledFinding } from './finding.page.js';
import { landingPage, type SinceMeeting } from './landing.page.js';
import { matrixCsv, matrixPage } from './matrix.page.js';

const CYCLE = { kind: 'cycle', param: 'cycle' };
const RETURN = { kind: 'return', param: 'ref' };
const BEYOND = [IndicatorDefinitionRow, IndicatorValueRow, ...ATTENTION_VIEWS];
const FINDINGS = [Section11CycleRow, Section11ReturnProgressRow, Section11StandardRow, Section11AnswerRow];

/** What a sub-committee looks at: what stands out, and the words it rests on. */
@Controller()
export class PaqaController {
  constructor(
    private readonly pages: PageReadings,
    private readonly readings: Readings,
    private readonly section11: Section11Queries,
    private readonly figures: Section11FiguresQueries,
    private readonly meetings: LastMeetings,
    private readonly changes: Changes,
    private readonly indicators: IndicatorQueries,
    private readonly actions: ActionsQueries,
    private readonly people: PeopleDirectory,
  ) {}

  @Get(paths.overview)
  @Requires('cycle:findings')
  async landing(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const { scope } = asking;
    const reading = await this.pages.of(request, ...FINDINGS, ...CHANGE_VIEWS, ...BEYOND, GroupMeetingRow, RegisterFactRow);
    const { position, day } = reading.point;
    const cycle = currentCycle(await this.section11.cycles(scope, position), day);
    const [findings, since, lines, attention] = await Promise.all([
      cycle ? this.figures.findings(scope, position, day, cycle.cycle) : null,
      this.sinceMeeting(asking, reading),
      this.indicators.grid(scope, reading.point),
      this.actions.attention(scope, reading.point),
    ]);
    return new Page('paqa/landing', landingPage(cycle, findings, since, { lines, attention }, reading), { point: reading.point });
  }

  @Get(paths.finding(':finding'))
  @Requires('cycle:findings')
  async finding(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Param('finding') key: string): Promise<Page> {
    const reading = await this.pages.of(request, ...FINDINGS);
    const { position, day } = reading.point;
    const cycle = currentCycle(await this.section11.cycles(scope, position), day);
    const findings = cycle && isTabledFinding(key) ? await this.figures.findings(scope, position, day, cycle.cycle) : null;
    if (!cycle || !findings || !isTabledFinding(key)) throw new RequestProblem('not-found');
    const view = findingPage(key, cycle.title, findings, reading);
    return new Page('paqa/finding', view, { point: reading.point, csv: findingCsv(key, view) });
  }

  @Get(paths.matrix(':cycle'))
  @Requires('standards:read', { resource: CYCLE })
  async matrix(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Param('cycle') ref: string): Promise<Page> {
    const reading = await this.pages.of(request, ...FINDINGS);
    const { position, day } = reading.point;
    const [cycle, standards, progress, findings] = await Promise.all([
      this.section11.cycle(ref, position),
      this.section11.standards(scope, position, ref),
      this.section11.progress(scope, position, ref),
      this.figures.findings(scope, position, day, ref),
    ]);
    if (!cycle) throw new RequestProblem('not-found');
    const changes = findings?.cells ?? [];
    const now = reading.isNow ? standards : await this.standardsNow(scope, ref);
    const view = matrixPage(cycle.title, standards, progress, changes, reading, now);
    return new Page('paqa/matrix', view, { point: reading.point, csv: matrixCsv(standards, changes) });
  }

  @Get(paths.returns.standard(':ref', ':heading'))
  @Requires('return:read', { resource: RETURN })
  async standard(
    @Asked() request: FastifyRequest,
    @Asking() { scope }: Asking,
    @Param('ref') ref: string,
    @Param('heading') heading: string,
  ): Promise<Page> {
    const reading = await this.pages.of(request, Section11ReturnProgressRow, Section11StandardRow, Section11AnswerRow);
    const at = await this.contentAt(ref, scope, reading);
    const [progress, standards, all] = await Promise.all([
      this.section11.progressOf(ref, reading.point.position),
      this.section11.standardsOf(ref, at),
      this.section11.items(ref, at),
    ]);
    const standard = standards.find((one) => one.heading === heading);
    if (!progress || !standard) throw new RequestProblem('not-found');
    const items = all.filter((one) => one.heading === heading);
    const facts = { agencyName: progress.agencyName, title: standard.title, inWords: `${standard.met} of ${standard.of} met`, ref, items };
    const nameOf = await this.people.namesOf(items.flatMap(({ changedBy }) => changedBy?.person ?? []));
    return new Page('paqa/standard', standardPage({ ...facts, nameOf }, reading), { point: reading.point });
  }

  @Get(paths.returns.answer(':ref', ':item'))
  @Requires('return:read', { resource: RETURN })
  async answer(
    @Asked() request: FastifyRequest,
    @Asking() { scope }: Asking,
    @Param('ref') ref: string,
    @Param('item') key: string,
  ): Promise<Page> {
    const reading = await this.pages.of(
      request,
      Section11ReturnProgressRow,
      Section11AnswerRow,
      Section11ReturnHistoryRow,
      Section11CycleRow,
    );
    const { position } = reading.point;
    const at = await this.contentAt(ref, scope, reading);
    const [progress, item] = await Promise.all([this.section11.progressOf(ref, position), this.section11.item(ref, key, at)]);
    if (!progress || !item) throw new RequestProblem('not-found');
    const cycles = await this.section11.itemAcrossCycles(scope, progress.agency, key, position);
    const people = cycles.flatMap(({ entries }) => entries.map(({ by }) => by.person));
    const nameOf = await this.people.namesOf([...people, ...(item.changedBy ? [item.changedBy.person] : [])]);
    return new Page('paqa/answer', answerPage({ agencyName: progress.agencyName, ref, item, cycles, nameOf }, reading), {
      point: reading.point,
    });
  }

  /** @throws RequestProblem `not-submitted-then` where it was a draft on that date, and drafts are not the reader’s to see. */
  private async contentAt(ref: string, scope: Asking['scope'], { point }: Reading): Promise<Position> {
    const at = await this.section11.contentPositionOf(ref, scope, point.position);
    if (at === undefined) throw new RequestProblem('not-submitted-then');
    return at;
  }

  private async standardsNow(scope: Asking['scope'], cycle: string): Promise<Section11StandardRow[]> {
    const point = await this.readings.at({}, ...FINDINGS);
    return this.section11.standards(scope, point.position, cycle);
  }

  /** What changed since the sub-committee last met before the day of the page; nothing where it never did. */
  private async sinceMeeting(asking: Asking, { point }: Reading): Promise<SinceMeeting | undefined> {
    const { scope } = asking;
    const last = await this.meetings.before(scope, point);
    if (!last) return undefined;
    const after = await this.pages.endOf(last.heldOn, ...CHANGE_VIEWS);
    const [changes, others] = await Promise.all([
      this.figures.changedSince(scope, after, point.position),
      this.changes.countBesideReturns(asking, after, point.position),
    ]);
    const nameOf = await this.people.namesOf(changes.lines.map(({ by }) => by.person));
    return { ...last, changes, others, nameOf };
  }
}
