import type { Day } from '@goldenthread/event-sourcing';
import { dateInput, NO_DAY } from '../coordinator/typed-day.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords } from '../words.js';
import type { BetweenForm, ChosenDay } from './between.form.js';
import type { Moment } from './moments.js';

/** The two dates to compare, as a form lays them out. */
export interface BetweenFields {
  readonly action: string;
  readonly sides: readonly { readonly select: object; readonly date: object }[];
}

const NOTHING_CHOSEN: ChosenDay = { moment: '', typed: NO_DAY };

/**
 * @param moments the latest first.
 * @param form what is chosen already; at first, from the last meeting to today.
 */
export function betweenFields(
  moments: readonly Moment[],
  today: Day,
  form: BetweenForm = firstChoice(moments, today),
  errors: readonly PageError[] = [],
): BetweenFields {
  const side = (name: 'since' | 'until', legend: string, known: readonly Moment[]): BetweenFields['sides'][number] => ({
    select: {
      id: `${name}-moment`,
      name: `${name}-moment`,
      label: { text: `${legend}: a moment` },
      items: [
        { value: '', text: 'A day that I enter', selected: form[name].moment === '' },
        ...known.map(({ day, label }) => ({ value: day, text: `${label}, ${dayInWords(day)}`, selected: form[name].moment === day })),
      ],
    },
    date: dateInput(name, `${legend}: or a day`, 'For example, 31 3 2026', form[name].typed, errors),
  });
  const withToday = [{ day: today, label: 'Today' }, ...moments.filter(({ day }) => day !== today)];
  return {
    action: paths.changesBetween,
    sides: [side('since', 'From', oneADay(moments)), side('until', 'To', oneADay(withToday))],
  };
}

export interface BetweenView extends PageHead {
  readonly between: BetweenFields;
}

/** The form alone: where what was typed in it cannot be compared. */
export function betweenPage(between: BetweenFields, errors: readonly PageError[]): BetweenView {
  return { title: 'Compare two dates', section: 'history', back: paths.record, errors, between };
}

function firstChoice(moments: readonly Moment[], today: Day): BetweenForm {
  const meeting = moments.find(({ day, label }) => label.endsWith(' met') && day < today);
  return { since: { ...NOTHING_CHOSEN, moment: meeting?.day ?? '' }, until: { ...NOTHING_CHOSEN, moment: today } };
}

/** A day on which several things were is offered once, under all their names. */
function oneADay(moments: readonly Moment[]): Moment[] {
  const labels = new Map<Day, string>();
  for (const { day, label } of moments) labels.set(day, labels.has(day) ? `${labels.get(day) ?? ''}; ${label}` : label);
  return [...labels].map(([day, label]) => ({ day, label }));
}
