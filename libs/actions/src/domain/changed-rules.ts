import type { Day } from '@goldenthread/event-sourcing';
import type { FollowUpRules } from './follow-up-rules.events.js';

/** What a partnership decides about its rules: every number anew, and where it says so. */
export type RuleChanges = {
  readonly title: string;
  /** The document and section that say so. */
  readonly source: string;
  readonly response: number;
  readonly failuresToALetter: number;
  readonly minutesToChair: number;
  readonly minutesToMembers: number;
  readonly extraordinaryMeeting: number;
  readonly supporters: number;
  readonly reviewCopies: number;
  /** Nothing where no rule says when receipts are recorded, or overdue actions escalated. */
  readonly receipt?: number;
  readonly escalation?: number;
};

/**
 * A partnership's own set of rules from a day on. What it does not decide, who gets copies and since when reviews are
 * practice reviews, stays as it was.
 *
 * @param version how many sets it has had by then, this one among them.
 */
export function changedRules(base: FollowUpRules, changes: RuleChanges, version: number, inForceFrom: Day): FollowUpRules {
  const { title, source, receipt, escalation, supporters } = changes;
  return {
    code: 'own',
    version,
    title,
    source,
    inForceFrom,
    practiceReviewsSince: base.practiceReviewsSince,
    response: { workingDays: changes.response },
    failuresToALetter: changes.failuresToALetter,
    minutes: { toChair: { workingDays: changes.minutesToChair }, toMembers: { workingDays: changes.minutesToMembers } },
    extraordinaryMeeting: { workingDays: changes.extraordinaryMeeting, supporters },
    reviewCopies: { ...base.reviewCopies, days: changes.reviewCopies },
    receipt: receipt === undefined ? null : { workingDays: receipt },
    escalation: escalation === undefined ? null : { workingDays: escalation },
  };
}
