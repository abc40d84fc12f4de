import {
  areCopiesLate,
  isMeetingLate,
  type ShownExtraordinaryMeeting,
  type ShownMinutes,
  type ShownPracticeReview,
} from '@goldenthread/actions';
import type { Day } from '@goldenthread/event-sourcing';
import { toCsv } from '@goldenthread/http';
import { reviewInWords } from '../actions/action-words.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead, PageTable } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayInWords } from '../words.js';

export interface Link {
  readonly text: string;
  readonly href: string;
}

interface Line {
  readonly name: string;
  /** The page of its own, where it has one. */
  readonly href?: string;
  readonly cells: readonly string[];
  /** What it waits for. */
  readonly status: string;
  readonly isLate: boolean;
  readonly step?: Link;
}

export interface ProceedingsView extends PageHead {
  readonly tables: readonly {
    readonly title: string;
    readonly headings: readonly string[];
    readonly rows: readonly Line[];
    readonly empty: string;
    readonly more?: Link;
  }[];
  readonly rules: Link;
}

/** What the page is made of. */
export interface Proceedings {
  readonly minutes: readonly ShownMinutes[];
  readonly meetings: readonly ShownExtraordinaryMeeting[];
  readonly reviews: readonly ShownPracticeReview[];
}

/** The minutes of meetings, extraordinary meetings and practice reviews: what is due by when, and what is late on the page's day. */
export function proceedingsPage({ minutes, meetings, reviews }: Proceedings, mayKeep: boolean, reading: Reading): ProceedingsView {
  const { point, isNow, go } = reading;
  const canKeep = mayKeep && isNow;
  const more = (text: string, href: string): Link | undefined => (canKeep ? { text, href } : undefined);
  return {
    title: 'Meetings and reviews',
    section: 'actions',
    back: go(paths.actions.all),
    tables: [
      {
        title: 'Minutes of meetings',
        headings: ['Meeting', 'With the chair by', 'Went to the chair', 'Approved', 'With the members by', 'Went to the members', 'Status'],
        rows: minutes.map((row) => minutesLine(row, canKeep)),
        empty: 'No meeting is on record yet.',
        more: more('Record a meeting', paths.meetings),
      },
      {
        title: 'Extraordinary meetings',
        headings: ['Group', 'Asked for', 'Supported by', 'To be held by', 'Held', 'Status'],
        rows: meetings.map((row) => meetingLine(row, point.day, canKeep)),
        empty: 'Nobody has asked for one.',
        more: more('Record a request for an extraordinary meeting', paths.proceedings.request),
      },
      {
        title: 'Practice reviews',
        headings: ['Review', 'Kind', 'Commissioned', 'Published', 'Copies by', 'Copies sent', 'Status'],
        rows: reviews.map((row) => ({ ...reviewLine(row, point.day, canKeep), href: go(paths.proceedings.review(row.review)) })),
        empty: 'No review is on record.',
        more: more('Record a practice review', paths.proceedings.commission),
      },
    ],
    rules: { text: 'The rules that these days are counted by', href: go(paths.followUpRules) },
  };
}

const WAITS: Readonly<
  Record<'draft' | 'approve' | 'circulate', { readonly status: string; readonly step: string; readonly text: string }>
> = {
  draft: { status: 'To be drafted', step: 'drafted', text: 'Record that they went to the chair' },
  approve: { status: 'With the chair', step: 'approved', text: 'Record that they were approved' },
  circulate: { status: 'To be circulated', step: 'circulated', text: 'Record that they were circulated' },
};

function minutesLine(row: ShownMinutes, canKeep: boolean): Line {
  const { group, groupName, heldOn, toChairBy, draftedOn, approvedOn, toMembersBy, circulatedOn, next, isLate } = row;
  const waits = next && WAITS[next.step];
  return {
    name: `${groupName}, ${dayInWords(heldOn)}`,
    cells: [toChairBy, draftedOn, approvedOn, toMembersBy, circulatedOn].map(dayOrNothing),
    status: waits?.status ?? 'Circulated',
    isLate,
    step: canKeep && waits ? { text: waits.text, href: paths.proceedings.minutes(group, heldOn, waits.step) } : undefined,
  };
}

function meetingLine(row: ShownExtraordinaryMeeting, today: Day, canKeep: boolean): Line {
  const { meeting, groupName, receivedOn, supporters, holdBy, heldOn } = row;
  const isOpen = heldOn === null;
  return {
    name: groupName,
    cells: [dayInWords(receivedOn), supporters.map(({ name }) => name).join(', '), dayInWords(holdBy), dayOrNothing(heldOn)],
    status: isOpen ? 'To be held' : heldOn > holdBy ? 'Held, late' : 'Held',
    isLate: isMeetingLate(row, today),
    step: canKeep && isOpen ? { text: 'Record that it was held', href: paths.proceedings.hold(meeting) } : undefined,
  };
}

function reviewLine(row: ShownPracticeReview, today: Day, canKeep: boolean): Line {
  const { title, kind, commissionedOn, publishedOn, copiesBy, copiesSentOn } = row;
  return {
    name: title,
    cells: [reviewInWords(kind), ...[commissionedOn, publishedOn, copiesBy, copiesSentOn].map(dayOrNothing)],
    status: reviewStatus(row),
    isLate: areCopiesLate(row, today),
    step: canKeep ? reviewStep(row) : undefined,
  };
}

/** What happens next to a review, for those who keep the record of it. */
export function reviewStep({ review, publishedOn, copiesBy, copiesSentOn }: ShownPracticeReview): Link | undefined {
  if (publishedOn === null) return { text: 'Record that it was published', href: paths.proceedings.publish(review) };
  const areOwed = copiesBy !== null && copiesSentOn === null;
  return areOwed ? { text: 'Record that copies were sent', href: paths.proceedings.copies(review) } : undefined;
}

export function reviewStatus({ publishedOn, copiesBy, copiesSentOn }: ShownPracticeReview): string {
  if (publishedOn === null) return 'Under way';
  if (copiesBy === null) return 'Published';
  if (copiesSentOn === null) return 'Copies to be sent';
  return copiesSentOn > copiesBy ? 'Copies sent, late' : 'Copies sent';
}

function dayOrNothing(day: Day | null): string {
  return day === null ? '' : dayInWords(day);
}

/** Everything on the page in one table, each row with what it is of. */
export function proceedingsTable({ minutes, meetings, reviews }: Proceedings, today: Day): PageTable {
  const rows = [
    ...minutes.map(({ groupName, heldOn, next, isLate }) => {
      return {
        of: 'Minutes',
        name: groupName,
        on: heldOn,
        by: next?.by ?? null,
        status: next ? WAITS[next.step].status : 'Circulated',
        isLate,
      };
    }),
    ...meetings.map((row) => {
      const { groupName: name, receivedOn: on, holdBy: by, heldOn } = row;
      return {
        of: 'Extraordinary meeting',
        name,
        on,
        by,
        status: heldOn === null ? 'To be held' : 'Held',
        isLate: isMeetingLate(row, today),
      };
    }),
    ...reviews.map((row) => {
      const { title: name, commissionedOn: on, copiesBy: by } = row;
      return { of: 'Practice review', name, on, by, status: reviewStatus(row), isLate: areCopiesLate(row, today) };
    }),
  ];
  return {
    name: 'meetings-and-reviews',
    text: () =>
      toCsv(rows, [
        { heading: 'What', value: ({ of }) => of },
        { heading: 'Name', value: ({ name }) => name },
        { heading: 'Day', value: ({ on }) => on },
        { heading: 'Due by', value: ({ by }) => by },
        { heading: 'Status', value: ({ status }) => status },
        { heading: 'Late', value: ({ isLate }) => isLate },
      ]),
  };
}
