import { inWords, londonDate } from '@goldenthread/calendar';
import type { Instant } from '@goldenthread/event-sourcing';

const TIME_IN_LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/** "Monday 5 January 2026 at 09:30": the day and the time in London. */
export function instantWords(instant: Instant): string {
  return `${inWords(londonDate(instant))} at ${TIME_IN_LONDON.format(new Date(instant))}`;
}
