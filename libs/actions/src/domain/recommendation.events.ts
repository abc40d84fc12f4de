import type { Day } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** What a recommendation is about: its key is stored, its title is not. */
export type Theme = { readonly key: string; readonly title: string };

export type ReviewKind =
  'serious-case-review' | 'child-safeguarding-practice-review' | 'rapid-review' | 'learning-review' | 'domestic-homicide-review';

/** The commissioning dates that a kind of review is possible on. */
export type ReviewRule = {
  readonly kind: ReviewKind;
  readonly title: string;
  /** The first of them, where one is fixed for all. */
  readonly from?: Day;
  /** On which side of the day it must be from which a partnership has practice reviews; nothing where that is of no account. */
  readonly era?: 'before-practice-reviews' | 'since-practice-reviews';
};

/**
 * What a recommendation comes out of. `title` is what people call it; it is protected, since some are called after a child.
 * Ids name records of this store; what has no record here has a reference that its owner knows it by.
 */
export type RecommendationSource =
  | { readonly kind: 'section-11-standard'; readonly title: string; readonly cycle: string; readonly heading: string }
  | { readonly kind: 'case-audit-finding'; readonly title: string; readonly audit: string; readonly finding: string }
  | { readonly kind: 'indicator-signal'; readonly title: string; readonly indicator: string; readonly period: string }
  | {
      readonly kind: 'practice-review';
      readonly title: string;
      readonly review: ReviewKind;
      readonly commissionedOn: Day;
      readonly publishedOn?: Day;
      /** The record of the review, where it is on record here: since version 2. */
      readonly practiceReview?: string;
    }
  | { readonly kind: 'scrutiny'; readonly title: string; readonly on: Day }
  | { readonly kind: 'meeting'; readonly title: string; readonly group: string; readonly on: Day }
  | { readonly kind: 'dispute'; readonly title: string; readonly dispute: string };
export type SourceKind = RecommendationSource['kind'];

/** Something ought to change: said by one of the partnership's ways of looking at its own work. */
export type RecommendationMade = {
  readonly type: 'RecommendationMade';
  readonly data: {
    readonly partnership: string;
    readonly source: RecommendationSource;
    readonly text: string;
    /** Keys of themes. */
    readonly themes: readonly string[];
    /** Until when copies of the published review go out, by the rules in force then; null where none ask for any. */
    readonly copiesBy: Day | null;
    /** The revision of the partnership's record that was read. */
    readonly partnershipRevision: number;
  };
};

export type RecommendationEvent = RecommendationMade;
