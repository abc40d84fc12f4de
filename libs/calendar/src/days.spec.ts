import {
  addDays,
  dayAfter,
  daysBetween,
  endOfLondonDay,
  inWords,
  isDay,
  isInstant,
  isWeekend,
  londonDate,
  londonInstant,
  monthEndsBefore,
  parseInstant,
} from './index.js';

describe('the day in London', () => {
  it.each([
    ['2026-01-31T23:59:59.999Z', '2026-01-31'],
    ['2026-02-01T00:00:00.000Z', '2026-02-01'],
    ['2026-06-30T22:59:59.999Z', '2026-06-30'],
    ['2026-06-30T23:00:00.000Z', '2026-07-01'],
  ])('at %s is %s', (instant, day) => {
    expect(londonDate(instant)).toBe(day);
  });

  it.each([
    ['in winter', '2026-01-31', '2026-01-31T23:59:59.999Z'],
    ['in summer', '2026-07-01', '2026-07-01T22:59:59.999Z'],
    ['on the day before the clocks go forward', '2026-03-28', '2026-03-28T23:59:59.999Z'],
    ['on the day the clocks go forward', '2026-03-29', '2026-03-29T22:59:59.999Z'],
    ['on the day before the clocks go back', '2026-10-24', '2026-10-24T22:59:59.999Z'],
    ['on the day the clocks go back', '2026-10-25', '2026-10-25T23:59:59.999Z'],
  ])('ends %s (%s) at %s', (_when, day, instant) => {
    expect(endOfLondonDay(day)).toBe(instant);
    expect(londonDate(instant)).toBe(day);
    expect(londonDate(new Date(Date.parse(instant) + 1).toISOString())).not.toBe(day);
  });
});

describe('a day', () => {
  it.each(['2026-01-05', '2024-02-29', '0001-01-01'])('is %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-5', '20260105', '2026-01-05T00:00:00Z', ' 2026-01-05', '+002026-01-05', ''])(
    'is not "%s"',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  it('is written in words', () => {
    expect(inWords('2026-01-05')).toBe('Monday 5 January 2026');
    expect(inWords('2019-03-31')).toBe('Sunday 31 March 2019');
  });

  it('has one after it, and others before and after at any distance', () => {
    expect(dayAfter('2024-02-28')).toBe('2024-02-29');
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-03-28', 3)).toBe('2026-03-31');
  });

  it('knows weekends from working days', () => {
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(isWeekend)).toEqual([false, true, true, false]);
  });

  it('has months before its own, which end on their last days', () => {
    expect(monthEndsBefore('2024-04-10', 3)).toEqual(['2024-01-31', '2024-02-29', '2024-03-31']);
    expect(monthEndsBefore('2026-01-31', 2)).toEqual(['2025-11-30', '2025-12-31']);
    expect(monthEndsBefore('2026-01-31', 0)).toEqual([]);
  });

  it('begins and goes on by the clocks of London', () => {
    expect(londonInstant('2026-01-05', '09:30')).toBe('2026-01-05T09:30:00.000Z');
    expect(londonInstant('2026-07-01', '09:30')).toBe('2026-07-01T08:30:00.000Z');
  });

  it('is counted to another, across a clock change too', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
    expect(daysBetween('2026-01-05', '2026-01-05')).toBe(0);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-11-25T09:30:00Z', '2026-11-25T09:30:00.000Z'],
    ['2026-11-25T09:30:00.5Z', '2026-11-25T09:30:00.500Z'],
    ['2026-11-25T09:30:00.123999Z', '2026-11-25T09:30:00.123Z'],
    ['2026-07-01T00:30:00+01:00', '2026-06-30T23:30:00.000Z'],
    ['2026-06-30T18:00:00-05:30', '2026-06-30T23:30:00.000Z'],
  ])('written %s is kept as %s', (text, kept) => {
    expect(parseInstant(text)).toBe(kept);
    expect(isInstant(text)).toBe(true);
  });

  it.each([
    '2026-11-25',
    '2026-11-25T09:30Z',
    '2026-11-25T09:30:00',
    '2026-11-25 09:30:00Z',
    '2026-11-25t09:30:00z',
    '2026-11-25T24:00:00Z',
    '2026-11-25T09:30:60Z',
    '2026-02-30T09:30:00Z',
    '2026-11-25T09:30:00Z[Europe/London]',
    '0000-01-01T00:00:00+01:00',
    'yesterday',
    '',
  ])('is not "%s"', (text) => {
    expect(parseInstant(text)).toBeUndefined();
    expect(isInstant(text)).toBe(false);
  });
});
