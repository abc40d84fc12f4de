import { deflateRawSync, crc32 } from 'node:zlib';
import { utils, write, type BookType, type CellObject } from '@e965/xlsx';
import fc from 'fast-check';
import { namedRows, tableOfText, textOfTable, type ReadTable } from './sent-table.js';
import { spreadsheetOf, type SpreadsheetFormat } from './spreadsheet-writer.js';
import { tableOfFile } from './table-of-file.js';
import { unzipped } from './zip.js';

const FORMATS = ['xlsx', 'ods'] as const;
const ROWS = [
  ['period', 'numerator', 'source'],
  ['2019-20-Q4', '71', 'Return, of "the council"'],
  ['2019-20-Q3', '1,234', 'Zwei\nZeilen'],
];

const faultsOf = (read: ReadTable) => ('faults' in read ? read.faults : []);
const cellsOf = (read: ReadTable) => ('table' in read ? read.table.rows.map(({ cells }) => cells) : read.faults);

/** A spreadsheet with such cells in its second row. */
function withCells(cells: readonly CellObject[], bookType: BookType = 'xlsx'): Buffer {
  const sheet = utils.aoa_to_sheet([cells.map((_, at) => ({ t: 's', v: `column-${at}` })), [...cells]]);
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheet, 'Figures');
  return write(workbook, { type: 'buffer', bookType, compression: true }) as Buffer;
}

/** A zip of these contents, which may say that they are of another length than they are. */
function zipOf(contents: Readonly<Record<string, Buffer>>, lies: { readonly unpacked?: number; readonly flags?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(contents)) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(lies.flags ?? 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(lies.unpacked ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, rest, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\u0005\u0006'), end]);
}

/** A spreadsheet with the name and text of some of its parts made others. */
async function edited(bytes: Buffer, edit: (name: string, text: string) => readonly [name: string, text: string]): Promise<Buffer> {
  const parts = [...(await unzipped(bytes))].map(([name, content]) => edit(name, content.toString('latin1')));
  return zipOf(Object.fromEntries(parts.map(([name, text]) => [name, Buffer.from(text, 'latin1')])));
}

/** The parts of an XLSX whose one sheet holds this. */
const xlsxWith = (sheet: string, others: Readonly<Record<string, Buffer>> = {}): Readonly<Record<string, Buffer>> => ({
  '[Content_Types].xml': Buffer.from('<Types/>'),
  'xl/workbook.xml': Buffer.from('<workbook><sheets><sheet name="Figures" sheetId="1"/></sheets></workbook>'),
  'xl/worksheets/sheet1.xml': Buffer.from(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
  ...others,
});

describe('a table in a file', () => {
  it.each(FORMATS)('is read from %s as it was written, every cell as text', async (format) => {
    const read = await tableOfFile(spreadsheetOf(ROWS, ['How to fill this in'], format));
    expect(cellsOf(read)).toEqual(ROWS);
  });

  it('is read from CSV, with or without a byte order mark, and numbers rows as spreadsheets do', async () => {
    const read = await tableOfFile(Buffer.from('\ufeffa,b\r\n\r\n1,"x\ny"\r\n,\r\n2,z\r\n'));
    expect(read).toEqual({
      table: {
        rows: [
          { row: 1, cells: ['a', 'b'] },
          { row: 3, cells: ['1', 'x\ny'] },
          { row: 5, cells: ['2', 'z'] },
        ],
      },
    });
    expect('table' in read && tableOfText(textOfTable(read.table))).toEqual(read);
  });

  it.each(FORMATS)('is the one called Figures, where %s has several', async (bookType) => {
    const workbook = utils.book_new();
    for (const name of ['One', 'Two']) utils.book_append_sheet(workbook, utils.aoa_to_sheet(ROWS), name);
    const faults = faultsOf(await tableOfFile(write(workbook, { type: 'buffer', bookType }) as Buffer));
    expect(faults).toMatchObject([{ message: expect.stringContaining('several sheets') }]);
  });

  it('says what a spreadsheet made of what was typed: percent, dates, truths', async () => {
    const read = await tableOfFile(
      withCells([
        { t: 'n', v: 0.12, z: '0%' },
        { t: 'n', v: 1234, z: '#,##0' },
        { t: 'b', v: true },
      ]),
    );
    expect(cellsOf(read)[1]).toEqual(['12%', '1234', 'TRUE']);
    const dated = await tableOfFile(withCells([{ t: 'n', v: 43556, z: 'mmm-yy' }]));
    expect(faultsOf(dated)).toMatchObject([{ row: 2, column: 'column-0', given: '2019-04-01', message: expect.stringContaining('date') }]);
  });
});

describe('a file is refused, with what to do, where it', () => {
  const wide = `<row r="1">${'<c r="A1"><v>1</v></c>'.repeat(90_000)}</row>`;
  const odsWith = (rows: string): Buffer =>
    zipOf({
      mimetype: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': Buffer.from(`<table:table table:name="Figures">${rows}</table:table>`),
    });
  const cell = '<table:table-cell office:value-type="float" office:value="1"/>';

  it.each<[string, Buffer, RegExp]>([
    ['is empty', Buffer.alloc(0), /empty/],
    ['is too large', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), /10 MB/],
    ['is in UTF-16', Buffer.from('\ufeffperiod,numerator\n1,2\n', 'utf16le'), /UTF-16.*CSV UTF-8/],
    ['is in UTF-16 without saying so', Buffer.from('period,numerator\n1,2\n', 'utf16le'), /UTF-16/],
    ['is in Windows-1252', Buffer.from('period,source\n2019,Caf\xe9\n', 'latin1'), /Windows-1252/],
    ['is a PDF', Buffer.from('%PDF-1.7'), /PDF.*CSV, ODS or XLSX/],
    ['is an old or locked spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /XLS.*password/],
    ['is a page', Buffer.from('<!DOCTYPE html><table></table>'), /web page/],
    ['is another kind of zip', zipOf({ 'a.txt': Buffer.from('a') }), /another kind of file/],
    ['is cut short', spreadsheetOf(ROWS, [], 'xlsx').subarray(0, 900), /damaged or cut short/],
    ['is locked', zipOf(xlsxWith(''), { flags: 1 }), /password/],
    ['holds macros', zipOf(xlsxWith('', { 'xl/vbaProject.bin': Buffer.from('x') })), /macros/],
    [
      'is of a macro type',
      zipOf({
        ...xlsxWith(''),
        '[Content_Types].xml': Buffer.from(
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
        ),
      }),
      /macros/,
    ],
    [
      'declares entities',
      zipOf({ ...xlsxWith(''), 'xl/sharedStrings.xml': Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><sst/>') }),
      /damaged/,
    ],
    ['unpacks to too much', zipOf({ 'a.xml': Buffer.alloc(25 * 1024 * 1024) }), /much larger unpacked/],
    ['unpacks to more than it says', zipOf({ 'a.xml': Buffer.alloc(25 * 1024 * 1024) }, { unpacked: 10 }), /much larger unpacked|damaged/],
    ['has too many parts', zipOf(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}.xml`, Buffer.from('a')]))), /much larger/],
    ['has too many rows', Buffer.from(`a,b\n${'1,2\n'.repeat(1_000_000)}`), /more than 2,000 rows/],
    ['has too many rows, as XLSX', zipOf(xlsxWith('<row r="1"><c><v>1</v></c></row>'.repeat(300_000))), /more than 2,000 rows/],
    ['has too many cells', zipOf(xlsxWith(wide)), /more than 2,000 rows/],
    [
      'repeats a row a million times',
      odsWith(`<table:table-row table:number-rows-repeated="1000000">${cell}</table:table-row>`),
      /2,000 rows/,
    ],
    [
      'repeats a cell 16,384 times in many rows',
      odsWith(`<table:table-row>${cell.replace('/>', ' table:number-columns-repeated="16384"/>')}</table:table-row>`.repeat(9)),
      /2,000 rows/,
    ],
    ['has too many columns', Buffer.from(`a,b\n${'1,'.repeat(50)}\n`), /more than 40 columns/],
    ['has a million columns', Buffer.from(`${'a,'.repeat(1_000_000)}\n1\n`), /far too long/],
    ['says too much', spreadsheetOf([['a'], ...Array.from({ length: 400 }, () => ['='.repeat(30_000)])], [], 'xlsx'), /more text/],
    ['has no rows', Buffer.from('a,b\n'), /no rows/],
    ['leaves a quotation mark open', Buffer.from('a,b\n"1,2\n'), /quotation mark/],
  ])('%s', async (_what, bytes, message) => {
    const faults = faultsOf(await tableOfFile(bytes));
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
  });

  it.each<[string, SpreadsheetFormat, readonly [string | RegExp, string], RegExp]>([
    ['repeats a row under another prefix', 'ods', [/<(\/?)table:table-(row|cell)/g, '<$1t:table-$2'], /damaged/],
    ['repeats a row a million times', 'ods', ['<table:table-row>', '<table:table-row table:number-rows-repeated="1e6">'], /2,000 rows/],
    [
      'hides how often a row is repeated behind another word',
      'ods',
      ['<table:table-row>', '<table:table-row table:a=">" table:number-rows-repeated="1" x:number-rows-repeated="1000000">'],
      /2,000 rows/,
    ],
    [
      'hides how often a row is repeated in a comment',
      'ods',
      ['<table:table-row>', '<table:table-row table:number-rows-<!-- -->repeated="1000000">'],
      /damaged/,
    ],
    ['links many cells at once', 'xlsx', ['</sheetData>', '</sheetData><hyperlinks><hyperlink ref="A1:Z4000"/></hyperlinks>'], /links/],
  ])('%s (%s), in a file that is sound otherwise', async (_what, format, [from, to], message) => {
    const bytes = await edited(spreadsheetOf(ROWS, [], format), (name, text) => [name, text.replace(from, to)]);
    const faults = faultsOf(await tableOfFile(bytes));
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
  });

  it.each<[string, string, string, string]>([
    ['takes a minute to read', 'xl/workbook.xml', '<sheet name="Figures" sheetId="1" r:id="rId1"/>', ''],
    ['takes all the room there is', 'xl/styles.xml', '<xf numFmtId="14"/>', '</cellXfs>'],
  ])('%s, small as it is', async (_what, part, repeated, before) => {
    const bytes = await edited(spreadsheetOf(ROWS, [], 'xlsx'), (name, text) => {
      const at = before === '' ? repeated : before;
      if (name === part) expect(text).toContain(at);
      return [name, name === part ? text.replace(at, repeated.repeat(900_000 * (19 / repeated.length)) + before) : text];
    });
    expect(bytes.length).toBeLessThan(100_000);
    expect(faultsOf(await tableOfFile(bytes))).toMatchObject([
      { message: expect.stringContaining('far too long to read, or too much room') },
    ]);
  });

  it('has too many cells on a sheet that lies elsewhere', async () => {
    const many = '<c><v>1</v></c>'.repeat(90_000);
    const bytes = await edited(spreadsheetOf(ROWS, [], 'xlsx'), (name, text) => [
      name === 'xl/worksheets/sheet1.xml' ? 'xl/elsewhere.xml' : name,
      text.replaceAll('worksheets/sheet1.xml', 'elsewhere.xml').replace('<row r="2">', `<row r="2">${many}`),
    ]);
    expect(faultsOf(await tableOfFile(bytes))).toMatchObject([{ message: expect.stringContaining('2,000 rows') }]);
  });

  it.each(FORMATS)('holds a formula (%s), with its row, its column and the formula', async (format) => {
    const faults = faultsOf(
      await tableOfFile(
        withCells(
          [
            { t: 's', v: 'a' },
            { t: 'n', v: 2, f: '1+1' },
          ],
          format,
        ),
      ),
    );
    expect(faults).toMatchObject([{ row: 2, column: 'column-1', given: '=1+1', message: expect.stringContaining('formula') }]);
  });

  it('is anything at all: nothing that is sent breaks the reader', async () => {
    const sound = spreadsheetOf(ROWS, ['Notes'], 'ods');
    const spoiled = fc
      .tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 }), fc.nat({ max: sound.length }))
      .map(([at, byte, end]) => {
        const bytes = Buffer.from(sound);
        bytes[at] = byte;
        return end % 3 === 0 ? bytes.subarray(0, end) : bytes;
      });
    const anything = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoiled, anything), async (bytes) => {
        const read = await tableOfFile(bytes);
        expect('table' in read ? read.table.rows.length : read.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the rows of a table', () => {
  const read = (text: string) => {
    const sent = tableOfText(text);
    return 'table' in sent ? namedRows(sent.table, ['period', 'numerator'], ['reason']) : { rows: [], ...sent };
  };

  it('are known by the names of their columns, in any order, every cell as text', () => {
    expect(read('\ufeffnumerator,period,reason\r\n071,2019-20-Q4,\r\n"1,234",2019-20-Q3,"Said ""so"""\r\n')).toEqual({
      rows: [
        { row: 2, cells: { numerator: '071', period: '2019-20-Q4' } },
        { row: 3, cells: { numerator: '1,234', period: '2019-20-Q3', reason: 'Said "so"' } },
      ],
      faults: [],
    });
  });

  it.each<[string, string, object]>([
    ['a renamed column', 'period,count\n2019-20-Q4,71', { row: 1, column: 'numerator' }],
    ['a column that nobody knows', 'period,numerator,colour\na,1,red', { row: 1, given: 'colour' }],
    ['a column given twice', 'period,numerator,period\na,1,b', { row: 1, given: 'period' }],
    ['text that is not in UTF-8', 'period,numerator\n2019-20-Q4,\ufffd71', { row: 1, message: expect.stringContaining('UTF-8') }],
    ['a cell too many', 'period,numerator\n2019-20-Q4,71,72', { row: 2, given: '72' }],
    ['a formula', 'period,numerator\n\n2019-20-Q4,=1+1', { row: 3, column: 'numerator', given: '=1+1' }],
  ])('are refused for %s, with where, what was given and what to do', (_what, text, fault) => {
    const { faults } = read(text);
    expect(faults[0]).toMatchObject(fault);
    expect(faults[0]?.message).toMatch(/\.$/);
  });
});
