import { counted, duration } from './numbers.words.js';

describe('Numbers in words', () => {
  it.each([
    [0, '0 events'],
    [1, '1 event'],
    [48_211, '48,211 events'],
  ])('count %d as %s', (number, words) => {
    expect(counted(number, 'event')).toBe(words);
  });

  it.each([
    [499, 'less than a second'],
    [1_400, '1 second'],
    [119_000, '119 seconds'],
    [120_000, '2 minutes'],
    [7_200_000, '2 hours'],
  ])('say how long %d ms are: %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});
