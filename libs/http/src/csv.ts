import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A column of a download: its heading, and how a row fills it. */
export interface CsvColumn<Row> {
  readonly heading: string;
  readonly value: (row: Row) => string | number | boolean | null | undefined;
}

export const CSV = 'text/csv; charset=utf-8; header=present';

/**
 * Rows as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it rightly). Text that a spreadsheet
 * would run as a formula is made harmless.
 */
export function toCsv<Row>(rows: readonly Row[], columns: readonly CsvColumn<Row>[]): string {
  const records = rows.map((row) => columns.map(({ value }) => cell(value(row))));
  return stringify([columns.map(({ heading }) => heading), ...records], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

function cell(value: string | number | boolean | null | undefined): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value;
}

/** One row of a table as it was sent: its cells by the names of the columns, and its line in the file. */
export interface CsvRow<Column extends string> {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

/** What keeps a table from being read: where, what was given, and what to do. */
export interface CsvFault {
  readonly line: number;
  readonly message: string;
}

const MOST_ROWS = 400;
/** What a spreadsheet would run. Nothing that is reported here begins so. */
const FORMULA = /^[=+@\t\r]/;

/**
 * Reads a table that was sent as CSV, strictly: the columns by their names, every cell as text, blank cells left out.
 * Nothing is guessed at.
 *
 * @param required the columns that must be there; of `optional` any may be.
 * @returns the rows, or what is wrong with the table as such.
 */
export function readCsv<Column extends string>(
  text: string,
  required: readonly Column[],
  optional: readonly Column[],
): { readonly rows: readonly CsvRow<Column>[]; readonly faults: readonly CsvFault[] } {
  const fault = (line: number, message: string) => ({ rows: [], faults: [{ line, message }] });
  if (text.includes('\ufffd') || text.includes('\u0000'))
    return fault(1, 'The table is not in UTF-8. Save it as "CSV UTF-8" and send it again.');
  let records: string[][];
  try {
    records = parse(text, { bom: true, trim: true, skip_empty_lines: true, to: MOST_ROWS + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fault(
      Number(error.lines ?? 1),
      'This line cannot be read: it has another number of cells than the first, or an open quotation mark.',
    );
  }
  const [header, ...lines] = records;
  if (!header || lines.length === 0) return fault(1, 'There are no rows. Send the line of column names, and at least one row.');
  if (lines.length > MOST_ROWS) return fault(MOST_ROWS + 2, `There are more than ${MOST_ROWS} rows. Send them in parts.`);
  const known: readonly string[] = [...required, ...optional];
  const missing = required.filter((column) => !header.includes(column));
  const unknown = header.filter((column, at) => !known.includes(column) || header.indexOf(column) < at);
  if (missing.length > 0) return fault(1, `Missing columns: ${missing.join(', ')}. The columns are ${known.join(', ')}.`);
  if (unknown.length > 0) return fault(1, `Unknown or repeated columns: ${unknown.join(', ')}. The columns are ${known.join(', ')}.`);
  const rows = lines.map((cells, at) => {
    const named = header.map((column, place) => [column, cells[place] ?? ''] as const).filter(([, cell]) => cell !== '');
    return { line: at + 2, cells: Object.fromEntries(named) as CsvRow<Column>['cells'] };
  });
  const formulas = rows.filter(({ cells }) => Object.values<string | undefined>(cells).some((cell) => FORMULA.test(cell ?? '')));
  return { rows, faults: formulas.map(({ line }) => ({ line, message: 'A cell begins like a formula. Send its value instead.' })) };
}
