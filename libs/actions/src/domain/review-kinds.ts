import type { Day } from '@goldenthread/event-sourcing';
import { reviewRules } from '../../data/reviews.js';
import type { ReviewKind } from './recommendation.events.js';

/**
 * Whether a review of a kind could be commissioned on a day, and between which days such reviews are.
 *
 * @param practiceReviewsSince since when serious case reviews are practice reviews there.
 * @returns `from` is the first day and `until` the one after the last; null where there is none.
 */
export function commissioningOf(
  review: ReviewKind,
  commissionedOn: Day,
  practiceReviewsSince: Day,
): { readonly isPossible: boolean; readonly from: Day | null; readonly until: Day | null } {
  const rule = reviewRules.find(({ kind }) => kind === review);
  const from = rule?.era === 'since-practice-reviews' ? practiceReviewsSince : (rule?.from ?? null);
  const until = rule?.era === 'before-practice-reviews' ? practiceReviewsSince : null;
  const isPossible = (from === null || commissionedOn >= from) && (until === null || commissionedOn < until);
  return { isPossible, from, until };
}
