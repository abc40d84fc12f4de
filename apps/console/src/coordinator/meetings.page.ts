import { toCsv } from '@goldenthread/http';
import type { GroupMeetingRow } from '@goldenthread/partnership';
import type { RowOf } from '@goldenthread/read-models';
import type { Reading } from '../as-at/page-readings.js';
import type { PageError, PageHead, PageTable } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { dayWithWeekday } from '../words.js';
import type { MeetingForm } from './meeting.form.js';
import { dateInput, NO_DAY } from './typed-day.js';

type Meeting = RowOf<GroupMeetingRow>;

export interface MeetingsView extends PageHead {
  readonly lead: string;
  readonly meetings: readonly { readonly day: string; readonly name: string; readonly changesHref: string }[];
  readonly empty: string;
  /** Nothing where an earlier date is shown, or there is no group to meet. */
  readonly form?: {
    readonly action: string;
    readonly groups: object;
    readonly input: object;
  };
  readonly change?: { readonly commandId: string; readonly basedOn: string };
}

/** A group whose meetings are recorded, under its own name. */
export interface MeetingGroup {
  readonly group: string;
  readonly name: string;
  readonly shortName?: string | null;
  readonly role: string;
}

/**
 * The meetings of a partnership's groups. Those of the sub-committee are what pages mean by "since the last meeting".
 *
 * @param groups none where the register names none.
 */
export function meetingsPage(
  groups: readonly MeetingGroup[],
  meetings: readonly Meeting[],
  { isNow, go }: Reading,
  commandId: string,
  typed: Partial<MeetingForm> = {},
  errors: readonly PageError[] = [],
): MeetingsView {
  const paqa = groups.find(({ role }) => role === 'paqa');
  const canRecord = groups.length > 0 && isNow;
  return {
    title: 'Meetings',
    section: 'meetings',
    errors,
    lead: leadOf(groups, paqa),
    meetings: meetings.map(({ heldOn, groupName }) => ({
      day: dayWithWeekday(heldOn),
      name: groupName,
      changesHref: go(withQuery(paths.changes, { since: heldOn })),
    })),
    empty: groups.length > 0 ? 'No meeting is on record yet. When you record one, it appears here.' : '',
    form: canRecord
      ? {
          action: paths.meetings,
          groups: groupsInput(groups, typed.group ?? paqa?.group, errors),
          input: dateInput('heldOn', 'When did it meet?', 'For example, 27 3 2026.', typed.heldOn ?? NO_DAY, errors),
        }
      : undefined,
    change: canRecord ? { commandId, basedOn: 'new' } : undefined,
  };
}

function leadOf(groups: readonly MeetingGroup[], paqa: MeetingGroup | undefined): string {
  if (groups.length === 0) {
    return 'Your partnership’s register names no groups. Whoever runs this service loads the register; its groups’ meetings can then be recorded here.';
  }
  if (!paqa) return 'The record can be seen as it stood on each of these days, with what has changed since.';
  return `The overview says what changed since ${paqa.shortName ?? paqa.name} last met. The record can be seen as it stood on each of these days.`;
}

function groupsInput(groups: readonly MeetingGroup[], chosen: string | undefined, errors: readonly PageError[]): object {
  const error = errors.find(({ href }) => href === '#group');
  return {
    name: 'group',
    idPrefix: 'group',
    fieldset: { legend: { text: 'Which group met?', classes: 'govuk-fieldset__legend--m' } },
    errorMessage: error && { text: error.text },
    items: groups.map(({ group, name, shortName }) => ({
      value: group,
      text: shortName ?? name,
      hint: shortName ? { text: name } : undefined,
      checked: group === chosen,
    })),
  };
}

export function meetingsCsv(meetings: readonly Meeting[]): PageTable {
  return {
    name: 'meetings',
    text: () =>
      toCsv(meetings, [
        { heading: 'Group', value: ({ groupName }) => groupName },
        { heading: 'Held on', value: ({ heldOn }) => heldOn },
      ]),
  };
}
