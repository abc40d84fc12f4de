import type { Day } from '@goldenthread/event-sourcing';
import { dayOf, takeDay, type TypedDay } from '../coordinator/typed-day.js';
import type { Fields } from '../forms/fields.js';
import type { PageError } from '../frame/page.js';
import { dayInWords } from '../words.js';

/** One of two dates to compare: a moment that was chosen, or a day that was typed. */
export interface ChosenDay {
  /** The moment's day; empty where a day is typed instead. */
  readonly moment: string;
  readonly typed: TypedDay;
}

/** The two dates as they came, right or not. */
export interface BetweenForm {
  readonly since: ChosenDay;
  readonly until: ChosenDay;
}

/** Reads the two dates out of an address; what it does not know it passes over. */
export function betweenOf(query: unknown): BetweenForm {
  const fields = Object.fromEntries(Object.entries((query ?? {}) as Record<string, unknown>).map(([name, value]) => [name, textOf(value)]));
  return { since: chosen('since', fields), until: chosen('until', fields) };
}

/** The two days in order, or what is wrong with them, each with its field. */
export function daysBetweenOf(
  form: BetweenForm,
  range: { readonly from: Day; readonly to: Day },
): { readonly since: Day; readonly until: Day } | { readonly errors: readonly PageError[] } {
  const [since, until] = [dayFrom('since', 'first', form.since, range), dayFrom('until', 'second', form.until, range)];
  if (typeof since === 'string' && typeof until === 'string') {
    if (since < until) return { since, until };
    return { errors: [{ text: 'The second date must be later than the first', href: '#until' }] };
  }
  return { errors: [since, until].filter((one) => typeof one !== 'string') };
}

function chosen(name: string, fields: Fields): ChosenDay {
  return { moment: fields[`${name}-moment`] ?? '', typed: takeDay(name, fields).typed };
}

function dayFrom(name: string, which: string, { moment, typed }: ChosenDay, { from, to }: { from: Day; to: Day }): Day | PageError {
  const href = `#${name}`;
  const isTyped = Object.values(typed).some((part: string) => part.trim() !== '');
  if (moment !== '' && isTyped) return { text: `For the ${which} date, choose a moment or enter a day, not both`, href };
  if (moment === '' && !isTyped) return { text: `Choose or enter the ${which} date`, href };
  const day = isTyped ? dayOf(typed) : dayOf({ day: moment.slice(8), month: moment.slice(5, 7), year: moment.slice(0, 4) });
  if (day === undefined) return { text: `The ${which} date must be a real date, such as 31 3 2026`, href };
  if (day > to) return { text: `The ${which} date must be today or in the past`, href };
  if (day < from) return { text: `The ${which} date must be ${dayInWords(from)} or later: nothing had been recorded before`, href };
  return day;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 40) : '';
}
