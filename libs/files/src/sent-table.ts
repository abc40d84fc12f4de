import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A table as it was sent: its rows, every cell as text. Blank rows are left out, and the others keep their numbers. */
export interface SentTable {
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** What is wrong with a table: the row as a spreadsheet numbers it, the column by its name or letter, what was given, what to do. */
export interface TableFault {
  /** Nothing where it is about the file as such. */
  readonly row?: number;
  readonly column?: string;
  readonly given?: string;
  readonly message: string;
}

/** A table, or what keeps it from being one. */
export type ReadTable = { readonly table: SentTable } | { readonly faults: readonly TableFault[] };

/** One row: its cells by the names of the columns, blank ones left out. */
export interface NamedRow<Column extends string> {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

/** As many rows are read at once, beside the one with the names of the columns. */
export const MOST_ROWS = 2_000;
/** No table that is reported here needs as many columns. */
export const MOST_COLUMNS = 40;
/** As many characters may stand in all its cells together: a file of text cannot say more. */
export const MOST_TEXT = 2 * 1024 * 1024;
/** As long may one row be written, in bytes: one that is longer has lost a quotation mark. */
const MOST_ROW_BYTES = 256 * 1024;
/** What a spreadsheet would run. Nothing that is reported here begins so. */
const FORMULA = /^[=+@\t\r]/;

/** What is said of a table that is too long. */
export const TOO_MANY_ROWS: TableFault = {
  row: MOST_ROWS + 2,
  message: `There are more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Send them in parts.`,
};

/** What is said of a cell that would be run. */
export const A_FORMULA = 'This cell holds a formula. Send its value instead: copy the cells, and paste them as values.';

const TOO_MANY_COLUMNS = `There are more than ${MOST_COLUMNS} columns. Send those of the template only.`;
/** What is said of a table in which too much is written. */
export const TOO_MUCH_TEXT: TableFault = { message: 'There is more text in the rows than is taken at once. Send them in parts.' };
const UNREADABLE_ROW = 'This row cannot be read: a quotation mark is left open or stray, or it is far too long.';

/** Reads comma-separated rows (RFC 4180), with or without a byte order mark. Nothing is guessed at. */
export function tableOfText(text: string): ReadTable {
  if (text.includes('\ufffd') || text.includes('\u0000')) {
    return { faults: [{ row: 1, message: 'The table is not in UTF-8. Save it as "CSV UTF-8" and send it again.' }] };
  }
  let records: string[][];
  try {
    // Blank lines and rows of another length are read too, since they count where people count rows.
    records = parse(text, { bom: true, trim: true, relax_column_count: true, to: MOST_ROWS + 2, max_record_size: MOST_ROW_BYTES });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { faults: [{ row: Number(error.lines ?? 1), message: UNREADABLE_ROW }] };
  }
  const rows = records.map((cells, at) => ({ row: at + 1, cells }));
  return bounded({ rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) });
}

/** @returns what is wrong where there are too many rows, columns or words, or no rows. */
export function bounded(table: SentTable): ReadTable {
  const [header, ...rows] = table.rows;
  if (!header || rows.length === 0) {
    return { faults: [{ row: 1, message: 'There are no rows. Send the row of column names, and at least one more.' }] };
  }
  if ((rows.at(-1)?.row ?? 0) > MOST_ROWS + 1) return { faults: [TOO_MANY_ROWS] };
  const wide = table.rows.find(({ cells }) => withoutBlankEnd(cells).length > MOST_COLUMNS);
  if (wide) return { faults: [{ row: wide.row, message: TOO_MANY_COLUMNS }] };
  const text = table.rows.reduce((sum, { cells }) => sum + cells.reduce((own, cell) => own + cell.length, 0), 0);
  return text > MOST_TEXT ? { faults: [TOO_MUCH_TEXT] } : { table };
}

/** The table as comma-separated text, in which every row keeps its number. */
export function textOfTable({ rows }: SentTable): string {
  const byRow = new Map(rows.map(({ row, cells }) => [row, cells]));
  const all = Array.from({ length: rows.at(-1)?.row ?? 0 }, (_, at) => byRow.get(at + 1));
  return all.map((cells) => (cells ? stringify([cells]) : '\n')).join('');
}

/**
 * The rows by the names of their columns, in whatever order those stand.
 *
 * @param required the columns that must be there; of `optional` any may be.
 */
export function namedRows<Column extends string>(
  { rows: [header, ...rows] }: SentTable,
  required: readonly Column[],
  optional: readonly Column[],
): { readonly rows: readonly NamedRow<Column>[]; readonly faults: readonly TableFault[] } {
  const names = header ? withoutBlankEnd(header.cells) : [];
  const faults = header ? headerFaults(header.row, names, required, optional) : [];
  if (faults.length > 0) return { rows: [], faults };
  const named = rows.map(({ row, cells }): NamedRow<Column> => {
    const filled = names.map((name, at) => [name, cells[at] ?? ''] as const).filter(([, cell]) => cell !== '');
    return { row, cells: Object.fromEntries(filled) as NamedRow<Column>['cells'] };
  });
  return { rows: named, faults: rows.flatMap(({ row, cells }) => rowFaults(row, cells, names)) };
}

function headerFaults(row: number, names: readonly string[], required: readonly string[], optional: readonly string[]): TableFault[] {
  const known = [...required, ...optional];
  const message = `The columns are ${known.join(', ')}. Name each as the template does, once.`;
  const unknown = names.filter((name, at) => !known.includes(name) || names.indexOf(name) < at);
  const missing = required.filter((name) => !names.includes(name));
  return [
    ...missing.map((column) => ({ row, column, message: `There is no column of that name. ${message}` })),
    ...unknown.map((given) => ({ row, column: given, given, message: `No column has that name, or two have. ${message}` })),
  ];
}

function rowFaults(row: number, cells: readonly string[], names: readonly string[]): TableFault[] {
  const beyond = cells.slice(names.length).filter((cell) => cell !== '');
  const lengths = beyond.map((given) => ({
    row,
    given,
    message: 'This cell stands beyond the last column. Quote a cell that has a comma in it.',
  }));
  const formulas = cells.flatMap((given, at) => (FORMULA.test(given) ? [{ row, column: names[at], given, message: A_FORMULA }] : []));
  return [...lengths, ...formulas];
}

function withoutBlankEnd(cells: readonly string[]): readonly string[] {
  const end = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, end + 1);
}
