import { addDays } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { ActionRow } from './action.row.js';
import type { ExtraordinaryMeetingRow } from './extraordinary-meeting.row.js';
import type { PracticeReviewRow } from './practice-review.row.js';
import { areCopiesLate, isMeetingLate, type ShownMinutes } from './proceedings.js';
import { daysOf, overdueByAgency } from './register.js';
import type { RecommendationRow } from './recommendation.row.js';
import type { ResponseLetterRow } from './response-letter.row.js';

/** The most that anybody reads before a meeting. */
export const MOST_LINES = 10;

/** How long after completion the impact is looked for: by then it shows, or does not. Our own proposal: six months. */
const IMPACT_AFTER_DAYS = 182;

/** What needs attention, and of how many actions; `action` where it is one. Words are chosen where it is shown. */
export type AttentionLine =
  | {
      readonly kind: 'letter-to-decide';
      readonly agencyName: string;
      readonly failures: string;
      readonly letter: number;
      readonly occasions: number;
    }
  | { readonly kind: 'letter-held'; readonly agencyName: string; readonly failures: string; readonly letter: number; readonly since: Day }
  | { readonly kind: 'overdue'; readonly agency: string; readonly agencyName: string; readonly count: number; readonly longest: number }
  | { readonly kind: 'response-overdue'; readonly agency: string; readonly agencyName: string; readonly count: number }
  | {
      readonly kind: 'minutes-late';
      readonly step: 'draft' | 'circulate';
      readonly groupName: string;
      readonly heldOn: Day;
      readonly by: Day;
    }
  | { readonly kind: 'extraordinary-late'; readonly groupName: string; readonly holdBy: Day }
  | { readonly kind: 'copies-late'; readonly review: string; readonly copiesBy: Day }
  | { readonly kind: 'refused'; readonly agencyName: string; readonly action: string }
  | { readonly kind: 'claims-to-judge'; readonly count: number; readonly oldest: Day }
  | { readonly kind: 'receipts-missing'; readonly count: number; readonly oldest: Day }
  | { readonly kind: 'copies-due'; readonly recommendation: string; readonly copiesBy: Day }
  | { readonly kind: 'impact-to-review'; readonly count: number }
  | { readonly kind: 'without-action'; readonly count: number };

export interface AttentionSource {
  readonly actions: readonly RowOf<ActionRow>[];
  readonly recommendations: readonly RowOf<RecommendationRow>[];
  readonly letters: readonly RowOf<ResponseLetterRow>[];
  readonly minutes: readonly ShownMinutes[];
  readonly meetings: readonly RowOf<ExtraordinaryMeetingRow>[];
  readonly reviews: readonly RowOf<PracticeReviewRow>[];
}

/**
 * What the sub-committee should look at, the gravest first, in at most ten lines: what waits for a decision before what is
 * late, and what is late before what is merely to be done.
 *
 * @returns `left` is how many more lines there would have been.
 */
export function attention(source: AttentionSource, today: Day): { readonly lines: readonly AttentionLine[]; readonly left: number } {
  const lines = [
    ...letterLines(source.letters),
    ...lateLines(source.actions, today),
    ...proceedingsLines(source, today),
    ...waitingLines(source.actions, today),
    ...recommendationLines(source, today),
  ];
  return { lines: lines.slice(0, MOST_LINES), left: Math.max(0, lines.length - MOST_LINES) };
}

function letterLines(letters: AttentionSource['letters']): AttentionLine[] {
  return letters.flatMap(({ status, agencyName, failures, letter, occasions, decidedOn, preparedOn }): AttentionLine[] => {
    if (status === 'issued') return [];
    if (status === 'prepared') return [{ kind: 'letter-to-decide', agencyName, failures, letter, occasions }];
    return [{ kind: 'letter-held', agencyName, failures, letter, since: decidedOn ?? preparedOn }];
  });
}

function lateLines(actions: AttentionSource['actions'], today: Day): AttentionLine[] {
  const overdue = overdueByAgency(actions, today).map(({ agency, agencyName, overdue: count }): AttentionLine => {
    const longest = Math.max(...actions.filter((one) => one.agency === agency).map((one) => daysOf(one, today).daysOverdue));
    return { kind: 'overdue', agency, agencyName, count, longest };
  });
  const unanswered = actions.filter((one) => daysOf(one, today).isResponseOverdue);
  const agencies = new Map(unanswered.map(({ agency, agencyName }) => [agency, agencyName]));
  const responses = [...agencies].map(([agency, agencyName]): AttentionLine => {
    return { kind: 'response-overdue', agency, agencyName, count: unanswered.filter((one) => one.agency === agency).length };
  });
  return [...overdue, ...responses];
}

function proceedingsLines({ minutes, meetings, reviews }: AttentionSource, today: Day): AttentionLine[] {
  const late = meetings.filter((meeting) => isMeetingLate(meeting, today));
  const uncopied = reviews.filter((review) => areCopiesLate(review, today));
  return [
    ...late.map(({ groupName, holdBy }): AttentionLine => ({ kind: 'extraordinary-late', groupName, holdBy })),
    ...uncopied.map(({ review, copiesBy, commissionedOn }): AttentionLine => {
      return { kind: 'copies-late', review, copiesBy: copiesBy ?? commissionedOn };
    }),
    ...minutes.flatMap(({ groupName, heldOn, next, isLate }): AttentionLine[] => {
      if (!isLate || next?.by == null || next.step === 'approve') return [];
      return [{ kind: 'minutes-late', step: next.step, groupName, heldOn, by: next.by }];
    }),
  ];
}

function waitingLines(actions: AttentionSource['actions'], today: Day): AttentionLine[] {
  const refused = actions.filter(({ status }) => status === 'refused');
  const claimed = actions.filter(({ status }) => status === 'claimed');
  const unreceived = actions.filter(({ status, receivedOn, issuedOn }) => status === 'issued' && receivedOn === null && issuedOn < today);
  const done = actions.filter(({ completedOn, impact, impactOn }) => {
    return (
      completedOn !== null &&
      (impact === null || impact === 'too-early-to-say') &&
      addDays(impactOn ?? completedOn, IMPACT_AFTER_DAYS) < today
    );
  });
  return [
    ...refused.map(({ agencyName, action }): AttentionLine => ({ kind: 'refused', agencyName, action })),
    ...counted('claims-to-judge', claimed, ({ claimedOn, issuedOn }) => claimedOn ?? issuedOn),
    ...counted('receipts-missing', unreceived, ({ issuedOn }) => issuedOn),
    ...(done.length > 0 ? [{ kind: 'impact-to-review', count: done.length } as const] : []),
  ];
}

function counted(
  kind: 'claims-to-judge' | 'receipts-missing',
  actions: AttentionSource['actions'],
  since: (action: AttentionSource['actions'][number]) => Day,
): AttentionLine[] {
  const days = actions.map(since).sort();
  const [oldest] = days;
  return oldest === undefined ? [] : [{ kind, count: days.length, oldest }];
}

function recommendationLines({ recommendations, actions }: AttentionSource, today: Day): AttentionLine[] {
  const followed = new Set(actions.map(({ recommendation }) => recommendation));
  const bare = recommendations.filter(({ recommendation }) => !followed.has(recommendation));
  // A recommendation does not know whether copies of its review went out: the line stands until the last day for them is over.
  const copies = recommendations.flatMap(({ recommendation, copiesBy, madeOn }): AttentionLine[] => {
    return copiesBy !== null && copiesBy >= today && madeOn <= today ? [{ kind: 'copies-due', recommendation, copiesBy }] : [];
  });
  return [...copies, ...(bare.length > 0 ? [{ kind: 'without-action', count: bare.length } as const] : [])];
}
