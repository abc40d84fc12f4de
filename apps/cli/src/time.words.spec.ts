import { instantWords } from './time.words.js';

describe('An instant in words', () => {
  it.each([
    ['2026-01-05T09:30:00.000Z', 'Monday 5 January 2026 at 09:30'],
    ['2026-06-30T23:05:59.999Z', 'Wednesday 1 July 2026 at 00:05'],
  ])('is the day and the time in London: %s is %s', (instant, words) => {
    expect(instantWords(instant)).toBe(words);
  });
});
