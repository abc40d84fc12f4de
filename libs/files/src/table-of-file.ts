import { tableOfSpreadsheet, WANTED } from './spreadsheet-reader.js';
import { tableOfText, type ReadTable, type TableFault } from './sent-table.js';

/** 10 MB: a file of figures is far below. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;

/** What is said of a larger one. */
export const TOO_LARGE_FILE: TableFault = { message: 'The file is larger than 10 MB. Send it in parts.' };

const ZIP = [0x50, 0x4b];
/** What begins with these is something else, whatever it is called. */
const OTHERS: readonly (readonly [bytes: readonly number[], message: string])[] = [
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    `This is an old Excel file (XLS), or one with a password. ${WANTED} Take the password off, or save it as XLSX.`,
  ],
  [[0x25, 0x50, 0x44, 0x46], `This is a PDF. ${WANTED}`],
  [[0x89, 0x50, 0x4e, 0x47], `This is a picture. ${WANTED}`],
  [[0xff, 0xd8, 0xff], `This is a picture. ${WANTED}`],
  [[0x1f, 0x8b], `This is a compressed file. ${WANTED}`],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], `This is a text document. ${WANTED}`],
];
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
const SAVE_AS = 'Save it as "CSV UTF-8" and send it again.';

/**
 * The table in a file that somebody sent: told by what is in it, never by its name. Whatever would be run is refused, and
 * nothing is unpacked or parsed beyond bounds.
 */
export async function tableOfFile(bytes: Buffer): Promise<ReadTable> {
  const fault = (message: string): ReadTable => ({ faults: [{ message }] });
  if (bytes.length === 0) return fault('The file is empty.');
  if (bytes.length > MOST_FILE_BYTES) return { faults: [TOO_LARGE_FILE] };
  if (begins(bytes, ZIP)) return tableOfSpreadsheet(bytes);
  const other = OTHERS.find(([start]) => begins(bytes, start));
  if (other) return fault(other[1]);
  if (UTF_16.some((mark) => begins(bytes, mark)) || bytes.includes(0)) return fault(`The file is in UTF-16, not in UTF-8. ${SAVE_AS}`);
  const text = decoded(bytes);
  if (text === undefined) return fault(`The file is in another encoding than UTF-8, such as Windows-1252. ${SAVE_AS}`);
  if (/^\ufeff?\s*</.test(text)) return fault(`This is a web page or another kind of XML. ${WANTED}`);
  return tableOfText(text);
}

function begins(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
