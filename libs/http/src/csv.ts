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
