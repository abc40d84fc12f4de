import type { Day } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import { minutesToChairBy } from '../domain/clocks.js';
import { rulesOn, type FollowUpRulesState } from '../domain/follow-up-rules.js';
import type { ExtraordinaryMeetingRow } from './extraordinary-meeting.row.js';
import type { MeetingMinutesRow } from './meeting-minutes.row.js';
import type { PracticeReviewRow } from './practice-review.row.js';

// How meetings and reviews stand to their clocks: pure functions over the rows as at one position, and the London day of it.

/** The minutes of one meeting, and until when each step of them is due; nothing where no rule says so. */
export type ShownMinutes = RowOf<MeetingMinutesRow> & {
  readonly toChairBy: Day | null;
  /** What is due next, and until when; nothing where all is done, or nothing is counted. */
  readonly next: { readonly step: 'draft' | 'approve' | 'circulate'; readonly by: Day | null } | null;
  readonly isLate: boolean;
};

/** @param adopted the rules that the partnership had adopted by the position, in that order. */
export function minutesOn(row: RowOf<MeetingMinutesRow>, adopted: FollowUpRulesState, today: Day): ShownMinutes {
  const rules = rulesOn(adopted, row.heldOn);
  const toChairBy = (rules && minutesToChairBy(rules, row.heldOn)) ?? null;
  const next = nextOf(row, toChairBy);
  return { ...row, toChairBy, next, isLate: isPast(next?.by ?? null, today) };
}

function nextOf(
  { draftedOn, approvedOn, toMembersBy, circulatedOn }: RowOf<MeetingMinutesRow>,
  toChairBy: Day | null,
): ShownMinutes['next'] {
  if (draftedOn === null) return { step: 'draft', by: toChairBy };
  // No rule says how long a chair may take.
  if (approvedOn === null) return { step: 'approve', by: null };
  return circulatedOn === null ? { step: 'circulate', by: toMembersBy } : null;
}

export function isMeetingLate({ heldOn, holdBy }: Pick<RowOf<ExtraordinaryMeetingRow>, 'heldOn' | 'holdBy'>, today: Day): boolean {
  return heldOn === null && isPast(holdBy, today);
}

export function areCopiesLate(
  { copiesBy, copiesSentOn }: Pick<RowOf<PracticeReviewRow>, 'copiesBy' | 'copiesSentOn'>,
  today: Day,
): boolean {
  return copiesSentOn === null && isPast(copiesBy, today);
}

function isPast(lastDay: Day | null, today: Day): boolean {
  return lastDay !== null && lastDay < today;
}
