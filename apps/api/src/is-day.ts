import { isDay } from '@goldenthread/calendar';
import { ValidateBy } from 'class-validator';

/** A day of the calendar, as text: `2026-03-31`. */
export function IsDay(): PropertyDecorator {
  return ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isDay(value),
      defaultMessage: () => '$property must be a date such as 2026-03-31',
    },
  });
}
