import { isDay } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import { ValidateBy } from 'class-validator';
import type { Fields } from '../forms/fields.js';
import type { PageError } from '../frame/page.js';

/** A date as it was typed into three boxes, right or not. */
export interface TypedDay {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const NO_DAY: TypedDay = { day: '', month: '', year: '' };

/** Takes the three boxes of a date out of a form's fields. The first bears the date's own name, so that errors link to it. */
export function takeDay(name: string, fields: Fields): { readonly typed: TypedDay; readonly rest: Fields } {
  const { [name]: day = '', [`${name}-month`]: month = '', [`${name}-year`]: year = '', ...rest } = fields;
  return { typed: { day, month, year }, rest };
}

/** The fields that hold it, for a form that carries it hidden. */
export function fieldsOfDay(name: string, { day, month, year }: TypedDay): Fields {
  return { [name]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** The day that was typed; nothing where it is no day of the calendar. */
export function dayOf({ day, month, year }: TypedDay): Day | undefined {
  const text = [year.trim(), month.trim().padStart(2, '0'), day.trim().padStart(2, '0')].join('-');
  return isDay(text) ? text : undefined;
}

/** A day as it would be typed. */
export function typedDay(day: Day): TypedDay {
  const [year = '', month = '', ofMonth = ''] = day.split('-');
  return { day: String(Number(ofMonth)), month: String(Number(month)), year };
}

/** @param message says what the day is for, and that it must be a real one. */
export const IsTypedDay = (message: string): PropertyDecorator =>
  ValidateBy({
    name: 'isTypedDay',
    validator: { validate: (value: unknown) => dayOf(value as TypedDay) !== undefined, defaultMessage: () => message },
  });

/** What `govukDateInput` is told. */
export function dateInput(name: string, legend: string, hint: string, typed: TypedDay, errors: readonly PageError[]): object {
  const error = errors.find(({ href }) => href === `#${name}`);
  const box = (id: string, label: string, value: string, width: number): object => ({
    id,
    name: id,
    label,
    value,
    classes: `govuk-input--width-${width}${error ? ' govuk-input--error' : ''}`,
  });
  return {
    id: `${name}-date`,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--m' } },
    hint: { text: hint },
    errorMessage: error && { text: error.text },
    items: [box(name, 'Day', typed.day, 2), box(`${name}-month`, 'Month', typed.month, 2), box(`${name}-year`, 'Year', typed.year, 4)],
  };
}
