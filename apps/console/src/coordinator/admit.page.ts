import type { RowOf } from '@goldenthread/read-models';
import type { Section11CycleRow, Section11ReturnProgressRow } from '@goldenthread/section11';
import type { PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords } from '../words.js';
import type { AdmitForm } from './admit.form.js';
import type { ConfirmView } from './close-cycle.page.js';
import { isOut } from './dashboard.page.js';
import { reasonInput } from './reason-input.js';
import { dateInput, NO_DAY } from './typed-day.js';

export interface AdmitView extends ConfirmView {
  readonly agencies: object;
  readonly until: object;
  readonly reason: object;
}

/** Asks whom to let in after the close. */
export function admitPage(
  { cycle, title, closedOn }: RowOf<Section11CycleRow>,
  progress: readonly RowOf<Section11ReturnProgressRow>[],
  commandId: string,
  typed: Partial<AdmitForm> = {},
  errors: readonly PageError[] = [],
): AdmitView {
  const outFirst = [...progress].sort((a, b) => Number(isOut(b)) - Number(isOut(a)) || a.agencyName.localeCompare(b.agencyName, 'en-GB'));
  const error = errors.find(({ href }) => href === '#agency');
  return {
    title: 'Admit a late return',
    caption: title,
    section: 'cycles',
    back: paths.cycles.one(cycle),
    errors,
    action: paths.cycles.admit(cycle),
    change: { commandId, basedOn: 'new' },
    cannot: cannotAdmit(closedOn),
    agencies: {
      name: 'agency',
      idPrefix: 'agency',
      fieldset: { legend: { text: 'Which agency?', classes: 'govuk-fieldset__legend--m' } },
      errorMessage: error && { text: error.text },
      items: outFirst.map((row) => ({
        value: row.agency,
        text: row.agencyName,
        hint: { text: standingInWords(row) },
        checked: row.agency === typed.agency,
      })),
    },
    until: dateInput(
      'until',
      'Until which day?',
      'The last day on which its return is let in. For example, 27 3 2026.',
      typed.until ?? NO_DAY,
      errors,
    ),
    reason: reasonInput('Why do you admit it?', typed.reason, errors),
  };
}

function standingInWords(row: RowOf<Section11ReturnProgressRow>): string {
  const admitted = row.admittedUntil === null ? '' : `; admitted until ${dayInWords(row.admittedUntil)}`;
  if (!isOut(row)) return `Submitted: admit it only if you mean to reopen its return${admitted}`;
  return `${row.duty === 'required' ? 'Required' : 'Invited'}, ${row.answered} of ${row.of} answered${admitted}`;
}

function cannotAdmit(closedOn: string | null): ConfirmView['cannot'] {
  if (closedOn !== null) return undefined;
  return { text: 'The cycle is open, so every agency it asks may return, late or not. Nobody needs to be admitted.' };
}
