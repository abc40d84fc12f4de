import { nextPeriod, parsePeriod, periodOfKey, periodsBetween, SPELLINGS, type Frequency, type Period } from './period.js';

const period = (text: string, frequency: Frequency): Period => {
  const found = parsePeriod(text, frequency);
  if (!found) throw new Error(`${text} is no ${frequency}`);
  return found;
};

describe('a period', () => {
  it.each([
    ['month', '2020-02', '2020-02-01', '2020-02-29', 'February 2020'],
    ['quarter', '2019-20-Q1', '2019-04-01', '2019-06-30', 'Quarter 1 2019 to 2020'],
    ['quarter', '2019-20-Q4', '2020-01-01', '2020-03-31', 'Quarter 4 2019 to 2020'],
    ['term', '2019-20-T2', '2020-01-01', '2020-03-31', 'Spring term 2019 to 2020'],
    ['financial-year', 'FY2019-20', '2019-04-01', '2020-03-31', '2019 to 2020'],
    ['financial-year', 'FY1999-00', '1999-04-01', '2000-03-31', '1999 to 2000'],
    ['academic-year', 'AY2019-20', '2019-09-01', '2020-08-31', 'Academic year 2019 to 2020'],
    ['cycle', 'C2019-09-02', '2019-09-02', '2019-09-02', 'Cycle opened on 2019-09-02'],
  ] as const)('of one %s, %s, is from %s to %s', (frequency, text, from, to, words) => {
    expect(parsePeriod(text, frequency)).toEqual({ frequency, key: text, from, to, words });
  });

  it.each([
    ['month', '2019-13'],
    ['month', '2019-00'],
    ['month', '2019-4'],
    ['month', '04-2019'],
    ['month', '2019-04-01'],
    ['month', ' 2019-04'],
    ['month', '0000-04'],
    ['quarter', '2019-20-Q5'],
    ['quarter', '2019-20-Q0'],
    ['quarter', '2019-21-Q1'],
    ['quarter', '2019-Q1'],
    ['quarter', 'Q5'],
    ['term', '2019-20-T4'],
    ['financial-year', '2019-20'],
    ['financial-year', 'FY2019-19'],
    ['financial-year', 'FY0000-01'],
    ['academic-year', 'FY2019-20'],
    ['cycle', 'C2019-02-31'],
    ['cycle', '2019-02-01'],
    ['month', ''],
  ] as const)('of one %s is not "%s"', (frequency, text) => {
    expect(parsePeriod(text, frequency)).toBeUndefined();
  });

  it.each(Object.entries(SPELLINGS))('of one %s is written like its example, %s', (frequency, example) => {
    expect(parsePeriod(example, frequency as Frequency)?.key).toBe(example);
    expect(periodOfKey(example)?.frequency).toBe(frequency);
  });

  it.each([
    ['month', '2019-12', '2020-01'],
    ['quarter', '2019-20-Q3', '2019-20-Q4'],
    ['quarter', '2019-20-Q4', '2020-21-Q1'],
    ['quarter', '2019-20-Q1', '2019-20-Q2'],
    ['term', '2019-20-T1', '2019-20-T2'],
    ['term', '2019-20-T3', '2020-21-T1'],
    ['financial-year', 'FY1999-00', 'FY2000-01'],
    ['academic-year', 'AY2019-20', 'AY2020-21'],
  ] as const)('of one %s, %s, is followed by %s', (frequency, text, next) => {
    expect(nextPeriod(period(text, frequency))?.key).toBe(next);
  });

  it('of a cycle is followed by whichever is opened next', () => {
    expect(nextPeriod(period('C2019-09-02', 'cycle'))).toBeUndefined();
    expect(periodsBetween(period('C2019-09-02', 'cycle'), period('C2021-09-01', 'cycle')).map(({ key }) => key)).toEqual([
      'C2019-09-02',
      'C2021-09-01',
    ]);
  });

  it('lies between two others whether or not anyone gave a figure for it', () => {
    const keys = periodsBetween(period('2019-20-Q3', 'quarter'), period('2020-21-Q2', 'quarter')).map(({ key }) => key);
    expect(keys).toEqual(['2019-20-Q3', '2019-20-Q4', '2020-21-Q1', '2020-21-Q2']);
    expect(periodsBetween(period('2020-01', 'month'), period('2020-01', 'month'))).toHaveLength(1);
    expect(periodsBetween(period('2020-02', 'month'), period('2020-01', 'month'))).toEqual([]);
  });
});
