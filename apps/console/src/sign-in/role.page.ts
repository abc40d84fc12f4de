import type { NamedAppointment } from '../frame/appointment-names.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';

export interface RoleView extends PageHead {
  readonly action: string;
  readonly returnTo: string;
  readonly radios: object;
}

/** The roles a person may act in, one at a time: what they see and do, and what the record says of it, follows from it. */
export function rolePage(
  appointments: readonly NamedAppointment[],
  current: string | undefined,
  returnTo: string,
  errors: readonly PageError[] = [],
): RoleView {
  const title = 'Which role do you act in?';
  return {
    title,
    errors,
    action: paths.role,
    returnTo,
    radios: {
      name: 'appointment',
      idPrefix: 'appointment',
      fieldset: { legend: { text: title, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } },
      hint: { text: 'You act in one role at a time. What you do is recorded under it, and you can change it at any time.' },
      errorMessage: errors[0] && { text: errors[0].text },
      items: appointments.map(({ id, agency, role, partnership }) => ({
        value: id,
        text: capitalised(role),
        hint: { text: [agency, partnership?.name].filter((part) => part !== undefined).join(', ') },
        checked: id === current,
      })),
    },
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
