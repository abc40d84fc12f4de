import type { PageError } from '../frame/page.js';

/** What `govukTextarea` is told to ask for a reason. */
export function reasonInput(label: string, value: string | undefined, errors: readonly PageError[]): object {
  const error = errors.find(({ href }) => href === '#reason');
  return {
    id: 'reason',
    name: 'reason',
    value,
    rows: 4,
    label: { text: label, classes: 'govuk-label--m' },
    hint: { text: 'It stays on record, and the agency and the sub-committee can read it. Do not write about a child or family.' },
    errorMessage: error && { text: error.text },
  };
}
