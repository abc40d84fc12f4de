import { counted, dayInWords, dayWithWeekday, instantInWords, share, timeInWords } from './words.js';

describe('words for dates and numbers', () => {
  it('write a day without abbreviations', () => {
    expect(dayInWords('2026-03-31')).toBe('31 March 2026');
    expect(dayWithWeekday('2026-10-30')).toBe('Friday 30 October 2026');
  });

  it.each([
    ['2026-03-31T16:00:00.000Z', '31 March 2026, 5:00pm'],
    ['2026-01-05T00:05:00.000Z', '5 January 2026, 12:05am'],
    ['2026-01-05T12:00:00.000Z', '5 January 2026, 12:00pm'],
    ['2026-06-30T23:30:00.000Z', '1 July 2026, 12:30am'],
  ])('write %s as it is in London: %s', (instant, words) => {
    expect(instantInWords(instant)).toBe(words);
  });

  it('write a time of day', () => {
    expect(timeInWords('2026-11-25T14:14:00.000Z')).toBe('2:14pm');
  });

  it('count one thing and many', () => {
    expect([counted(0, 'change'), counted(1, 'change'), counted(48211, 'change')]).toEqual(['0 changes', '1 change', '48,211 changes']);
  });

  it('round a share half up, yet never to all or to none', () => {
    expect([
      share(21, 38, 'question'),
      share(12, 32, 'item'),
      share(199, 200, 'return'),
      share(1, 400, 'return'),
      share(0, 0, 'return'),
    ]).toEqual(['21 of 38 questions (55%)', '12 of 32 items (38%)', '199 of 200 returns (99%)', '1 of 400 returns (1%)', '0 of 0 returns']);
  });
});
