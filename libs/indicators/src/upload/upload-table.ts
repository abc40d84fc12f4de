import { namedRows, type NamedRow, type SentTable, type TableFault } from '@goldenthread/files';
import type { UploadRow } from '../commands/upload.checker.js';
import { MARKERS } from '../domain/figure.js';
import { WRITTEN_NUMBER } from '../domain/written-number.js';

const REQUIRED = ['indicator', 'place', 'period', 'standing', 'source'] as const;
const NUMBERS = ['numerator', 'denominator', 'value'] as const;
const OPTIONAL = [...NUMBERS, 'marker', 'release', 'commentary', 'reason'] as const;

/** A column of a table of figures. */
export type UploadColumn = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** The columns in the order the template has them. */
export const UPLOAD_COLUMNS: readonly UploadColumn[] = [
  'indicator',
  'place',
  'period',
  'numerator',
  'denominator',
  'value',
  'marker',
  'standing',
  'source',
  'release',
  'commentary',
  'reason',
];

/** As much may be written in a cell, in characters. */
const LONGEST: Readonly<Partial<Record<UploadColumn, number>>> = { source: 300, release: 100, commentary: 5_000, reason: 2_000 };
const OTHERWISE_LONGEST = 100;
// eslint-disable-next-line no-control-regex -- these travel into rows, files and terminals
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** A row that can be read, what it says, and its cells as they were given. */
export interface ReadUploadRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<UploadColumn, string>>>;
  readonly value: UploadRow;
}

/** Reads a table of figures. What cannot be read is never guessed at: "1,234" and "12%" are no numbers. */
export function readUpload(table: SentTable): { readonly rows: readonly ReadUploadRow[]; readonly faults: readonly TableFault[] } {
  const { rows, faults } = namedRows<UploadColumn>(table, REQUIRED, OPTIONAL);
  const read = rows.map(({ row, cells }) => ({ row, cells, value: valueOf(cells) }));
  // What a cell holds is judged once: a formula is no number either.
  const known = new Set(faults.map(({ row, column }) => `${row ?? ''} ${column ?? ''}`));
  const own = rows.flatMap(faultsOf).filter(({ row, column }) => !known.has(`${row ?? ''} ${column ?? ''}`));
  return { rows: read, faults: [...faults, ...own] };
}

function faultsOf({ row, cells }: NamedRow<UploadColumn>): TableFault[] {
  const missing = REQUIRED.filter((column) => cells[column] === undefined).map((column) => ({
    row,
    column,
    message: `Give the ${column}.`,
  }));
  const numbers = NUMBERS.flatMap((column) => {
    const given = cells[column];
    if (given === undefined || WRITTEN_NUMBER.test(given)) return [];
    return [{ row, column, given, message: 'Give a number such as 1234 or 80.3, without commas, signs or words.' }];
  });
  const oneOf = (column: 'standing' | 'marker', words: readonly string[]): TableFault[] => {
    const given = cells[column];
    return given === undefined || words.includes(given) ? [] : [{ row, column, given, message: `Give one of: ${words.join(', ')}.` }];
  };
  return [...missing, ...numbers, ...oneOf('standing', ['provisional', 'final']), ...oneOf('marker', MARKERS), ...textFaults(row, cells)];
}

function textFaults(row: number, cells: NamedRow<UploadColumn>['cells']): TableFault[] {
  return (Object.entries(cells) as [UploadColumn, string][]).flatMap(([column, text]) => {
    const longest = LONGEST[column] ?? OTHERWISE_LONGEST;
    const given = `${text.slice(0, 40)}…`;
    if (text.length > longest) return [{ row, column, given, message: `Write at most ${longest} characters here.` }];
    if (!CONTROL.test(text) && text.isWellFormed()) return [];
    return [{ row, column, message: 'This cell holds a character that cannot be shown. Type it again.' }];
  });
}

function valueOf(cells: NamedRow<UploadColumn>['cells']): UploadRow {
  const { indicator: code = '', place = '', period = '', numerator, denominator, value, marker, standing, source, release } = cells;
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  return {
    code,
    place,
    period,
    numerator: number(numerator),
    denominator: number(denominator),
    value: number(value),
    marker: MARKERS.find((one) => one === marker),
    standing: standing === 'final' ? 'final' : 'provisional',
    source: { title: source ?? '', ...(release === undefined ? {} : { release }) },
    commentary: cells.commentary,
    reason: cells.reason,
  };
}
