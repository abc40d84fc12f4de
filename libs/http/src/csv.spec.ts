import { readCsv } from './csv.js';

const read = (text: string) => readCsv(text, ['period', 'numerator'], ['reason']);

describe('a table that is sent', () => {
  it('is read by the names of its columns, in any order, every cell as text', () => {
    expect(read('\ufeffnumerator,period,reason\r\n071,2019-20-Q4,\r\n"1,234",2019-20-Q3,"Said ""so"""\r\n')).toEqual({
      rows: [
        { line: 2, cells: { numerator: '071', period: '2019-20-Q4' } },
        { line: 3, cells: { numerator: '1,234', period: '2019-20-Q3', reason: 'Said "so"' } },
      ],
      faults: [],
    });
  });

  it.each([
    ['a renamed column', 'period,count\n2019-20-Q4,71', 1, /Missing columns: numerator/],
    ['a column that nobody knows', 'period,numerator,colour\na,1,red', 1, /Unknown or repeated columns: colour/],
    ['a column given twice', 'period,numerator,period\na,1,b', 1, /repeated columns: period/],
    ['the wrong encoding', 'period,numerator\n2019-20-Q4,\ufffd71', 1, /UTF-8/],
    ['a cell too many', 'period,numerator\n2019-20-Q4,71,72', 2, /another number of cells/],
    ['an open quotation mark', 'period,numerator\n"2019-20-Q4,71', 2, /cannot be read/],
    ['no rows', 'period,numerator\n', 1, /no rows/],
    ['nothing', '', 1, /no rows/],
    ['a formula', 'period,numerator\n2019-20-Q4,=1+1', 2, /formula/],
    ['a million rows', `period,numerator\n${'2019-20-Q4,71\n'.repeat(100_000)}`, 402, /more than 400 rows/],
  ])('is refused for %s, with the line and what to do', (_what, text, line, message) => {
    const { faults } = read(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ line });
    expect(faults[0]?.message).toMatch(message);
  });
});
