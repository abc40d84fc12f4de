import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { share } from '../words.js';
import type { ReturnFile } from './return-file.js';
import type { SignOffForm } from './sign-off.form.js';

/** A step that changes the whole return: what it was read at, and which change it is. */
export interface StepView extends PageHead {
  readonly action: string;
  readonly change: { readonly commandId: string; readonly basedOn: string };
}

export interface SignOffView extends StepView {
  readonly answered: string;
  readonly copyHref: string;
  readonly declaration: object;
  readonly statement: object;
}

export function signOffPage(
  file: ReturnFile,
  reading: Reading,
  commandId: string,
  typed?: SignOffForm,
  errors: readonly PageError[] = [],
  basedOn?: string,
): SignOffView {
  const { return: ref, answered, of } = file.progress;
  const errorOf = (href: string): { text: string } | undefined => {
    const error = errors.find((one) => one.href === href);
    return error && { text: error.text };
  };
  return {
    ...stepOf(file, reading, commandId, errors, basedOn),
    title: 'Sign off the return',
    action: paths.returns.signOff(ref),
    answered: share(answered, of, 'question'),
    copyHref: reading.go(paths.returns.copy(ref)),
    declaration: {
      name: 'declaration',
      idPrefix: 'declaration',
      errorMessage: errorOf('#declaration'),
      items: [
        {
          value: 'yes',
          checked: typed?.declaration === 'yes',
          text: 'I have read the answers, answered none of them myself, and confirm for my agency that they are true',
        },
      ],
    },
    statement: {
      id: 'statement',
      name: 'statement',
      value: typed?.statement,
      rows: 4,
      label: { text: 'Anything you want to add (optional)', classes: 'govuk-label--s' },
      errorMessage: errorOf('#statement'),
    },
  };
}

/** What the pages of all such steps share. @param basedOn what was read, where it is shown again: what is signed is what was read. */
export function stepOf(
  file: ReturnFile,
  reading: Reading,
  commandId: string,
  errors: readonly PageError[],
  basedOn = String(file.progress.revision ?? 0),
): Omit<StepView, 'title' | 'action'> {
  const { progress } = file;
  return {
    caption: `${progress.agencyName}: ${progress.cycleTitle}`,
    section: 'tasks',
    back: reading.go(paths.returns.check(progress.return)),
    errors,
    change: { commandId, basedOn },
  };
}
