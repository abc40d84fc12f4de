import { sparkline } from '@goldenthread/charts';
import type { UploadLine, UploadReport } from '@goldenthread/http';
import { periodOfKey, UPLOAD_COLUMNS, valueOf } from '@goldenthread/indicators';
import type { PageError, PageHead } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { counted } from '../words.js';
import { figureInWords } from './indicator-words.js';

/** A line of a result: where it is about, what was given, and what to do or to ask oneself. */
interface ResultLine {
  readonly row: string;
  readonly column: string;
  readonly given: string;
  readonly message: string;
}

/** A figure that would be recorded. */
interface ReadyLine {
  readonly row: number;
  readonly name: string;
  readonly place: string;
  readonly period: string;
  readonly figure: string;
  /** Drawn with the figure in it, so that a slip of a digit is seen. */
  readonly sparkline: string;
  /** What stands now; nothing where nothing does. */
  readonly before: string;
  readonly reason: string;
}

export interface UploadView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly templates: readonly { readonly text: string; readonly href: string }[];
  readonly file: object;
  readonly csv: object;
  /** Whether the rows are to be put right in the page. */
  readonly isOpen: boolean;
  /** Nothing until rows were checked. */
  readonly summary?: string;
  readonly problems: readonly ResultLine[];
  readonly unusual: readonly ResultLine[];
  readonly lines: readonly ReadyLine[];
  /** The rows to be confirmed; nothing while something is wrong. */
  readonly ready?: string;
}

/** What was sent, and what would come of it. */
export interface UploadChecked {
  /** The rows as text; nothing where they could not be read. */
  readonly csv?: string;
  readonly report: UploadReport;
}

/** Where an agency sends figures of many periods and indicators at once: checked first, recorded only once they are confirmed. */
export function uploadPage(commandId: string, checked?: UploadChecked, errors: readonly PageError[] = []): UploadView {
  const report = checked?.report ?? { lines: [], faults: [], questions: [] };
  const isReady = checked !== undefined && report.faults.length === 0 && errors.length === 0;
  const toPutRight =
    report.faults.length > 0 ? [{ text: `${counted(report.faults.length, 'thing')} to put right`, href: '#to-put-right' }] : [];
  return {
    title: 'Send a table of figures',
    section: 'indicators',
    back: paths.indicators.all,
    errors: [...errors, ...toPutRight],
    action: paths.indicators.upload,
    change: { commandId, basedOn: 'new' },
    templates: [
      { text: 'Excel (XLSX)', href: withQuery(paths.indicators.template, { as: 'xlsx' }) },
      { text: 'OpenDocument (ODS)', href: withQuery(paths.indicators.template, { as: 'ods' }) },
      { text: 'CSV', href: withQuery(paths.indicators.template, { as: 'csv' }) },
    ],
    file: fileInput(errors),
    csv: rowsInput(checked?.csv, errors),
    isOpen: checked?.csv !== undefined || errors.some(({ href }) => href === '#csv'),
    summary: checked && summaryOf(report),
    problems: report.faults.map(resultLine),
    unusual: isReady ? report.questions.map(resultLine) : [],
    lines: isReady ? report.lines.flatMap((line) => readyLine(line, report)) : [],
    ready: isReady ? checked.csv : undefined,
  };
}

function fileInput(errors: readonly PageError[]): object {
  return {
    id: 'file',
    name: 'file',
    label: { text: 'Choose a file', classes: 'govuk-label--m' },
    hint: { text: 'CSV, ODS or XLSX, up to 10 MB. Nothing is recorded until you have seen what would come of it.' },
    errorMessage: errorOf('file', errors),
  };
}

function rowsInput(value: string | undefined, errors: readonly PageError[]): object {
  return {
    id: 'csv',
    name: 'csv',
    rows: 12,
    value,
    spellcheck: false,
    label: { text: 'Rows, with the row of column names first', classes: 'govuk-label--s' },
    hint: { text: `As they stand in a file that was saved as CSV. The columns are ${UPLOAD_COLUMNS.join(', ')}.` },
    errorMessage: errorOf('csv', errors),
  };
}

function errorOf(id: string, errors: readonly PageError[]): { text: string } | undefined {
  const error = errors.find(({ href }) => href === `#${id}`);
  return error && { text: error.text };
}

function resultLine({ row, column = '', given = '', message }: UploadReport['faults'][number]): ResultLine {
  return { row: row === undefined ? 'The file' : String(row), column, given, message };
}

function summaryOf({ lines, faults }: UploadReport): string {
  if (faults.length > 0) {
    const rows = new Set(faults.map(({ row }) => row)).size;
    return `${counted(rows, 'row needs', 'rows need')} to be put right. Nothing has been recorded, not even of the rows that are right.`;
  }
  const having = (outcome: UploadLine['outcome']['outcome']): number => lines.filter((line) => line.outcome.outcome === outcome).length;
  const parts = [counted(having('new'), 'new figure'), counted(having('restates'), 'restatement'), `${having('same')} that stand already`];
  return `All ${counted(lines.length, 'row')} can be recorded: ${parts.join(', ')}. Nothing has been recorded yet.`;
}

function readyLine(line: UploadLine, report: UploadReport): ReadyLine[] {
  const { row, value, outcome, series } = line;
  if (!series || (outcome.outcome !== 'new' && outcome.outcome !== 'restates')) return [];
  const { definition } = series.indicator;
  return [
    {
      row,
      name: definition.name,
      place: series.placeName,
      period: periodOfKey(value.period)?.words ?? value.period,
      figure: figureInWords(outcome.figure, definition),
      sparkline: sparkline(valuesUpTo(line, report), report.questions.some((one) => one.row === row) ? 'neither' : 'usual'),
      before: outcome.outcome === 'restates' ? figureInWords(outcome.before, definition) : '',
      reason: outcome.outcome === 'restates' ? (value.reason ?? '') : '',
    },
  ];
}

/** The series as it would stand, up to the figure of a line: those of the lines before it stand already. */
function valuesUpTo({ value, series }: UploadLine, { lines }: UploadReport): (number | null)[] {
  const until = periodOfKey(value.period)?.from ?? '';
  const values = new Map(series?.view.periods.map(({ period, value: stands }) => [period.from, stands?.value ?? null]));
  for (const { value: sent, outcome } of lines) {
    if (sent.code !== value.code || sent.place !== value.place) continue;
    if (outcome.outcome === 'new' || outcome.outcome === 'restates')
      values.set(periodOfKey(sent.period)?.from ?? '', valueOf(outcome.figure));
  }
  return [...values]
    .filter(([from]) => from <= until)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, one]) => one);
}
