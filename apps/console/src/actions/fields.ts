import { dateInput, NO_DAY, type TypedDay } from '../coordinator/typed-day.js';
import type { PageError } from '../frame/page.js';

/** One field of a form, as its GOV.UK component is told of it. */
export type Field = { readonly kind: 'textarea' | 'input' | 'date' | 'radios' | 'select' | 'checkboxes'; readonly options: object };

export interface Choice {
  readonly value: string;
  readonly text: string;
}

interface Said {
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
}

/** Makes fields, each with what was typed. The id of a field is its name, so that errors lead to it. */
export interface FormFields {
  words(id: string, said: Said): Field;
  line(id: string, said: Said): Field;
  day(id: string, label: string, hint: string, typed?: TypedDay): Field;
  one(id: string, said: Said, choices: readonly Choice[]): Field;
  /** @param prefix what the names of the boxes begin with, before each choice's value. */
  several(id: string, label: string, prefix: string, chosen: readonly string[], choices: readonly Choice[]): Field;
  radios(id: string, said: Said, choices: readonly Choice[]): Field;
}

/** The fields of one form, each with what is wrong with it. */
export function fieldsWith(errors: readonly PageError[]): FormFields {
  const common = (id: string, { label, hint, value }: Said): object => {
    const error = errors.find(({ href }) => href === `#${id}`);
    const words = { label: { text: label, classes: 'govuk-label--m' }, hint: hint && { text: hint } };
    return { id, name: id, value, ...words, errorMessage: error && { text: error.text } };
  };
  return {
    words: (id: string, said: Said): Field => ({ kind: 'textarea', options: { ...common(id, said), rows: 4 } }),
    line: (id: string, said: Said): Field => ({ kind: 'input', options: common(id, said) }),
    day: (id: string, label: string, hint: string, typed: TypedDay = NO_DAY): Field => {
      return { kind: 'date', options: dateInput(id, label, hint, typed, errors) };
    },
    one: (id: string, said: Said, choices: readonly Choice[]): Field => {
      const items = [{ value: '', text: 'Choose one' }, ...choices].map((item) => ({
        ...item,
        selected: item.value === (said.value ?? ''),
      }));
      return { kind: 'select', options: { ...common(id, said), value: undefined, items } };
    },
    several: (id: string, label: string, prefix: string, chosen: readonly string[], choices: readonly Choice[]): Field => {
      const fieldset = { legend: { text: label, classes: 'govuk-fieldset__legend--m' } };
      // The first bears the field's own id, so that an error leads to it.
      const items = choices.map(({ value, text }, index) => {
        return { id: index === 0 ? id : `${id}-${value}`, name: `${prefix}${value}`, value: 'yes', text, checked: chosen.includes(value) };
      });
      return {
        kind: 'checkboxes',
        options: { ...common(id, { label }), idPrefix: id, label: undefined, fieldset, items, classes: 'govuk-checkboxes--small' },
      };
    },
    radios: (id: string, said: Said, choices: readonly Choice[]): Field => {
      const fieldset = { legend: { text: said.label, classes: 'govuk-fieldset__legend--m' } };
      const items = choices.map((item) => ({ ...item, checked: item.value === said.value }));
      return { kind: 'radios', options: { ...common(id, said), idPrefix: id, label: undefined, value: undefined, fieldset, items } };
    },
  };
}
