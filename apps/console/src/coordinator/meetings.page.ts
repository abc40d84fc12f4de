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
    readonly input: object;
  };
  readonly change?: { readonly commandId: string; readonly basedOn: string };
}

/** The sub-committee whose meetings are recorded, under its own name; nothing where the register names none. */
export interface MeetingGroup {
  readonly name: string;
  readonly shortName?: string | null;
}

/** The meetings of the sub-committee: what pages mean by "since the last meeting". */
export function meetingsPage(
  group: MeetingGroup | undefined,
  meetings: readonly Meeting[],
  { isNow, go }: Reading,
  commandId: string,
  typed: Partial<MeetingForm> = {},
  errors: readonly PageError[] = [],
): MeetingsView {
  const name = group?.shortName ?? group?.name ?? '';
  return {
    title: group ? `Meetings of ${name}` : 'Meetings',
    section: 'meetings',
    errors,
    lead: group
      ? 'Members see what changed since their last meeting, and the record as it stood on each of these days.'
      : 'Your partnership’s register names no group for performance, audit and quality assurance. Whoever runs this service loads the register; its meetings can then be recorded here.',
    meetings: meetings.map(({ heldOn, groupName }) => ({
      day: dayWithWeekday(heldOn),
      name: groupName,
      changesHref: go(withQuery(paths.changes, { since: heldOn })),
    })),
    empty: group ? 'No meeting is on record yet. When you record one, it appears here.' : '',
    form:
      group && isNow
        ? {
            action: paths.meetings,
            input: dateInput('heldOn', `When did ${name} meet?`, 'For example, 27 3 2026.', typed.heldOn ?? NO_DAY, errors),
          }
        : undefined,
    change: group && isNow ? { commandId, basedOn: 'new' } : undefined,
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
