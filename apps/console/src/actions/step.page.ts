import type { ShownAction } from '@goldenthread/actions';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { fieldsWith, type Choice, type Field } from './fields.js';
import type { Step } from './steps.js';

export interface StepView extends PageHead {
  readonly action: string;
  readonly what: string;
  readonly fields: readonly Field[];
  readonly button: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
}

/** Asks what one step needs. @param basedOn the action as it was read, where the page is shown again. */
export function stepPage(
  row: ShownAction,
  step: Step,
  others: readonly Choice[],
  commandId: string,
  typed: object = {},
  errors: readonly PageError[] = [],
  basedOn = String(row.revision),
): StepView {
  return {
    title: step.title,
    caption: row.agencyName,
    section: 'actions',
    back: paths.actions.one(row.action),
    errors,
    action: paths.actions.step(row.action, step.group, step.key),
    what: row.what,
    fields: step.fields(fieldsWith(errors), typed as Readonly<Record<string, unknown>>, others),
    button: step.button,
    change: { commandId, basedOn },
  };
}
