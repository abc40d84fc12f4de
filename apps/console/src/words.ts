import { inWords } from '@goldenthread/calendar';
import type { Day, Instant } from '@goldenthread/event-sourcing';

// Dates, times and numbers as people in Britain write them.

const NUMBERS = new Intl.NumberFormat('en-GB');
const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "31 March 2026". */
export function dayInWords(day: Day): string {
  return inWords(day).replace(/^\w+ /, '');
}

/** "Friday 30 October 2026". */
export function dayWithWeekday(day: Day): string {
  return inWords(day);
}

/** "31 March 2026, 5:00pm", in London. */
export function instantInWords(instant: Instant): string {
  const { day, month, year } = partsOf(instant);
  return `${day} ${month} ${year}, ${timeInWords(instant)}`;
}

/** "2:14pm", in London. */
export function timeInWords(instant: Instant): string {
  const { hour, minute } = partsOf(instant);
  const ofDay = Number(hour);
  return `${ofDay % 12 === 0 ? 12 : ofDay % 12}:${minute}${ofDay < 12 ? 'am' : 'pm'}`;
}

/** "48,211". */
export function inThousands(count: number | bigint): string {
  return NUMBERS.format(count);
}

/** "1 change", "37 changes". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${inThousands(count)} ${count === 1 ? one : many}`;
}

/** "21 of 38 questions (55%)": a share never stands without what it is of. */
export function share(part: number, whole: number, what: string): string {
  const hundredths = whole === 0 ? '' : ` (${percent(part, whole)}%)`;
  return `${inThousands(part)} of ${counted(whole, what)}${hundredths}`;
}

/** In whole hundredths, halves rounded up; but 100 means all, and 0 none. */
function percent(part: number, whole: number): number {
  if (part === whole || part === 0) return Math.round((part * 100) / whole);
  return Math.min(99, Math.max(1, Math.round((part * 100) / whole)));
}

/** What a stored word is called on a page: "agency-author" is "agency author". */
export function spelt(stored: string): string {
  return stored.replaceAll('-', ' ');
}

function partsOf(instant: Instant): Record<'day' | 'month' | 'year' | 'hour' | 'minute', string> {
  const parts = PARTS.formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return { day: part('day'), month: part('month'), year: part('year'), hour: part('hour'), minute: part('minute') };
}
