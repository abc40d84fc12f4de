import type { Day } from '@goldenthread/event-sourcing';

/** A quarter of a calendar year, `2026-Q2`: local groups report by them (domain facts §1.2, Stay Safe Groups). */
export type Quarter = string;

/** The quarter that a day is in. */
export function quarterOf(day: Day): Quarter {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** Whether a text is a quarter. */
export function isQuarter(text: string): boolean {
  return /^\d{4}-Q[1-4]$/.test(text);
}

/** "April to June 2026". */
export function quarterInWords(quarter: Quarter): string {
  const [year = '', number = '1'] = quarter.split('-Q');
  return `${MONTHS[Number(number) - 1] ?? ''} ${year}`;
}

const MONTHS = ['January to March', 'April to June', 'July to September', 'October to December'];
