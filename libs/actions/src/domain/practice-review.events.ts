import type { Day } from '@goldenthread/event-sourcing';
import type { RulesVersion } from './follow-up-rules.events.js';
import type { ReviewKind } from './recommendation.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** A review of practice was commissioned: its kind, and the rules for it, are those of that day. */
export type PracticeReviewCommissioned = {
  readonly type: 'PracticeReviewCommissioned';
  readonly data: {
    readonly partnership: string;
    /** What people call it. Protected, since some are called after a child. */
    readonly title: string;
    readonly kind: ReviewKind;
    readonly commissionedOn: Day;
    readonly partnershipRevision: number;
  };
};

export type PracticeReviewPublished = {
  readonly type: 'PracticeReviewPublished';
  readonly data: {
    readonly partnership: string;
    readonly publishedOn: Day;
    /** Until when copies go out; null where nobody is owed any. */
    readonly copiesBy: Day | null;
    readonly copiesTo: readonly string[];
    readonly rules: RulesVersion | null;
  };
};

/** Copies went to all who are owed one. */
export type PracticeReviewCopiesSent = {
  readonly type: 'PracticeReviewCopiesSent';
  readonly data: { readonly partnership: string; readonly sentOn: Day; readonly late: boolean };
};

export type PracticeReviewEvent = PracticeReviewCommissioned | PracticeReviewPublished | PracticeReviewCopiesSent;
