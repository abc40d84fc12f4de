import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/** Line breaks and tabs are people's; other control characters are not, and would travel into rows, files and terminals. */
// eslint-disable-next-line no-control-regex
export const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Whether it is text that a person wrote, of so many characters at the most: well-formed Unicode, without control characters. */
export function isProse(value: unknown, maxLength: number): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= maxLength && value.isWellFormed() && !CONTROL.test(value);
}

/** Text that a person wrote: bounded, well-formed Unicode, no control characters. Kept exactly as it is given. */
export function IsProse(maxLength: number, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isProse',
      constraints: [maxLength],
      validator: {
        validate: (value: unknown) => isProse(value, maxLength),
        defaultMessage: buildMessage(
          (each) => `${each}$property must be text of 1 to ${maxLength} characters, without control characters`,
          options,
        ),
      },
    },
    options,
  );
}
