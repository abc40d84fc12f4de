import { utils, write, type WorkSheet } from '@e965/xlsx';
import { SHEET } from './spreadsheet-reader.js';

/** The formats of spreadsheets that are written. */
export type SpreadsheetFormat = 'xlsx' | 'ods';

/** What a spreadsheet is served as. */
export const SPREADSHEET_TYPES: Readonly<Record<SpreadsheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/**
 * A spreadsheet of two sheets: one of notes, and one of rows whose cells are text, so that no program makes dates of them.
 *
 * @param rows the names of the columns first.
 * @param notes a line each.
 */
export function spreadsheetOf(rows: readonly (readonly string[])[], notes: readonly string[], format: SpreadsheetFormat): Buffer {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheetOf(rows), SHEET);
  utils.book_append_sheet(workbook, sheetOf(notes.map((note) => [note])), 'Notes');
  return write(workbook, { type: 'buffer', bookType: format, compression: true }) as Buffer;
}

function sheetOf(rows: readonly (readonly string[])[]): WorkSheet {
  return utils.aoa_to_sheet(rows.map((row) => row.map((v) => ({ t: 's', v, z: '@' }))));
}
