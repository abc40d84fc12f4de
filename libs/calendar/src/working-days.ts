import type { Day } from '@goldenthread/event-sourcing';
import { bankHolidayOn } from './bank-holidays.js';
import { addDays, dayAfter, isWeekend } from './days.js';

// Working days are those of England and Wales: neither weekends nor bank holidays.

export function isWorkingDay(day: Day): boolean {
  return !isWeekend(day) && bankHolidayOn(day) === undefined;
}

/** How many working days come after the first day, up to and with the second. None where the second is no later. */
export function workingDaysBetween(from: Day, to: Day): number {
  let count = 0;
  for (let day = dayAfter(from); day <= to; day = dayAfter(day)) if (isWorkingDay(day)) count++;
  return count;
}

/** The working day that comes so many after a day; before it where the number is negative. With none, the day itself. */
export function addWorkingDays(day: Day, count: number): Day {
  const step = Math.sign(count);
  let reached = day;
  for (let left = Math.abs(count); left > 0;) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached)) left--;
  }
  return reached;
}
