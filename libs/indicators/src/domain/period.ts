import { addDays, isDay } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';

/** How often a figure is due. */
export const FREQUENCIES = ['month', 'quarter', 'term', 'financial-year', 'academic-year', 'cycle'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** One period that a figure is about. */
export type Period = {
  readonly frequency: Frequency;
  /** The one spelling of it, kept in events; see `SPELLINGS`. */
  readonly key: string;
  /** Its first day: what orders periods. */
  readonly from: Day;
  /** Its last day. A cycle of self-assessment has no last day of its own: it is the day it opened. */
  readonly to: Day;
  /** As people say it: "Quarter 4 2019 to 2020". */
  readonly words: string;
};

/**
 * How a period of each frequency is written.
 *
 * - A quarter is one of a financial year, from April: `2019-20-Q4` is January to March 2020.
 * - A term is one of an academic year, from September: T1 autumn, T2 spring (January), T3 summer (April).
 * - A cycle is named by the day it opened.
 */
export const SPELLINGS: Readonly<Record<Frequency, string>> = {
  month: '2019-04',
  quarter: '2019-20-Q4',
  term: '2019-20-T2',
  'financial-year': 'FY2019-20',
  'academic-year': 'AY2019-20',
  cycle: 'C2019-09-01',
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const TERMS = ['Autumn', 'Spring', 'Summer'];

/**
 * Reads a period as it is written for a frequency, and nothing else: no other order, no missing nought, no month 13.
 *
 * @returns nothing where the text is no period of that frequency.
 */
export function parsePeriod(text: string, frequency: Frequency): Period | undefined {
  switch (frequency) {
    case 'month':
      return monthOf(text);
    case 'quarter':
      return partOf(text, /^(\d{4}-\d{2})-Q([1-4])$/, quarterIn);
    case 'term':
      return partOf(text, /^(\d{4}-\d{2})-T([1-3])$/, termIn);
    case 'financial-year':
      return partOf(text, /^FY(\d{4}-\d{2})$/, (year) => yearFrom(year, '04', 'financial-year', `FY${spelled(year)}`, toWords(year)));
    case 'academic-year':
      return partOf(text, /^AY(\d{4}-\d{2})$/, (year) =>
        yearFrom(year, '09', 'academic-year', `AY${spelled(year)}`, `Academic year ${toWords(year)}`),
      );
    case 'cycle':
      return cycleOf(text);
  }
}

/** The period that a key names: no two frequencies spell theirs alike. */
export function periodOfKey(key: string): Period | undefined {
  return FREQUENCIES.map((frequency) => parsePeriod(key, frequency)).find((period) => period !== undefined);
}

/** The period that follows; nothing after a cycle, since cycles open when they are opened. */
export function nextPeriod({ frequency, to }: Period): Period | undefined {
  const from = addDays(to, 1);
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  switch (frequency) {
    case 'month':
      return monthOf(from.slice(0, 7));
    case 'quarter':
      return quarterIn(month < 4 ? year - 1 : year, Math.ceil((((month + 8) % 12) + 1) / 3));
    case 'term':
      return termIn(month < 9 ? year - 1 : year, { 9: 1, 1: 2, 4: 3 }[month] ?? 1);
    case 'financial-year':
      return parsePeriod(`FY${spelled(year)}`, frequency);
    case 'academic-year':
      return parsePeriod(`AY${spelled(year)}`, frequency);
    case 'cycle':
      return undefined;
  }
}

/** The period of a frequency that a day lies in; nothing for a cycle, which is known by its own day only. */
export function periodOn(day: Day, frequency: Frequency): Period | undefined {
  if (frequency === 'cycle') return undefined;
  const year = Number(day.slice(0, 4));
  const first = firstPeriodBefore(year, frequency);
  for (let one = first; one; one = nextPeriod(one)) if (one.to >= day) return one;
  return undefined;
}

/** Every period from the first to the last, and those between them that nobody gave a figure for; in order. */
export function periodsBetween(first: Period, last: Period): Period[] {
  const periods: Period[] = [];
  for (let one: Period | undefined = first; one && one.from < last.from; one = nextPeriod(one)) periods.push(one);
  return first.from > last.from ? [] : [...periods, last];
}

/** A period of the frequency that begins before, or with, a year. */
function firstPeriodBefore(year: number, frequency: Frequency): Period | undefined {
  if (frequency === 'month') return monthOf(`${padded(year)}-01`);
  if (frequency === 'quarter') return quarterIn(year - 1, 4);
  return frequency === 'term'
    ? termIn(year - 1, 2)
    : parsePeriod(`${frequency === 'financial-year' ? 'FY' : 'AY'}${spelled(year - 1)}`, frequency);
}

function monthOf(text: string): Period | undefined {
  const from = `${text}-01`;
  if (!/^\d{4}-\d{2}$/.test(text) || !isDay(from) || text < '0001') return undefined;
  const name = MONTHS[Number(text.slice(5)) - 1] ?? '';
  return { frequency: 'month', key: text, from, to: dayBefore(nextMonth(from)), words: `${name} ${text.slice(0, 4)}` };
}

function cycleOf(text: string): Period | undefined {
  const day = text.slice(1);
  if (!text.startsWith('C') || !isDay(day)) return undefined;
  return { frequency: 'cycle', key: text, from: day, to: day, words: `Cycle opened on ${day}` };
}

/** Reads a year such as `2019-20`, whose second half must follow its first, and the number of a part of it. */
function partOf(text: string, spelling: RegExp, make: (year: number, part: number) => Period | undefined): Period | undefined {
  const [, years = '', part] = spelling.exec(text) ?? [];
  const year = Number(years.slice(0, 4));
  return years !== '' && year > 0 && years === spelled(year) ? make(year, Number(part ?? 0)) : undefined;
}

function quarterIn(year: number, quarter: number): Period {
  const from = quarter === 4 ? `${padded(year + 1)}-01-01` : `${padded(year)}-${['04', '07', '10'][quarter - 1] ?? ''}-01`;
  const to = dayBefore(nextMonth(nextMonth(nextMonth(from))));
  return { frequency: 'quarter', key: `${spelled(year)}-Q${quarter}`, from, to, words: `Quarter ${quarter} ${toWords(year)}` };
}

function termIn(year: number, term: number): Period {
  const [from, to] = [
    [`${padded(year)}-09-01`, `${padded(year)}-12-31`],
    [`${padded(year + 1)}-01-01`, `${padded(year + 1)}-03-31`],
    [`${padded(year + 1)}-04-01`, `${padded(year + 1)}-08-31`],
  ][term - 1] as [Day, Day];
  return { frequency: 'term', key: `${spelled(year)}-T${term}`, from, to, words: `${TERMS[term - 1] ?? ''} term ${toWords(year)}` };
}

function yearFrom(year: number, month: string, frequency: Frequency, key: string, words: string): Period {
  return { frequency, key, from: `${padded(year)}-${month}-01`, to: dayBefore(`${padded(year + 1)}-${month}-01`), words };
}

function nextMonth(first: Day): Day {
  return `${addDays(first, 31).slice(0, 7)}-01`;
}

function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

function spelled(year: number): string {
  return `${padded(year)}-${padded(year + 1).slice(2)}`;
}

function toWords(year: number): string {
  return `${year} to ${year + 1}`;
}

function padded(year: number): string {
  return String(year).padStart(4, '0');
}
