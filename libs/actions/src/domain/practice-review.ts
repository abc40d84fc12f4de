import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import { PRACTICE_REVIEWS_SINCE } from '../../data/reviews.js';
import { reviewCopiesBy } from './clocks.js';
import type { FollowUpRules } from './follow-up-rules.events.js';
import type { PracticeReviewCommissioned, PracticeReviewEvent, PracticeReviewPublished } from './practice-review.events.js';
import { commissioningOf } from './review-kinds.js';
import type { ReviewKind } from './recommendation.events.js';

export type PracticeReviewState =
  | { readonly status: 'not-commissioned' }
  | { readonly status: 'commissioned'; readonly particulars: PracticeReviewCommissioned['data'] }
  | {
      readonly status: 'published' | 'copied';
      readonly particulars: PracticeReviewCommissioned['data'];
      readonly publication: PracticeReviewPublished['data'];
    };

export type PracticeReviewWanted = Pick<PracticeReviewCommissioned['data'], 'partnership' | 'title' | 'kind' | 'commissionedOn'>;

export type CommissionReview = {
  readonly type: 'CommissionReview';
  readonly wanted: PracticeReviewWanted;
  readonly today: Day;
  /** What the handler read; no partnership where none is registered or none of its reviews is held here. */
  readonly facts: { readonly partnershipRevision?: number; readonly practiceReviewsSince?: Day };
};
export type PublishReview = {
  readonly type: 'PublishReview';
  readonly publishedOn: Day;
  readonly today: Day;
  /** Those that hold on the day of publication. */
  readonly rules?: FollowUpRules;
};
export type SendCopies = { readonly type: 'SendCopies'; readonly sentOn: Day; readonly today: Day };
export type PracticeReviewCommand = CommissionReview | PublishReview | SendCopies;

/** Why a step of a review is not recorded, each with what its words need. */
export type PracticeReviewRefusals = {
  'no-actions-held-here': { readonly partnership: string };
  'review-not-of-its-time': {
    readonly review: ReviewKind;
    readonly commissionedOn: Day;
    readonly from: Day | null;
    readonly until: Day | null;
  };
  'step-in-future': { readonly on: Day; readonly today: Day };
  'step-before-it-began': { readonly on: Day; readonly earliest: Day };
  'review-not-commissioned': object;
  'review-not-published': object;
  'review-published': { readonly publishedOn: Day };
  'no-copies-owed': object;
  'copies-sent': object;
};
export type PracticeReviewRefusal = keyof PracticeReviewRefusals;

/**
 * One review of practice, of the kind that its commissioning date fixes, until copies of it went out.
 *
 * Source: Thurrock LSCP Implementation Plan, Local Practice Reviews, 2: copies within seven days of publication.
 */
export const practiceReview: Decider<PracticeReviewState, PracticeReviewCommand, PracticeReviewEvent> = {
  category: 'practiceReview',
  initial: { status: 'not-commissioned' },

  decide: (command, state) => {
    switch (command.type) {
      case 'CommissionReview':
        return state.status === 'not-commissioned' ? [commission(command)] : [];
      case 'PublishReview':
        return [publish(command, state)];
      case 'SendCopies':
        return [send(command, state)];
    }
  },

  evolve: (state, event) => {
    if (event.type === 'PracticeReviewCommissioned') return { status: 'commissioned', particulars: event.data };
    if (event.type === 'PracticeReviewPublished') {
      return state.status === 'commissioned' ? { ...state, status: 'published', publication: event.data } : state;
    }
    return state.status === 'published' ? { ...state, status: 'copied' } : state;
  },
};

/** The record of the review that a command commissions: the same for every retry of it. */
export function practiceReviewIdOf(commandId: string): string {
  return idOf(practiceReview.category, commandId);
}

/** The id of the review whose stream it is. */
export function practiceReviewOf(stream: string): string {
  return stream.slice(practiceReview.category.length + 1);
}

function commission({ wanted, today, facts }: CommissionReview): PracticeReviewEvent {
  const { partnership, title, kind, commissionedOn } = wanted;
  const { partnershipRevision } = facts;
  if (partnershipRevision === undefined) throw refusal('no-actions-held-here', { partnership });
  if (commissionedOn > today) throw refusal('step-in-future', { on: commissionedOn, today });
  const { isPossible, from, until } = commissioningOf(kind, commissionedOn, facts.practiceReviewsSince ?? PRACTICE_REVIEWS_SINCE);
  if (!isPossible) throw refusal('review-not-of-its-time', { review: kind, commissionedOn, from, until });
  return { type: 'PracticeReviewCommissioned', data: { partnership, title, kind, commissionedOn, partnershipRevision } };
}

function publish({ publishedOn, today, rules }: PublishReview, state: PracticeReviewState): PracticeReviewEvent {
  if (state.status === 'not-commissioned') throw refusal('review-not-commissioned', {});
  if (state.status !== 'commissioned') throw refusal('review-published', { publishedOn: state.publication.publishedOn });
  const { partnership, kind, commissionedOn } = state.particulars;
  if (publishedOn > today) throw refusal('step-in-future', { on: publishedOn, today });
  if (publishedOn < commissionedOn) throw refusal('step-before-it-began', { on: publishedOn, earliest: commissionedOn });
  // The panel and the centre get copies of local child safeguarding practice reviews; of no other kind.
  const copiesBy = kind === 'child-safeguarding-practice-review' && rules ? reviewCopiesBy(rules, publishedOn) : undefined;
  const owed =
    rules && copiesBy !== undefined
      ? { copiesBy, copiesTo: rules.reviewCopies.to, rules: { code: rules.code, version: rules.version } }
      : { copiesBy: null, copiesTo: [], rules: null };
  return { type: 'PracticeReviewPublished', data: { partnership, publishedOn, ...owed } };
}

function send({ sentOn, today }: SendCopies, state: PracticeReviewState): PracticeReviewEvent {
  if (state.status === 'copied') throw refusal('copies-sent', {});
  if (state.status !== 'published') throw refusal('review-not-published', {});
  const { partnership, publishedOn, copiesBy } = state.publication;
  if (copiesBy === null) throw refusal('no-copies-owed', {});
  if (sentOn > today) throw refusal('step-in-future', { on: sentOn, today });
  if (sentOn < publishedOn) throw refusal('step-before-it-began', { on: sentOn, earliest: publishedOn });
  return { type: 'PracticeReviewCopiesSent', data: { partnership, sentOn, late: sentOn > copiesBy } };
}

function refusal<Code extends PracticeReviewRefusal>(code: Code, details: PracticeReviewRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
