import { dayTyped } from './record.form.js';

const TODAY = '2026-11-25';

describe('a date as it is typed', () => {
  it.each([
    [{ day: '31', month: '3', year: '2026' }, '2026-03-31'],
    [{ day: ' 5 ', month: '11', year: '2026' }, '2026-11-05'],
    [{ day: '25', month: '11', year: '2026' }, '2026-11-25'],
  ])('%j is a day of the record', (typed, day) => {
    expect(dayTyped(typed, TODAY)).toEqual({ day });
  });

  it.each([
    [{}, 'Enter a date'],
    [{ day: '31', month: '2', year: '2026' }, 'The date must be a real date, such as 31 3 2026'],
    [{ day: 'x', month: '2', year: '2026' }, 'The date must be a real date, such as 31 3 2026'],
    [{ day: '26', month: '11', year: '2026' }, 'The date must be today or in the past'],
  ])('%j is refused in words: %s', (typed, text) => {
    expect(dayTyped(typed, TODAY)).toEqual({ error: { text, href: '#day' } });
  });
});
