import { wordsOf } from '@goldenthread/http';
import { SPELLINGS, type CheckedRow, type ShownSeries } from '@goldenthread/indicators';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted } from '../words.js';
import { numberInWords } from './indicator-words.js';
import { COLUMNS, type ReadRow, type RowFault } from './upload-rows.js';

/** A line of a result: where it is about, what was given, and what to do or to ask oneself. */
export interface ResultLine {
  readonly line: number;
  readonly column: string;
  readonly given: string;
  readonly message: string;
}

export interface UploadView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
  readonly columns: string;
  readonly example: string;
  readonly csv: object;
  /** Nothing until rows were checked. */
  readonly summary?: string;
  readonly problems: readonly ResultLine[];
  readonly unusual: readonly ResultLine[];
  readonly replaced: readonly ResultLine[];
  /** The rows to be confirmed; nothing while something is wrong. */
  readonly ready?: string;
}

export interface UploadChecked {
  readonly csv: string;
  readonly rows: readonly ReadRow[];
  readonly faults: readonly RowFault[];
  readonly outcomes: readonly CheckedRow[];
}

/** Where an agency sends figures of many periods at once: checked first, recorded only once they are confirmed. */
export function uploadPage(series: ShownSeries, commandId: string, checked?: UploadChecked, errors: readonly PageError[] = []): UploadView {
  const { indicator, place, placeName } = series;
  const { definition, code } = indicator;
  const problems = checked ? problemsOf(checked) : [];
  const isReady = checked !== undefined && problems.length === 0 && errors.length === 0;
  const example = definition.measure.kind === 'count' ? '71,,' : '71,100,';
  return {
    title: 'Report several periods at once',
    caption: `${definition.name}, ${placeName}`,
    section: 'indicators',
    back: paths.indicators.one(code, place),
    errors: [...errors, ...(problems.length > 0 ? [{ text: `${counted(problems.length, 'row')} to put right`, href: '#csv' }] : [])],
    action: paths.indicators.upload(code, place),
    change: { commandId, basedOn: 'new' },
    columns: COLUMNS.join(','),
    example: `${SPELLINGS[definition.frequency]},${example},final,Name of the return,,`,
    csv: {
      id: 'csv',
      name: 'csv',
      rows: 12,
      value: checked?.csv,
      spellcheck: false,
      label: { text: 'Rows, with the line of column names first', classes: 'govuk-label--m' },
      hint: { text: 'Copy them from a file that was saved as CSV. Nothing is recorded until you have seen what would come of them.' },
    },
    summary: checked && summaryOf(checked, problems.length),
    problems,
    unusual: isReady ? checked.rows.flatMap((row, at) => unusualIn(row, checked.outcomes[at], series)) : [],
    replaced: isReady ? checked.rows.flatMap((row, at) => replacedBy(row, checked.outcomes[at], series)) : [],
    ready: isReady ? checked.csv : undefined,
  };
}

function problemsOf({ faults, rows, outcomes }: UploadChecked): ResultLine[] {
  const unread = faults.map(({ line, column = '', given = '', message }) => ({ line, column, given, message }));
  const lines = new Set(faults.map(({ line }) => line));
  const refused = outcomes.flatMap((outcome, at): ResultLine[] => {
    const row = rows[at];
    if (outcome.outcome !== 'refused' || !row || lines.has(row.line)) return [];
    const { detail, pointer = '' } = wordsOf(outcome.code);
    return [
      {
        line: row.line,
        column: pointer.replace('/', ''),
        given: row.value.period,
        message: detail(outcome.details).replace(' Nothing was stored.', ''),
      },
    ];
  });
  return [...unread, ...refused].sort((a, b) => a.line - b.line);
}

function summaryOf({ rows, outcomes }: UploadChecked, problems: number): string {
  const having = (outcome: CheckedRow['outcome']): number => outcomes.filter((one) => one.outcome === outcome).length;
  if (problems > 0) return `${counted(problems, 'row needs', 'rows need')} to be put right. Nothing has been recorded.`;
  const parts = [counted(having('new'), 'new figure'), counted(having('restates'), 'restatement'), `${having('same')} that stand already`];
  return `All ${counted(rows.length, 'row')} can be recorded: ${parts.join(', ')}. Nothing has been recorded yet.`;
}

/** What looks unusual is a question, never an error. */
function unusualIn({ line, value }: ReadRow, outcome: CheckedRow | undefined, { view, indicator }: ShownSeries): ResultLine[] {
  const figure = shownNumber(value.value, value.numerator, value.denominator);
  const limits = view.judged.groups.at(-1)?.limits;
  const centre = view.judged.groups.at(-1)?.centre;
  if (figure === undefined || outcome?.outcome === 'same') return [];
  const given = numberInWords(figure, indicator.definition);
  const ask = (message: string): ResultLine[] => [{ line, column: value.period, given, message }];
  if (centre != null && centre > 0 && (figure >= centre * 8 || figure <= centre / 8))
    return ask('Is this a slip of a digit? It is many times what is usual.');
  if (limits && (figure > limits.upper || figure < limits.lower))
    return ask('This is outside all that is usual. Is it right, and have you said why?');
  return [];
}

function shownNumber(value: number | undefined, numerator: number | undefined, denominator: number | undefined): number | undefined {
  if (value !== undefined) return value;
  if (numerator === undefined) return undefined;
  return denominator === undefined ? numerator : (numerator / denominator) * 100;
}

function replacedBy({ line, value }: ReadRow, outcome: CheckedRow | undefined, { indicator }: ShownSeries): ResultLine[] {
  if (outcome?.outcome !== 'restates') return [];
  const before = outcome.before === null ? 'a marker' : numberInWords(outcome.before, indicator.definition);
  return [{ line, column: value.period, given: before, message: value.reason ?? '' }];
}
