import type { Day, Instant } from '@goldenthread/event-sourcing';
import { Temporal } from 'temporal-polyfill';

const LONDON = 'Europe/London';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const STORED_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The day it is in London at an instant. */
export function londonDate(instant: Instant): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON).toPlainDate().toString();
}

/** The last millisecond of a day in London: what "as at 31 March" means. */
export function endOfLondonDay(day: Day): Instant {
  const nextMidnight = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(LONDON).toInstant();
  return spelled(nextMidnight.subtract({ milliseconds: 1 }));
}

/** Whether the text is a day of the calendar, written `2026-11-25`. */
export function isDay(text: string): boolean {
  return DAY.test(text) && known(() => Temporal.PlainDate.from(text)) !== undefined;
}

/**
 * The instant that a text names, in the one spelling kept here. Date, time with seconds, and either `Z` or an offset are
 * all needed; what is finer than a millisecond is cut off.
 *
 * @returns nothing where the text names no instant of the years 0000 to 9999.
 */
export function parseInstant(text: string): Instant | undefined {
  const instant = INSTANT.test(text) ? known(() => Temporal.Instant.from(text)) : undefined;
  const stored = instant && spelled(instant);
  return stored !== undefined && STORED_INSTANT.test(stored) ? stored : undefined;
}

/** Whether the text names an instant that `parseInstant` understands. */
export function isInstant(text: string): boolean {
  return parseInstant(text) !== undefined;
}

/** A day as people write it: "Monday 5 January 2026". */
export function inWords(day: Day): string {
  const { dayOfWeek, day: ofMonth, month, year } = Temporal.PlainDate.from(day);
  return `${WEEKDAYS[dayOfWeek - 1] ?? ''} ${ofMonth} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** How many days later the second day is; negative where it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** The day that follows. */
export function dayAfter(day: Day): Day {
  return addDays(day, 1);
}

/** The day that is so many days later; earlier where the number is negative. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The last days of the months before a day's own, the latest last. */
export function monthEndsBefore(day: Day, months: number): readonly Day[] {
  const first = Temporal.PlainDate.from(day).with({ day: 1 });
  return Array.from({ length: months }, (_, index) =>
    first
      .subtract({ months: months - 1 - index })
      .subtract({ days: 1 })
      .toString(),
  );
}

/** The instant at which clocks in London show a time of a day, `09:30`. */
export function londonInstant(day: Day, time: string): Instant {
  return spelled(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: LONDON, plainTime: time }).toInstant());
}

/** Whether it is a Saturday or a Sunday. */
export function isWeekend(day: Day): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek > 5;
}

function spelled(instant: Temporal.Instant): Instant {
  return instant.toString({ fractionalSecondDigits: 3, roundingMode: 'floor' });
}

function known<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
