import type { Day } from '@goldenthread/event-sourcing';
import { Temporal } from 'temporal-polyfill';

export interface BankHoliday {
  readonly day: Day;
  readonly name: string;
}

const MONDAY = 1;
const SATURDAY = 6;

/** Days proclaimed for one year alone, and the usual ones that moved to make room. Source: gov.uk/bank-holidays, since 2013. */
const PROCLAIMED: Readonly<Record<number, readonly BankHoliday[]>> = {
  2020: [{ day: '2020-05-08', name: 'Early May bank holiday (VE day)' }],
  2022: [
    { day: '2022-06-02', name: 'Spring bank holiday' },
    { day: '2022-06-03', name: 'Platinum Jubilee bank holiday' },
    { day: '2022-09-19', name: 'Bank Holiday for the State Funeral of Queen Elizabeth II' },
  ],
  2023: [{ day: '2023-05-08', name: 'Bank holiday for the coronation of King Charles III' }],
};
const MOVED_AWAY: readonly Day[] = ['2020-05-04', '2022-05-30'];

/**
 * The bank holidays of England and Wales in a year, in order, on the days on which they are taken: substitutes for those
 * that fall on a weekend. Right for every year since 2013; a holiday that is yet to be proclaimed is not known here.
 */
export function bankHolidays(year: number): readonly BankHoliday[] {
  const known = yearsOf.get(year) ?? reckoned(year);
  yearsOf.set(year, known);
  return known;
}

/** The holiday of England and Wales that is taken on a day; nothing where it is none. */
export function bankHolidayOn(day: Day): BankHoliday | undefined {
  return bankHolidays(Temporal.PlainDate.from(day).year).find((holiday) => holiday.day === day);
}

const yearsOf = new Map<number, readonly BankHoliday[]>();

function reckoned(year: number): readonly BankHoliday[] {
  const easter = easterSunday(year);
  const usual = [
    holiday(weekdayFrom(Temporal.PlainDate.from({ year, month: 1, day: 1 })), 'New Year’s Day'),
    holiday(easter.subtract({ days: 2 }), 'Good Friday'),
    holiday(easter.add({ days: 1 }), 'Easter Monday'),
    holiday(firstMonday(year, 5), 'Early May bank holiday'),
    holiday(lastMonday(year, 5), 'Spring bank holiday'),
    holiday(lastMonday(year, 8), 'Summer bank holiday'),
    ...christmas(year),
  ].filter(({ day }) => !MOVED_AWAY.includes(day));
  return [...usual, ...(PROCLAIMED[year] ?? [])].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Boxing Day keeps a Monday that it falls on, so that a Christmas Day on a Sunday is taken on the Tuesday. */
function christmas(year: number): BankHoliday[] {
  const day = Temporal.PlainDate.from({ year, month: 12, day: 25 });
  const boxing = day.add({ days: 1 });
  const taken = day.dayOfWeek < SATURDAY ? day : day.add({ days: 2 });
  const boxingTaken = boxing.dayOfWeek < SATURDAY ? boxing : boxing.add({ days: 2 });
  return [holiday(taken, 'Christmas Day'), holiday(boxingTaken, 'Boxing Day')];
}

function weekdayFrom(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek < SATURDAY ? day : day.add({ days: 8 - day.dayOfWeek });
}

function firstMonday(year: number, month: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.add({ days: (8 - first.dayOfWeek) % 7 });
}

function lastMonday(year: number, month: number): Temporal.PlainDate {
  const last = Temporal.PlainDate.from({ year, month, day: 31 });
  return last.subtract({ days: last.dayOfWeek - MONDAY });
}

/** Western Easter, by the anonymous Gregorian reckoning (Nature, 1876). */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}

function holiday(day: Temporal.PlainDate, name: string): BankHoliday {
  return { day: day.toString(), name };
}
