import type { RowOf } from '@goldenthread/read-models';
import type { ActionRow } from './action.row.js';
import type { ActionHistoryRow } from './action-history.row.js';
import type { FollowUpChangeKind, FollowUpSubject } from './follow-up-change.row.js';
import type { RecommendationRow } from './recommendation.row.js';
import type { ResponseLetterRow } from './response-letter.row.js';

// What questions are answered with: words opened, people by id. Names are joined at the edge, at their present value.

/** A recommendation with its words opened. */
export type ShownRecommendation = RowOf<RecommendationRow>;

/** An action with its words opened, and what it is an answer to. */
export type ShownAction = RowOf<ActionRow> & { readonly of: ShownRecommendation | null };

/** One thing that happened to an action, its words opened. */
export type ShownActionHistory = RowOf<ActionHistoryRow>;

/** A letter, the reason it is held for opened. */
export type ShownLetter = RowOf<ResponseLetterRow>;

/** One thing that happened in follow-up: who did what, and why where that was said. */
export interface FollowUpChange {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: FollowUpChangeKind;
  readonly about: FollowUpSubject;
  readonly ref: string;
  readonly number: number | null;
  /** The agency or the group that it is of, or the title of rules. */
  readonly name: string | null;
  /** What was asked or recommended. */
  readonly title: string | null;
  readonly on: string | null;
  readonly lastDay: string | null;
  readonly late: boolean | null;
  readonly why: string | null;
  readonly by: { readonly person: string; readonly agency: string; readonly role: string };
}
