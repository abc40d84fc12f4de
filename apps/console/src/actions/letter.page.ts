import type { NameOf } from '@goldenthread/access';
import type { ShownLetter } from '@goldenthread/actions';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords, dayWithWeekday } from '../words.js';
import { fieldsWith, type Field } from './fields.js';

export interface LetterView extends PageHead {
  readonly state: string;
  readonly reason?: string;
  readonly failures: readonly { readonly text: string; readonly href: string }[];
  readonly letter: readonly string[];
  /** Nothing where the reader cannot decide, it is out, or an earlier date is shown. */
  readonly issue?: { readonly action: string };
  readonly hold?: { readonly action: string; readonly fields: readonly Field[] };
  readonly change?: { readonly commandId: string; readonly basedOn: string };
}

/** A letter to an agency's executive member: what it says, what it is about, and what is decided on it. */
export function letterPage(
  row: ShownLetter,
  partnership: string,
  nameOf: NameOf,
  mayDecide: boolean,
  commandId: string,
  { isNow, go }: Reading,
  typed: { readonly reason?: string } = {},
  errors: readonly PageError[] = [],
): LetterView {
  const canDecide = mayDecide && isNow && row.status !== 'issued';
  const hold = {
    action: paths.letters.hold(row.failures, String(row.letter)),
    fields: [
      fieldsWith(errors).words('reason', {
        label: 'Why is it held?',
        hint: 'It stays on record, and the strategic partners are informed.',
        value: typed.reason,
      }),
    ],
  };
  return {
    title: `Letter to ${row.agencyName}`,
    caption: `Prepared on ${dayInWords(row.preparedOn)}`,
    section: 'actions',
    back: go(paths.attention),
    errors,
    state: stateOf(row, nameOf),
    reason: row.reason ?? undefined,
    failures: row.about.map(({ action, receivedOn, respondBy }) => ({
      text: `Received on ${dayInWords(receivedOn)}, to be answered by ${dayInWords(respondBy)}`,
      href: go(paths.actions.one(action)),
    })),
    letter: [
      `To the executive member of ${row.agencyName}`,
      `Your agency has failed ${counted(row.occasions, 'time')} to respond to an action matrix of ${partnership} in the time that was agreed. The times this letter is about are listed below.`,
      'Please make sure that your agency responds to each of them, and tell the business team how it will respond in time from now on. The strategic partners have been informed.',
    ],
    issue: canDecide ? { action: paths.letters.issue(row.failures, String(row.letter)) } : undefined,
    hold: canDecide && row.status === 'prepared' ? hold : undefined,
    change: canDecide ? { commandId, basedOn: 'new' } : undefined,
  };
}

function stateOf({ status, decidedOn, decidedBy, informedOn }: ShownLetter, nameOf: NameOf): string {
  if (decidedOn === null) return 'It is ready. The Business Manager issues it, or holds it with a reason.';
  const by = decidedBy === null ? '' : ` by ${nameOf(decidedBy)}`;
  const told = informedOn === null ? '' : ` The strategic partners were informed on ${dayWithWeekday(informedOn)}.`;
  return `${status === 'issued' ? 'Issued' : 'Held'} on ${dayWithWeekday(decidedOn)}${by}.${told}`;
}
