import { readCsv, type CsvRow } from '@goldenthread/http';
import { MARKERS, type UploadRow } from '@goldenthread/indicators';
import { NUMBER } from './figure.form.js';

const REQUIRED = ['period', 'standing', 'source'] as const;
const OPTIONAL = ['numerator', 'denominator', 'value', 'marker', 'commentary', 'reason'] as const;
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** The columns in the order the template has them. */
export const COLUMNS: readonly Column[] = [
  'period',
  'numerator',
  'denominator',
  'value',
  'marker',
  'standing',
  'source',
  'commentary',
  'reason',
];

/** What is wrong with one line: the column where it is about one, and what to do. */
export interface RowFault {
  readonly line: number;
  readonly column?: string;
  readonly given?: string;
  readonly message: string;
}

/** A line that can be read, and what it says. */
export interface ReadRow {
  readonly line: number;
  readonly value: UploadRow;
}

/** Reads the rows that an agency pasted. What cannot be read is never guessed at: "1,234" and "12%" are no numbers. */
export function readRows(csv: string): { readonly rows: readonly ReadRow[]; readonly faults: readonly RowFault[] } {
  const table = readCsv<Column>(csv, REQUIRED, OPTIONAL);
  if (table.faults.length > 0) return { rows: [], faults: table.faults };
  const faults = table.rows.flatMap(faultsOf);
  return { rows: table.rows.map(({ line, cells }) => ({ line, value: valueOf(cells) })), faults };
}

function faultsOf({ line, cells }: CsvRow<Column>): RowFault[] {
  const numbers = (['numerator', 'denominator', 'value'] as const).flatMap((column) => {
    const given = cells[column];
    if (given === undefined || NUMBER.test(given)) return [];
    return [{ line, column, given, message: 'Give a number such as 1234 or 80.3, without commas, signs or words.' }];
  });
  const missing = REQUIRED.filter((column) => cells[column] === undefined).map((column) => ({
    line,
    column,
    message: `Give the ${column}.`,
  }));
  const oneOf = (column: 'standing' | 'marker', words: readonly string[]): RowFault[] => {
    const given = cells[column];
    return given === undefined || words.includes(given) ? [] : [{ line, column, given, message: `Give one of: ${words.join(', ')}.` }];
  };
  return [...missing, ...numbers, ...oneOf('standing', ['provisional', 'final']), ...oneOf('marker', MARKERS)];
}

function valueOf({
  period = '',
  numerator,
  denominator,
  value,
  marker,
  standing,
  source = '',
  commentary,
  reason,
}: CsvRow<Column>['cells']): UploadRow {
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  return {
    period,
    numerator: number(numerator),
    denominator: number(denominator),
    value: number(value),
    marker: MARKERS.find((one) => one === marker),
    standing: standing === 'final' ? 'final' : 'provisional',
    source: { title: source },
    commentary,
    reason,
  };
}
