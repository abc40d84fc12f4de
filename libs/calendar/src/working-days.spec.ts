import { addWorkingDays, bankHolidayOn, bankHolidays, isWorkingDay, workingDaysBetween } from './index.js';

const daysOf = (year: number): string[] => bankHolidays(year).map(({ day }) => day.slice(5));

describe('bank holidays of England and Wales', () => {
  it.each([
    [2019, '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26'],
    [2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('in %i fall as they were published', (year, days) => {
    expect(daysOf(year).join(' ')).toBe(days);
  });

  it('move in the years that something was proclaimed', () => {
    expect(daysOf(2020).join(' ')).toBe('01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28');
    expect(daysOf(2022).join(' ')).toBe('01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27');
    expect(daysOf(2023).join(' ')).toBe('01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26');
  });

  it('let Boxing Day keep its Monday, and Christmas Day take the Tuesday', () => {
    expect(bankHolidayOn('2022-12-26')?.name).toBe('Boxing Day');
    expect(bankHolidayOn('2022-12-27')?.name).toBe('Christmas Day');
  });

  it('take a Boxing Day on a Saturday on the Monday', () => {
    expect(bankHolidayOn('2026-12-28')?.name).toBe('Boxing Day');
    expect(bankHolidayOn('2026-12-26')).toBeUndefined();
  });
});

describe('working days', () => {
  it('are neither weekends nor bank holidays', () => {
    expect(['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-06', '2026-04-07'].map(isWorkingDay)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('are counted after the first day, with the last', () => {
    expect(workingDaysBetween('2026-04-02', '2026-04-07')).toBe(1);
    expect(workingDaysBetween('2026-11-20', '2026-11-23')).toBe(1);
    expect(workingDaysBetween('2026-01-05', '2026-03-31')).toBe(61);
    expect(workingDaysBetween('2026-04-07', '2026-04-07')).toBe(0);
    expect(workingDaysBetween('2026-04-07', '2026-04-02')).toBe(0);
  });

  it('are gone forward and back by', () => {
    expect(addWorkingDays('2026-04-02', 1)).toBe('2026-04-07');
    expect(addWorkingDays('2026-04-07', -1)).toBe('2026-04-02');
    expect(addWorkingDays('2026-12-24', 2)).toBe('2026-12-30');
    expect(addWorkingDays('2026-04-04', 0)).toBe('2026-04-04');
  });

  it('come back to where they were counted from', () => {
    for (const count of [1, 5, 60, 250]) expect(workingDaysBetween('2026-01-05', addWorkingDays('2026-01-05', count))).toBe(count);
  });
});
