import { reviewRules } from '@goldenthread/actions';
import { fieldsWith, type Choice } from '../actions/fields.js';
import type { AskView } from '../actions/recommend.page.js';
import type { PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import type { OnDayForm, RequestForm, ReviewForm } from './proceedings.form.js';

const HINT = 'For example, 27 3 2026.';

/** One step that needs nothing but its day. */
export interface DayStep {
  readonly title: string;
  readonly action: string;
  readonly label: string;
  readonly button: string;
}

const OF_PAGE = { section: 'actions', back: paths.proceedings.all } as const;

/** Asks on which day something happened. */
export function dayPage(
  { title, action, label, button }: DayStep,
  commandId: string,
  typed: Partial<OnDayForm> = {},
  errors: readonly PageError[] = [],
): AskView {
  const fields = [fieldsWith(errors).day('on', label, HINT, typed.on)];
  return { ...OF_PAGE, title, errors, action, what: '', fields, button, change: { commandId, basedOn: 'new' } };
}

/** Asks for a written request for an extraordinary meeting. */
export function requestPage(
  groups: readonly Choice[],
  agencies: readonly Choice[],
  commandId: string,
  typed: Partial<RequestForm> = {},
  errors: readonly PageError[] = [],
): AskView {
  const fields = fieldsWith(errors);
  return {
    ...OF_PAGE,
    title: 'Record a request for an extraordinary meeting',
    errors,
    action: paths.proceedings.request,
    what: '',
    fields: [
      fields.one('group', { label: 'Which group is to meet?', value: typed.group }, groups),
      fields.day('receivedOn', 'On which day was the request received?', HINT, typed.receivedOn),
      fields.words('reason', {
        label: 'Why is it asked for?',
        hint: 'It stays on record. Do not write about a child or family.',
        value: typed.reason,
      }),
      fields.several('supporters', 'Which partner members support it?', 'supporter-', typed.supporters ?? [], agencies),
    ],
    button: 'Record the request',
    change: { commandId, basedOn: 'new' },
  };
}

/** Asks for a review of practice that was commissioned. */
export function reviewPage(commandId: string, typed: Partial<ReviewForm> = {}, errors: readonly PageError[] = []): AskView {
  const fields = fieldsWith(errors);
  return {
    ...OF_PAGE,
    title: 'Record a practice review',
    errors,
    action: paths.proceedings.commission,
    what: '',
    fields: [
      fields.line('title', { label: 'What do people call it?', hint: 'No child’s real name.', value: typed.title }),
      fields.day('commissionedOn', 'On which day was it commissioned?', HINT, typed.commissionedOn),
      fields.radios(
        'kind',
        { label: 'Which kind is it?', hint: 'The day it was commissioned decides which kinds are possible.', value: typed.kind },
        reviewRules.map(({ kind, title }) => ({ value: kind, text: title })),
      ),
    ],
    button: 'Record the review',
    change: { commandId, basedOn: 'new' },
  };
}
