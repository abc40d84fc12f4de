import { Asking, Requires } from '@goldenthread/access';
import type { CommandContext } from '@goldenthread/event-sourcing';
import { SPREADSHEET_TYPES, spreadsheetOf, tableOfFile, TOO_LARGE_FILE, type SpreadsheetFormat } from '@goldenthread/files';
import {
  Commanded,
  readSentForm,
  ReadingQuery,
  Readings,
  Reply,
  RequestProblem,
  TakesFile,
  toCsv,
  Uploads,
  type UploadReport,
} from '@goldenthread/http';
import {
  ASKED_VIEWS,
  RecordUpload,
  SubmissionQueries,
  templateNotes,
  uploadTemplate,
  type AskedFigure,
  type UploadRecorded,
} from '@goldenthread/indicators';
import { Controller, Get, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { partnershipOf } from './indicators.controller.js';

/** As what a table to fill in is asked for. */
export class TemplateQuery extends ReadingQuery {
  @ApiPropertyOptional({ enum: ['xlsx', 'ods'], description: 'As a spreadsheet; as JSON or CSV where it is left out.' })
  @IsOptional()
  @IsIn(['xlsx', 'ods'])
  as?: SpreadsheetFormat;
}

/** Figures that are asked for, and tables of them that are sent as files. */
@ApiTags('indicators')
@Controller('api/v1')
export class IndicatorUploadsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly readings: Readings,
    private readonly submissions: SubmissionQueries,
    private readonly uploads: Uploads,
  ) {}

  /** Who has not reported what was asked for, and since when it is late: as at any date. */
  @Get('indicator-submissions')
  @ApiOperation({ summary: 'Figures that are asked for and have not come, and which of them are late' })
  @Requires('indicator:read')
  async asked(@Asking() { scope }: Asking, @Query() query: ReadingQuery): Promise<Reply<object>> {
    const point = await this.readings.at(query, ...ASKED_VIEWS);
    const asked = (await this.submissions.asked(scope, point)).map(askedOf);
    return new Reply({ asked }, { point, csv: { name: 'figures-asked-for', text: () => askedCsv(asked) } });
  }

  /** A table to fill in, with a row for each figure that the reader is asked for. */
  @Get('indicator-uploads/template')
  @ApiOperation({ summary: 'A table to fill in with the figures that are asked for' })
  @Requires('indicator:report')
  async template(@Asking() { scope }: Asking, @Query() query: TemplateQuery): Promise<Reply<object> | StreamableFile> {
    const point = await this.readings.at(query, ...ASKED_VIEWS);
    const asked = await this.submissions.asked(scope, point);
    const [columns = [], ...rows] = uploadTemplate(asked);
    if (query.as) {
      const disposition = `attachment; filename="figures.${query.as}"`;
      return new StreamableFile(spreadsheetOf([columns, ...rows], templateNotes(asked), query.as), {
        type: SPREADSHEET_TYPES[query.as],
        disposition,
      });
    }
    const text = (): string =>
      toCsv(
        rows,
        columns.map((heading, at) => ({ heading, value: (row) => row[at] })),
      );
    return new Reply({ columns, rows, notes: templateNotes(asked) }, { point, csv: { name: 'figures', text } });
  }

  /** Without `confirmed` it is refused with what would come of it, and nothing is recorded. */
  @Post('indicator-uploads')
  @TakesFile()
  @ApiOperation({ summary: 'Send a table of figures as CSV, ODS or XLSX: checked row by row, recorded once it is confirmed' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', description: 'CSV, ODS or XLSX with the columns of the template, up to 10 MB.' },
        confirmed: { type: 'string', enum: ['yes'], description: 'That what would come of it has been looked at, and is meant.' },
      },
    },
  })
  @Requires('indicator:report', { records: 'IndicatorValueRecorded' })
  async send(@Req() request: FastifyRequest, @Commanded() context: CommandContext, @Asking() { scope }: Asking): Promise<Reply<object>> {
    const { file, confirmed } = await sentOf(request);
    const read = await tableOfFile(file);
    if ('faults' in read) throw new RequestProblem('upload-not-sound', [], { faults: read.faults });
    const sender = { partnership: partnershipOf(scope), onBehalfOf: scope.agency };
    const meant = confirmed ? { ...sender, commandId: context.commandId } : sender;
    const report = await this.uploads.report(meant, scope, read.table, await this.readings.at({}, ...ASKED_VIEWS));
    if (report.faults.length > 0) throw new RequestProblem('upload-not-sound', [], { faults: report.faults });
    if (!confirmed) throw new RequestProblem('upload-not-confirmed', [], foreseen(report));
    const rows = report.lines.map(({ value }) => value);
    return receiptOf(await this.commands.execute(new RecordUpload(context, sender, rows)));
  }
}

/** @throws RequestProblem where it is no form with a file, or says something else than that. */
async function sentOf(request: FastifyRequest): Promise<{ readonly file: Buffer; readonly confirmed: boolean }> {
  if (!request.isMultipart()) throw new RequestProblem('file-missing');
  const { fields, file } = await readSentForm(request);
  const { confirmed, ...unknown } = fields;
  if (Object.keys(unknown).length > 0 || (confirmed !== undefined && confirmed !== 'yes')) {
    throw new RequestProblem('invalid', [
      {
        pointer: `/${Object.keys(unknown)[0] ?? 'confirmed'}`,
        code: 'invalid',
        message: 'The fields are file, and confirmed with the value yes.',
      },
    ]);
  }
  if (file === 'too-large') {
    throw new RequestProblem('upload-not-sound', [], { faults: [TOO_LARGE_FILE] });
  }
  if (!file) throw new RequestProblem('file-missing');
  return { file, confirmed: confirmed === 'yes' };
}

function foreseen({ lines, questions }: UploadReport): Readonly<Record<string, unknown>> {
  const outcomes = lines.map(({ row, value: { code, place, period }, outcome }) => ({ row, indicator: code, place, period, ...outcome }));
  return { outcomes, questions };
}

/** Of all the series together: as of one change. */
function receiptOf(recorded: UploadRecorded): Reply<object> {
  const executed = recorded.map((one) => one.executed);
  const last = executed.reduce((latest, one) => (one.position > latest.position ? one : latest));
  const events = executed.flatMap((one) => one.events).map(({ id, type, revision }) => ({ id, type, revision }));
  const { position, recordedAt, revision } = last;
  const series = recorded.map(({ code, place, executed: { events: own } }) => ({ code, place, recorded: own.length }));
  return new Reply({ position: String(position), recordedAt, revision, events, series }, { location: '/api/v1/indicators' });
}

type Asked = ReturnType<typeof askedOf>;

function askedOf({ indicator, place, placeName, agency, period, due, isLate }: AskedFigure) {
  const { code, definition } = indicator;
  return { code, name: definition.name, place, placeName, agency, period: period.key, periodEnd: period.to, due, isLate };
}

function askedCsv(asked: readonly Asked[]): string {
  return toCsv(asked, [
    { heading: 'Agency', value: ({ agency }) => agency },
    { heading: 'Indicator', value: ({ name }) => name },
    { heading: 'Code', value: ({ code }) => code },
    { heading: 'Place', value: ({ placeName }) => placeName },
    { heading: 'Period', value: ({ period }) => period },
    { heading: 'Due', value: ({ due }) => due },
    { heading: 'Late', value: ({ isLate }) => isLate },
  ]);
}
