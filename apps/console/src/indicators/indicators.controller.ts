import { Asking, may, PeopleDirectory, Requires } from '@goldenthread/access';
import { newId } from '@goldenthread/event-sourcing';
import { plain, Readings, RequestProblem } from '@goldenthread/http';
import {
  IndicatorChangeRow,
  IndicatorDefinitionRow,
  IndicatorQueries,
  IndicatorValueRow,
  RecordValues,
  RestateValue,
  WithdrawValue,
  type SentValue,
  type ShownSeries,
  type ShownValue,
} from '@goldenthread/indicators';
import { GroupMeetingRow, RegisterFactRow } from '@goldenthread/partnership';
import type { ReadingPoint } from '@goldenthread/read-models';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { LastMeetings } from '../as-at/last-meeting.js';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { basedOnOf, submitted } from '../forms/submitted.js';
import { Page, SeeOther, type Notice, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { FigureForm, FigureWithdrawalForm, RestatementForm } from './figure.form.js';
import { reportPage, restatePage, withdrawPage } from './figure.page.js';
import { gridCsv, gridPage } from './grid.page.js';
import { indicatorChangesPage, indicatorChangesTable } from './indicator-changes.page.js';
import { indicatorPage, seriesTable } from './indicator.page.js';
import { seriesRef } from './series-ref.js';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, IndicatorChangeRow];
const MEETINGS = [GroupMeetingRow, RegisterFactRow];

/** Which figure of which series. */
interface FigureRef {
  readonly code: string;
  readonly place: string;
  readonly period: string;
}

/** What somebody wants done with a figure that stands. */
interface FigureChange {
  /** What is wrong with the form. */
  readonly errors: readonly PageError[];
  /** The revision of the figure as it was read. */
  readonly basedOn: number;
  /** Shows the form again, of the figure as it was read or, without that, as it stands. */
  readonly again: (wrong: readonly PageError[], status: number, basedOn?: string) => Promise<Page>;
  readonly command: () => RestateValue | WithdrawValue;
  readonly notice: Notice;
}

/** Indicators: the grid, one of them, what changed and why, and the forms by which an agency reports, restates and withdraws. */
@Controller()
export class IndicatorPagesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly readings: Readings,
    private readonly queries: IndicatorQueries,
    private readonly meetings: LastMeetings,
    private readonly people: PeopleDirectory,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.indicators.all)
  @Requires('indicator:read')
  async grid(@Asked() request: FastifyRequest, @Asking() asking: Asking): Promise<Page> {
    const { scope } = asking;
    const reading = await this.pages.of(request, ...ROWS, ...MEETINGS);
    const meeting = await this.meetings.before(scope, reading.point);
    const since = meeting && (await this.pages.endOf(meeting.heldOn, IndicatorChangeRow));
    const lines = await this.queries.grid(scope, reading.point, since);
    const mays = [may(asking, 'indicator:report'), may(asking, 'performance:read')] as const;
    return new Page('indicators/grid', gridPage(lines, meeting, reading, ...mays), {
      point: reading.point,
      csv: gridCsv(lines),
    });
  }

  /** @param since a date, an instant or a position. */
  @Get(paths.indicators.changes)
  @Requires('indicator:read')
  async changes(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Query('since') since: unknown): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const from = await this.readings.at({ asAt: typeof since === 'string' ? since : '0' }, ...ROWS);
    const [changes, definitions] = await Promise.all([
      this.queries.changes(scope, { after: from.position, upTo: reading.point.position, asAt: reading.point.position }),
      this.queries.definitions(scope, reading.point.position),
    ]);
    const nameOf = await this.people.namesOf(changes.map(({ by }) => by.person));
    const definitionOf = (code: string) => definitions.find((row) => row.code === code)?.definition;
    const view = indicatorChangesPage(changes, definitionOf, from, nameOf, reading);
    return new Page('indicators/changes', view, { point: reading.point, csv: indicatorChangesTable(changes, nameOf) });
  }

  @Get(paths.indicators.one(':code', ':place'))
  @Requires('indicator:read')
  async one(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
  ): Promise<Page> {
    const { scope } = asking;
    const reading = await this.pages.of(request, ...ROWS, ...MEETINGS);
    const series = await this.find(asking, code, place, reading);
    const [changes, meeting] = await Promise.all([
      this.queries.changes(scope, { after: -1n, upTo: reading.point.position, asAt: reading.point.position }, { code, place }),
      this.meetings.before(scope, reading.point),
    ]);
    const nameOf = await this.people.namesOf([...changes.map(({ by }) => by.person), ...series.rebases.map(({ rebasedBy }) => rebasedBy)]);
    const facts = { series, changes, meeting, mayReport: may(asking, 'indicator:report'), nameOf };
    return new Page('indicators/indicator', indicatorPage(facts, reading), { point: reading.point, csv: seriesTable(series) });
  }

  @Get(paths.indicators.report(':code', ':place'))
  @Requires('indicator:report')
  async askReport(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
  ): Promise<Page> {
    const typed = await this.kept.typed(request, FigureForm);
    return this.reporting(request, asking, code, place, typed?.form, typed?.errors);
  }

  @Post(paths.indicators.report(':code', ':place'))
  @Requires('indicator:report', { records: 'IndicatorValueRecorded' })
  async report(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(FigureForm, body);
    if (errors.length > 0) return this.reporting(request, asking, code, place, form, errors, 422);
    const order = { action: 'indicator:record', subject: { code, place }, body: plain(form) };
    const command = new RecordValues(commandOf(asking, body), order, seriesRef(asking, code, place), [valueOf(form, form.period)]);
    const outcome = await attempt(() => this.commands.execute(command));
    if ('refused' in outcome) {
      const { refused } = outcome;
      return this.reporting(request, asking, code, place, form, [errorOf(refused)], statusOf(refused));
    }
    await this.pages.wrote(request, outcome.done.position);
    return new SeeOther(paths.indicators.one(code, place), {
      title: 'Figure reported',
      text: `The figure of ${form.period} is on record.`,
    });
  }

  @Get(paths.indicators.restate(':code', ':place', ':period'))
  @Requires('indicator:report')
  async askRestatement(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
    @Param('period') period: string,
  ): Promise<Page> {
    const typed = await this.kept.typed(request, RestatementForm);
    return this.restating(request, asking, { code, place, period }, typed?.form, typed?.errors, 200, typed?.basedOn);
  }

  @Post(paths.indicators.restate(':code', ':place', ':period'))
  @Requires('indicator:report', { records: 'IndicatorValueRestated' })
  async restate(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
    @Param('period') period: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(RestatementForm, { ...(body as object), period });
    const [at, basedOn] = [{ code, place, period }, basedOnOf(body) ?? -1];
    return this.change(request, at, {
      errors,
      basedOn,
      again: (wrong, status, stays) => this.restating(request, asking, at, form, wrong, status, stays),
      command: () => {
        const order = { action: 'indicator:restate', subject: at, body: plain(form) };
        const restatement = { value: valueOf(form, period), reason: form.reason, basedOn };
        return new RestateValue(commandOf(asking, body), order, seriesRef(asking, code, place), restatement);
      },
      notice: { title: 'Figure restated', text: `The figure of ${period} is restated, with your reason.` },
    });
  }

  @Get(paths.indicators.withdraw(':code', ':place', ':period'))
  @Requires('indicator:report')
  async askWithdrawal(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
    @Param('period') period: string,
  ): Promise<Page> {
    const typed = await this.kept.typed(request, FigureWithdrawalForm);
    return this.withdrawing(request, asking, { code, place, period }, typed?.form, typed?.errors, 200, typed?.basedOn);
  }

  @Post(paths.indicators.withdraw(':code', ':place', ':period'))
  @Requires('indicator:report', { records: 'IndicatorValueWithdrawn' })
  async withdraw(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
    @Param('period') period: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(FigureWithdrawalForm, body);
    const [at, basedOn] = [{ code, place, period }, basedOnOf(body) ?? -1];
    return this.change(request, at, {
      errors,
      basedOn,
      again: (wrong, status, stays) => this.withdrawing(request, asking, at, form, wrong, status, stays),
      command: () => {
        const order = { action: 'indicator:withdraw', subject: at, body: plain(form) };
        const withdrawal = { period, reason: form.reason, basedOn };
        return new WithdrawValue(commandOf(asking, body), order, seriesRef(asking, code, place), withdrawal);
      },
      notice: { title: 'Figure withdrawn', text: `Nothing stands of ${period} any more. Your reason is on record.` },
    });
  }

  /** Gives an order about a figure that stands, and shows its series with a notice; the form again where something is wrong. */
  private async change(
    request: FastifyRequest,
    { code, place }: FigureRef,
    { errors, basedOn, again, command, notice }: FigureChange,
  ): Promise<Page | SeeOther> {
    if (errors.length > 0) return again(errors, 422, String(basedOn));
    const outcome = await attempt(() => this.commands.execute(command()));
    if ('refused' in outcome) {
      const { refused } = outcome;
      // Where somebody else changed it, the page shows what stands now, and is sent again for that.
      const stays = refused.code === 'value-changed' ? undefined : String(basedOn);
      return again([errorOf(refused)], statusOf(refused), stays);
    }
    await this.pages.wrote(request, outcome.done.position);
    return new SeeOther(paths.indicators.one(code, place), notice);
  }

  private async reporting(
    request: FastifyRequest,
    asking: Asking,
    code: string,
    place: string,
    typed?: FigureForm,
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const series = await this.find(asking, code, place, reading);
    return new Page('indicators/figure', reportPage(series, { commandId: newId(), typed, errors }), { point: reading.point, status });
  }

  private async restating(
    request: FastifyRequest,
    asking: Asking,
    { code, place, period }: FigureRef,
    typed?: RestatementForm,
    errors: readonly PageError[] = [],
    status = 200,
    basedOn?: string,
  ): Promise<Page> {
    const { series, stands, point } = await this.standing(request, asking, code, place, period);
    const view = restatePage(series, stands, { commandId: newId(), typed, errors }, basedOn);
    return new Page('indicators/figure', view, { point, status });
  }

  private async withdrawing(
    request: FastifyRequest,
    asking: Asking,
    { code, place, period }: FigureRef,
    typed?: FigureWithdrawalForm,
    errors: readonly PageError[] = [],
    status = 200,
    basedOn?: string,
  ): Promise<Page> {
    const { series, stands, point } = await this.standing(request, asking, code, place, period);
    const view = withdrawPage(series, stands, { commandId: newId(), typed, errors }, basedOn);
    return new Page('actions/ask', view, { point, status });
  }

  /** A figure that stands, and the series that it stands in. */
  private async standing(
    request: FastifyRequest,
    asking: Asking,
    code: string,
    place: string,
    period: string,
  ): Promise<{ readonly series: ShownSeries; readonly stands: ShownValue; readonly point: ReadingPoint }> {
    const reading = await this.pages.of(request, ...ROWS);
    const series = await this.find(asking, code, place, reading);
    const stands = series.view.periods.find((one) => one.period.key === period)?.value;
    if (!stands) throw new RequestProblem('not-found');
    return { series, stands, point: reading.point };
  }

  private async find({ scope }: Asking, code: string, place: string, { point }: Reading): Promise<ShownSeries> {
    const series = await this.queries.series(scope, code, place, point);
    if (!series) throw new RequestProblem(point.isNow ? 'not-found' : 'not-there-yet');
    return series;
  }
}

function valueOf({ numerator, denominator, standing, source, commentary }: FigureForm, period: string): SentValue {
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  return { period, numerator: number(numerator), denominator: number(denominator), standing, source: { title: source }, commentary };
}
