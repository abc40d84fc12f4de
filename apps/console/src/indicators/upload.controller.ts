import { Asking, Requires } from '@goldenthread/access';
import { newId } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import {
  IndicatorChangeRow,
  IndicatorDefinitionRow,
  IndicatorQueries,
  IndicatorValueRow,
  RecordValues,
  UploadChecker,
  type ShownSeries,
} from '@goldenthread/indicators';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings, type Reading } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { seriesRef } from './series-ref.js';
import { readRows } from './upload-rows.js';
import { UploadForm } from './upload.form.js';
import { uploadPage, type UploadChecked } from './upload.page.js';

const ROWS = [IndicatorDefinitionRow, IndicatorValueRow, IndicatorChangeRow];

/** Figures of many periods at once: sent, checked row by row, and recorded only once they are confirmed. */
@Controller()
export class IndicatorUploadController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly queries: IndicatorQueries,
    private readonly checker: UploadChecker,
  ) {}

  @Get(paths.indicators.upload(':code', ':place'))
  @Requires('indicator:report')
  async ask(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
  ): Promise<Page> {
    const { series, reading } = await this.find(request, asking, code, place);
    return new Page('indicators/upload', uploadPage(series, newId()), { point: reading.point });
  }

  @Post(paths.indicators.upload(':code', ':place'))
  @Requires('indicator:report', { records: 'IndicatorValueRecorded' })
  async send(
    @Asked() request: FastifyRequest,
    @Asking() asking: Asking,
    @Param('code') code: string,
    @Param('place') place: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { form, errors } = submitted(UploadForm, body);
    if (errors.length > 0) return this.page(request, asking, code, place, undefined, errors, 422);
    const checked = await this.check(asking, code, place, form.csv);
    const isSound = checked.faults.length === 0 && checked.outcomes.every(({ outcome }) => outcome !== 'refused');
    if (!isSound) return this.page(request, asking, code, place, checked, [], 422);
    if (form.confirmed !== 'yes') return this.page(request, asking, code, place, checked);
    const values = checked.rows.map(({ value: { denominatorFrom: _, ...value } }) => value);
    const order = { action: 'indicator:upload', subject: { code, place }, body: { csv: form.csv } };
    const command = new RecordValues(commandOf(asking, body), order, seriesRef(asking, code, place), values);
    const outcome = await attempt(() => this.commands.execute(command));
    if ('refused' in outcome) {
      const { refused } = outcome;
      return this.page(request, asking, code, place, checked, [errorOf(refused)], statusOf(refused));
    }
    await this.pages.wrote(request, outcome.done.position);
    const text = `${counted(outcome.done.events.length, 'figure')} of ${counted(values.length, 'row')} were recorded; the rest stood already.`;
    return new SeeOther(paths.indicators.one(code, place), { title: 'Figures recorded', text });
  }

  private async check(asking: Asking, code: string, place: string, csv: string): Promise<UploadChecked> {
    const { rows, faults } = readRows(csv);
    const outcomes = await this.checker.check(
      seriesRef(asking, code, place),
      rows.map(({ value }) => value),
    );
    return { csv, rows, faults, outcomes };
  }

  private async page(
    request: FastifyRequest,
    asking: Asking,
    code: string,
    place: string,
    checked?: UploadChecked,
    errors: readonly PageError[] = [],
    status = 200,
  ): Promise<Page> {
    const { series, reading } = await this.find(request, asking, code, place);
    return new Page('indicators/upload', uploadPage(series, newId(), checked, errors), { point: reading.point, status });
  }

  private async find(
    request: FastifyRequest,
    { scope }: Asking,
    code: string,
    place: string,
  ): Promise<{ series: ShownSeries; reading: Reading }> {
    const reading = await this.pages.of(request, ...ROWS);
    const series = await this.queries.series(scope, code, place, reading.point);
    if (!series) throw new RequestProblem(reading.isNow ? 'not-found' : 'not-there-yet');
    return { series, reading };
  }
}
