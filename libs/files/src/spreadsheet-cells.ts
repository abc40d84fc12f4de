import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';

/** The parts of a spreadsheet by their names, which of its sheets is wanted where there are several, and how much may stand in it. */
export interface SpreadsheetParts {
  readonly parts: readonly (readonly [name: string, content: Uint8Array<ArrayBuffer>])[];
  readonly sheet: string;
  readonly mostText: number;
}

/** A cell that is there: its row and column from nought, what it says, and what else it is. */
export interface SpreadsheetCell {
  readonly r: number;
  readonly c: number;
  readonly text: string;
  readonly formula?: string;
  /** The day that the spreadsheet takes it for. */
  readonly day?: string;
}

/** The cells of the wanted sheet; or that there is no such sheet, or too much text in it. */
export type SpreadsheetCells = readonly SpreadsheetCell[] | 'no-such-sheet' | 'too-much-text';

/** What is used of the library that parses, with what it does not say of itself. */
export interface SpreadsheetLibrary {
  readonly CFB: {
    readonly utils: { readonly cfb_new: () => object; readonly cfb_add: (zip: object, name: string, content: Buffer) => void };
    readonly write: (zip: object, options: { fileType: 'zip'; type: 'buffer' }) => Buffer;
  };
  readonly SSF: {
    readonly is_date: (format: string) => boolean;
    readonly parse_date_code: (serial: number) => { readonly y: number; readonly m: number; readonly d: number };
  };
  readonly read: (bytes: Buffer, options: { type: 'buffer'; cellNF: true; cellFormula: true; cellHTML: false }) => WorkBook;
  readonly utils: { readonly decode_cell: (address: string) => { readonly r: number; readonly c: number } };
}

/**
 * Parses a spreadsheet. It runs in a thread by its own text alone: it names nothing that stands outside it.
 *
 * The parts are packed as a zip that holds just them, so that the parser unpacks what was measured, and nothing that hides
 * beside it. Every cell counts, wherever it stands: the range that a sheet says it has is not believed.
 */
export function cellsOfSpreadsheet(library: SpreadsheetLibrary, { parts, sheet: wanted, mostText }: SpreadsheetParts): SpreadsheetCells {
  const { CFB, SSF, utils } = library;
  const dayOf = (value: unknown): string => {
    if (value instanceof Date) return value.toISOString().slice(0, 10);
    const { y, m, d } = SSF.parse_date_code(Number(value));
    return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  };
  // A cell as it was meant: a number without the commas it is shown with, and one that is shown in percent as such.
  const textOf = ({ t, v, w, z }: CellObject): string => {
    if (v === undefined || t === 'z') return '';
    if (t === 'e') return w ?? '#ERROR';
    if (t === 'b') return v === true ? 'TRUE' : 'FALSE';
    if (t === 'n' && typeof z === 'string' && z.includes('%')) return `${Number((Number(v) * 100).toPrecision(12))}%`;
    return String(v).trim();
  };
  const isDay = ({ t, z }: CellObject): boolean => t === 'd' || (t === 'n' && typeof z === 'string' && SSF.is_date(z));

  const zip = CFB.utils.cfb_new();
  for (const [name, content] of parts) CFB.utils.cfb_add(zip, `/${name}`, Buffer.from(content.buffer));
  const bytes = CFB.write(zip, { fileType: 'zip', type: 'buffer' });
  const { SheetNames: names, Sheets: sheets } = library.read(bytes, { type: 'buffer', cellNF: true, cellFormula: true, cellHTML: false });
  const name = names.length === 1 ? names[0] : names.find((one) => one === wanted);
  const sheet: WorkSheet | undefined = name === undefined ? undefined : sheets[name];
  if (!sheet) return 'no-such-sheet';
  const cells: SpreadsheetCell[] = [];
  let text = 0;
  for (const [address, cell] of Object.entries(sheet) as [string, CellObject][]) {
    if (address.startsWith('!')) continue;
    const said = { text: textOf(cell), formula: cell.f, day: cell.f === undefined && isDay(cell) ? dayOf(cell.v) : undefined };
    text += said.text.length + (said.formula?.length ?? 0);
    if (text > mostText) return 'too-much-text';
    const { r, c } = utils.decode_cell(address);
    cells.push({ r, c, ...said });
  }
  return cells;
}
