import { isQuarter, quarterInWords, quarterOf } from './quarter.js';

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-Q1', 'January to March 2026'],
    ['2026-03-31', '2026-Q1', 'January to March 2026'],
    ['2026-04-01', '2026-Q2', 'April to June 2026'],
    ['2026-12-31', '2026-Q4', 'October to December 2026'],
  ])('that %s is in is %s', (day, quarter, words) => {
    expect([quarterOf(day), quarterInWords(quarter), isQuarter(quarter)]).toEqual([quarter, words, true]);
  });

  it.each(['2026', '2026-Q5', '2026-Q0', '2026-q1', '26-Q1', '2026-Q1 '])('is not %j', (text) => {
    expect(isQuarter(text)).toBe(false);
  });
});
