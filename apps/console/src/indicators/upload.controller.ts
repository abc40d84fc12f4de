import { Asking, Requires } from '@goldenthread/access';
import { newId } from '@goldenthread/event-sourcing';
import {
  SPREADSHEET_TYPES,
  spreadsheetOf,
  tableOfFile,
  tableOfText,
  textOfTable,
  TOO_LARGE_FILE,
  TOO_MUCH_TEXT,
  type ReadTable,
} from '@goldenthread/files';
import { CSV, RequestProblem, TakesFile, toCsv, Uploads } from '@goldenthread/http';
import {
  ASKED_VIEWS,
  IndicatorChangeRow,
  RecordUpload,
  SubmissionQueries,
  templateNotes,
  uploadTemplate,
  type UploadScope,
} from '@goldenthread/indicators';
import { Body, Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Asked, PageReadings } from '../as-at/page-readings.js';
import { attempt, commandOf, errorOf, statusOf } from '../forms/command-of.js';
import { sentFileOf } from '../forms/sent-file.js';
import { submitted } from '../forms/submitted.js';
import { Page, SeeOther, type PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { KeptForms } from '../sign-in/kept-forms.js';
import { counted } from '../words.js';
import { LONGEST_TABLE, UploadForm } from './upload.form.js';
import { uploadPage, type UploadChecked } from './upload.page.js';

const ROWS = [...ASKED_VIEWS, IndicatorChangeRow];

/** Figures of many periods and indicators at once: sent, checked row by row, and recorded only once they are confirmed. */
@Controller()
export class IndicatorUploadController {
  constructor(
    private readonly commands: CommandBus,
    private readonly pages: PageReadings,
    private readonly submissions: SubmissionQueries,
    private readonly uploads: Uploads,
    private readonly kept: KeptForms,
  ) {}

  @Get(paths.indicators.upload)
  @Requires('indicator:report')
  async ask(@Asked() request: FastifyRequest): Promise<Page> {
    const reading = await this.pages.of(request, ...ROWS);
    const typed = await this.kept.typed(request, UploadForm);
    const kept = typed && { csv: typed.form.csv, report: { lines: [], faults: [], questions: [] } };
    return new Page('indicators/upload', uploadPage(newId(), kept, typed?.errors), { point: reading.point });
  }

  /** A table to fill in, with a row for each figure that the sender is asked for. @param as xlsx, ods or csv. */
  @Get(paths.indicators.template)
  @Requires('indicator:report')
  async template(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Query('as') as: unknown): Promise<StreamableFile> {
    const { point } = await this.pages.of(request, ...ROWS);
    const asked = await this.submissions.asked(scope, point);
    const table = uploadTemplate(asked);
    if (as === 'xlsx' || as === 'ods')
      return download(`figures.${as}`, SPREADSHEET_TYPES[as], spreadsheetOf(table, templateNotes(asked), as));
    if (as !== 'csv') throw new RequestProblem('not-found');
    const [columns = [], ...rows] = table;
    const text = toCsv(
      rows,
      columns.map((heading, at) => ({ heading, value: (row) => row[at] })),
    );
    return download('figures.csv', CSV, Buffer.from(text));
  }

  /** Between the check and the confirmation nothing is kept here: the rows that were read travel with the page, as text. */
  @Post(paths.indicators.upload)
  @TakesFile()
  @Requires('indicator:report', { records: 'IndicatorValueRecorded' })
  async send(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Body() body: unknown): Promise<Page | SeeOther> {
    const { form, errors } = submitted(UploadForm, body);
    if (errors.length > 0) return this.page(request, { errors, status: 422 });
    const read = await tableOf(sentFileOf(request), form.csv);
    if (!read) return this.page(request, { errors: [{ text: 'Choose a file, or paste the rows', href: '#file' }], status: 422 });
    const commandId = form.confirmed === 'yes' ? commandOf(asking, body).commandId : undefined;
    const checked = await this.check(request, asking, read, commandId);
    if (checked.report.faults.length > 0) return this.page(request, { checked, status: 422 });
    if (form.confirmed !== 'yes') return this.page(request, { checked });
    const rows = checked.report.lines.map(({ value }) => value);
    const outcome = await attempt(() => this.commands.execute(new RecordUpload(commandOf(asking, body), senderOf(asking), rows)));
    if ('refused' in outcome) {
      const { refused } = outcome;
      return this.page(request, { checked, errors: [errorOf(refused)], status: statusOf(refused) });
    }
    const executed = outcome.done.map((one) => one.executed);
    for (const { position } of executed) await this.pages.wrote(request, position);
    const recorded = executed.reduce((sum, { events }) => sum + events.length, 0);
    const text = `${counted(recorded, 'figure')} of ${counted(rows.length, 'row')} were recorded; the rest stood already.`;
    return new SeeOther(paths.indicators.all, { title: 'Figures recorded', text });
  }

  private async check(request: FastifyRequest, asking: Asking, read: ReadTable, commandId?: string): Promise<UploadChecked> {
    if ('faults' in read) return { report: { lines: [], questions: [], ...read } };
    const csv = textOfTable(read.table);
    if (csv.length > LONGEST_TABLE) return { report: { lines: [], questions: [], faults: [TOO_MUCH_TEXT] } };
    const { point } = await this.pages.of(request, ...ROWS);
    return { csv, report: await this.uploads.report({ ...senderOf(asking), commandId }, asking.scope, read.table, point) };
  }

  private async page(
    request: FastifyRequest,
    { checked, errors = [], status = 200 }: { checked?: UploadChecked; errors?: readonly PageError[]; status?: number },
  ): Promise<Page> {
    const { point } = await this.pages.of(request, ...ROWS);
    return new Page('indicators/upload', uploadPage(newId(), checked, errors), { point, status });
  }
}

/** The table that was sent: of the file where there is one, else of the rows that were pasted. */
async function tableOf(file: ReturnType<typeof sentFileOf>, csv: string | undefined): Promise<ReadTable | undefined> {
  if (file === 'too-large') return { faults: [TOO_LARGE_FILE] };
  if (file) return tableOfFile(file);
  return csv === undefined ? undefined : tableOfText(csv);
}

/** An agency speaks for itself alone; whoever acts for the partnership, for all of it. */
function senderOf({ scope, partnership }: Asking): UploadScope {
  if (partnership === null) throw new RequestProblem('not-permitted');
  return { partnership, onBehalfOf: scope.agency };
}

function download(name: string, type: string, bytes: Buffer): StreamableFile {
  return new StreamableFile(bytes, { type, disposition: `attachment; filename="${name}"` });
}
