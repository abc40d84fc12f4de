import { utils } from '@e965/xlsx';
import { inBoundedThread, ThreadError } from './bounded-thread.js';
import {
  A_FORMULA,
  bounded,
  MOST_COLUMNS,
  MOST_ROWS,
  MOST_TEXT,
  TOO_MANY_ROWS,
  TOO_MUCH_TEXT,
  type ReadTable,
  type SentTable,
  type TableFault,
} from './sent-table.js';
import { cellsOfSpreadsheet, type SpreadsheetCell, type SpreadsheetCells, type SpreadsheetParts } from './spreadsheet-cells.js';
import { unzipped, ZipError, type ZipFault } from './zip.js';

/** The sheet that is read, where there are several. */
export const SHEET = 'Figures';

const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
/** What is taken, said wherever something else came. */
export const WANTED = 'The file must be a CSV, ODS or XLSX.';
const ZIP_FAULTS: Readonly<Record<ZipFault, string>> = {
  broken: 'The file is damaged or cut short. Save it again, and send that.',
  encrypted: 'The file is protected by a password. Take the password off, and send it again.',
  'too-large': 'The file is much larger unpacked than any table of figures. Send its rows in parts, without pictures.',
};
const MOST_CELLS = (MOST_ROWS + 1) * MOST_COLUMNS;
/** The parts that are parsed. */
const TEXTS = /\.(xml|rels|rdf)$/;
/** Programs inside a spreadsheet, in either format. */
const MACROS = /vbaProject|macrosheets|activeX|^Basic\/|^Scripts\//i;
/** A type by default, for parts that may not be there, says nothing. */
const MACRO_TYPE = /<Override[^<>]*macroEnabled/i;
/** What a spreadsheet's own program never writes, and an attack needs: what expands, and what the parser reads otherwise. */
const UNSOUND = /<!(DOCTYPE|ENTITY|--)|\0/i;
/** A link of so many cells, each of which the parser makes. */
const LINKED_RANGE = /<(?:\w+:)?hyperlink\s[^<>]*ref\s*=\s*["'][^"']*:/;
/** A row or cell under another prefix than its program writes: the parser takes it for one all the same. */
const OTHER_PREFIX = /<\/?(?!table:)(?:[^\s<>/:"]*:)?(?:(?:covered-)?table-cell|table-row|行|数据)[\s>/]/;
/** A cell with its attributes, in which a ">" may be quoted. */
const ODS_CELL = /<table:(?:covered-)?table-cell\b(?:"[^"]*"|[^"<>])*>/g;

/** What is said of a file that is small, and takes more time or memory to read than any table of figures. */
const TOO_MUCH_WORK =
  'The file takes far too long to read, or too much room. Copy the figures, paste them as values into the template, and send that.';
const A_DATE = 'The spreadsheet made a date of this cell. Set the column to text, and write it as the template does.';

/**
 * The table in an XLSX or ODS file: its parts are unpacked and measured first, and only sound ones are parsed, in a thread
 * that is bounded in time and memory. A file of a few kilobytes could else hold the program up for a minute.
 */
export async function tableOfSpreadsheet(bytes: Buffer): Promise<ReadTable> {
  let parts: ReadonlyMap<string, Buffer>;
  try {
    parts = await unzipped(bytes);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return fault(ZIP_FAULTS[error.fault]);
  }
  const unsound = faultIn(parts);
  if (unsound) return { faults: [unsound] };
  const toParse = { parts: partsToParse(parts), sheet: SHEET, mostText: MOST_TEXT };
  const moved = toParse.parts.map(([, content]) => content.buffer);
  try {
    return tableOf(await inBoundedThread(cellsOfSpreadsheet, '@e965/xlsx', toParse, { moved }));
  } catch (error) {
    if (!(error instanceof ThreadError)) throw error;
    return fault(error.why === 'bounds' ? TOO_MUCH_WORK : ZIP_FAULTS.broken);
  }
}

function faultIn(parts: ReadonlyMap<string, Buffer>): TableFault | undefined {
  const names = [...parts.keys()];
  const isOds = parts.get('mimetype')?.toString('latin1').trim() === ODS;
  const isXlsx = parts.has('[Content_Types].xml') && parts.has('xl/workbook.xml');
  if (names.some((name) => MACROS.test(name)) || MACRO_TYPE.test(textIn(parts, '[Content_Types].xml'))) {
    return { message: 'The file holds macros or other programs. Save it as XLSX or ODS without them, and send that.' };
  }
  if (isOds === isXlsx) return { message: `This is another kind of file. ${WANTED}` };
  if (parts.get('META-INF/manifest.xml')?.includes('encryption-data')) return { message: ZIP_FAULTS.encrypted };
  const texts = names.filter((name) => TEXTS.test(name)).map((name) => textIn(parts, name));
  if (texts.some((text) => UNSOUND.test(text))) return { message: ZIP_FAULTS.broken };
  return isOds ? faultInOds(textIn(parts, 'content.xml')) : faultInXlsx(texts);
}

function faultInOds(content: string): TableFault | undefined {
  return OTHER_PREFIX.test(content) ? { message: ZIP_FAULTS.broken } : faultOfSize(sizeOfOds(content));
}

/** Every part is measured: a sheet may lie under any name. */
function faultInXlsx(texts: readonly string[]): TableFault | undefined {
  if (texts.some((text) => LINKED_RANGE.test(text))) {
    return { message: 'The file links many cells at once. Copy the cells, paste them as values into the template, and send that.' };
  }
  return texts.map((text) => faultOfSize(sizeOfXlsx(text))).find((fault) => fault !== undefined);
}

function faultOfSize({ rows, cells }: SheetSize): TableFault | undefined {
  return rows > MOST_ROWS + 1 || cells > MOST_CELLS ? TOO_MANY_ROWS : undefined;
}

function textIn(parts: ReadonlyMap<string, Buffer>, name: string): string {
  return parts.get(name)?.toString('utf8') ?? '';
}

interface SheetSize {
  readonly rows: number;
  readonly cells: number;
}

function sizeOfXlsx(xml: string): SheetSize {
  return { rows: countOf(xml, /<(?:\w+:)?row[\s/>]/g), cells: countOf(xml, /<(?:\w+:)?c[\s/>]/g) };
}

/** One row or cell of this format can stand for a million: each counts as often as it says. */
function sizeOfOds(xml: string): SheetSize {
  let [rows, cells] = [0, 0];
  for (const part of xml.split(/<table:table-row(?=[\s>])/).slice(1)) {
    const filled = [...part.matchAll(ODS_CELL)].map(([cell]) => cell).filter(isFilled);
    if (filled.length === 0) continue;
    const times = repeatsOf(part, 'rows');
    rows += times;
    cells += times * filled.reduce((sum, cell) => sum + repeatsOf(cell, 'columns'), 0);
  }
  return { rows, cells };
}

function isFilled(cell: string): boolean {
  return !cell.endsWith('/>') || cell.includes('office:');
}

/** The greatest that is said, however it is written: the parser reads "1e6" too. */
function repeatsOf(tag: string, what: 'rows' | 'columns'): number {
  let most = 1;
  for (const [, said = ''] of tag.matchAll(new RegExp(`number-${what}-repeated\\s*=\\s*["']([^"']*)["']`, 'g'))) {
    most = Math.max(most, Number(said) || 1, Number.parseInt(said, 10) || 1);
  }
  return most;
}

function countOf(text: string, what: RegExp): number {
  let count = 0;
  while (what.test(text)) count += 1;
  return count;
}

/** Only the parts that are parsed, each with a buffer of its own. */
function partsToParse(parts: ReadonlyMap<string, Buffer>): SpreadsheetParts['parts'] {
  const wanted = [...parts].filter(([name]) => TEXTS.test(name) || name === 'mimetype');
  return wanted.map(([name, content]) => [name, new Uint8Array(content)] as const);
}

function tableOf(cells: SpreadsheetCells): ReadTable {
  if (cells === 'no-such-sheet')
    return fault(`The file has several sheets, and none of them is called "${SHEET}". Call the one with the figures that.`);
  if (cells === 'too-much-text') return { faults: [TOO_MUCH_TEXT] };
  if (cells.some(({ r, c }) => r > MOST_ROWS || c >= MOST_COLUMNS)) return { faults: [TOO_MANY_ROWS] };
  const texts = new Map<number, string[]>();
  for (const { r, c, text } of cells) {
    const row = texts.get(r) ?? [];
    row[c] = text;
    texts.set(r, row);
  }
  const rows = [...texts]
    .sort(([a], [b]) => a - b)
    .map(([r, row]) => ({ row: r + 1, cells: Array.from(row, (text: string | undefined) => text ?? '') }));
  const table: SentTable = { rows: rows.filter((row) => row.cells.some((text) => text !== '')) };
  const faults = cells.flatMap((cell) => faultOf(cell, table.rows[0]?.cells[cell.c] ?? utils.encode_col(cell.c)));
  return faults.length > 0 ? { faults } : bounded(table);
}

function faultOf({ r, formula, day }: SpreadsheetCell, column: string): TableFault[] {
  const at = { row: r + 1, column };
  if (formula !== undefined) return [{ ...at, given: `=${formula}`, message: A_FORMULA }];
  return day === undefined ? [] : [{ ...at, given: day, message: A_DATE }];
}

function fault(message: string): ReadTable {
  return { faults: [{ message }] };
}
