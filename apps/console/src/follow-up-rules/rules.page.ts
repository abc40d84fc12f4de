import type { NameOf } from '@goldenthread/access';
import { rulesOn, thurrock2019, type FollowUpRules, type ShownRules } from '@goldenthread/actions';
import { toCsv } from '@goldenthread/http';
import { fieldsWith, type Field } from '../actions/fields.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { counted, dayInWords, instantInWords } from '../words.js';
import type { RulesForm } from './rules.form.js';

export interface RulesView extends PageHead {
  readonly title: string;
  readonly inForce?: {
    readonly title: string;
    readonly source: string;
    readonly rows: readonly { readonly key: string; readonly value: string }[];
  };
  readonly empty: string;
  readonly adopted: readonly { readonly from: string; readonly title: string; readonly who: string; readonly reason: string }[];
  /** Nothing where the reader cannot change them, or an earlier date is shown. */
  readonly form?: { readonly action: string; readonly fields: readonly Field[] };
  readonly change?: { readonly commandId: string; readonly basedOn: string };
}

/** The rules in force on the page's day, with their source; every set that was adopted; and, for who keeps them, the next. */
export function rulesPage(
  adoptions: readonly ShownRules[],
  nameOf: NameOf,
  mayAdopt: boolean,
  commandId: string,
  { point, isNow, go }: Reading,
  typed: Partial<RulesForm> = {},
  errors: readonly PageError[] = [],
): RulesView {
  const inForce = rulesOn([...adoptions].reverse(), point.day);
  const canAdopt = mayAdopt && isNow;
  return {
    title: 'Rules of follow-up',
    section: 'actions',
    back: go(paths.actions.all),
    errors,
    inForce: inForce && { title: inForce.title, source: inForce.source, rows: rowsOf(inForce) },
    empty: 'Your partnership has adopted no rules: no time to respond, for minutes or for copies is counted.',
    adopted: adoptions.map(({ from, rules, adoptedBy, adoptedAt, reason }) => ({
      from: dayInWords(from),
      title: rules.title,
      who: `${nameOf(adoptedBy)}, ${instantInWords(adoptedAt)}`,
      reason: reason ?? '',
    })),
    form: canAdopt ? { action: paths.followUpRules, fields: fieldsOf(inForce ?? thurrock2019, typed, errors) } : undefined,
    change: canAdopt ? { commandId, basedOn: 'new' } : undefined,
  };
}

function rowsOf(rules: FollowUpRules): { key: string; value: string }[] {
  const working = (days: { readonly workingDays: number } | null): string => {
    return days === null ? 'No rule' : counted(days.workingDays, 'working day');
  };
  const { extraordinaryMeeting, minutes, reviewCopies } = rules;
  return [
    { key: 'Response to an action, from its receipt', value: working(rules.response) },
    { key: 'Failures to respond that bring a letter', value: String(rules.failuresToALetter) },
    { key: 'Minutes to the chair, from the meeting', value: working(minutes.toChair) },
    { key: 'Minutes to the members, from the chair’s approval', value: working(minutes.toMembers) },
    {
      key: 'Extraordinary meeting, from the request',
      value: `${working(extraordinaryMeeting)}, supported by at least ${counted(extraordinaryMeeting.supporters, 'partner member')}`,
    },
    { key: 'Copies of a published practice review', value: `${counted(reviewCopies.days, 'day')}, to ${reviewCopies.to.join(' and ')}` },
    { key: 'Receipt recorded by the agency, from the issue', value: working(rules.receipt) },
    { key: 'Overdue before the sub-committee takes it up', value: working(rules.escalation) },
  ];
}

function fieldsOf(base: FollowUpRules, typed: Partial<RulesForm>, errors: readonly PageError[]): readonly Field[] {
  const fields = fieldsWith(errors);
  const days = (id: Exclude<keyof RulesForm, 'from'>, label: string, stands: number | undefined, hint?: string): Field => {
    return fields.line(id, { label, hint, value: typed[id] ?? (stands === undefined ? '' : String(stands)) });
  };
  const none = 'Leave it empty where no rule says.';
  return [
    fields.day('from', 'From which day do they hold?', 'For example, 27 3 2026.', typed.from),
    fields.line('ruleTitle', { label: 'What are they called?', value: typed.ruleTitle ?? base.title }),
    fields.line('source', { label: 'Which document and section say so?', value: typed.source ?? base.source }),
    days('response', 'Working days to respond to an action', base.response.workingDays),
    days('failuresToALetter', 'Failures to respond that bring a letter', base.failuresToALetter),
    days('minutesToChair', 'Working days for minutes to the chair', base.minutes.toChair.workingDays),
    days('minutesToMembers', 'Working days for minutes to the members', base.minutes.toMembers.workingDays),
    days('extraordinaryMeeting', 'Working days for an extraordinary meeting', base.extraordinaryMeeting.workingDays),
    days('supporters', 'Partner members who must support such a request', base.extraordinaryMeeting.supporters),
    days('reviewCopies', 'Days for copies of a published practice review', base.reviewCopies.days),
    days('receipt', 'Working days to record a receipt', base.receipt?.workingDays, none),
    days('escalation', 'Working days overdue before it is escalated', base.escalation?.workingDays, none),
    fields.words('reason', { label: 'Why are they changed?', hint: 'It stays on record.', value: typed.reason }),
  ];
}

export function rulesTable(adoptions: readonly ShownRules[], nameOf: NameOf): PageTable {
  return {
    name: 'follow-up-rules',
    text: () =>
      toCsv(
        adoptions.flatMap((one) => rowsOf(one.rules).map((row) => ({ ...one, ...row }))),
        [
          { heading: 'From', value: ({ from }) => from },
          { heading: 'Rules', value: ({ rules }) => rules.title },
          { heading: 'Source', value: ({ rules }) => rules.source },
          { heading: 'What', value: ({ key }) => key },
          { heading: 'How much', value: ({ value }) => value },
          { heading: 'Adopted by', value: ({ adoptedBy }) => nameOf(adoptedBy) },
          { heading: 'Why', value: ({ reason }) => reason },
        ],
      ),
  };
}
