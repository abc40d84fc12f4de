import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import { PRACTICE_REVIEWS_SINCE } from '../../data/reviews.js';
import { themes } from '../../data/themes.js';
import { reviewCopiesBy } from './clocks.js';
import type { FollowUpRules } from './follow-up-rules.events.js';
import { commissioningOf } from './review-kinds.js';
import type { RecommendationEvent, RecommendationMade, RecommendationSource, ReviewKind, SourceKind } from './recommendation.events.js';

export type RecommendationState =
  { readonly status: 'not-made' } | { readonly status: 'made'; readonly particulars: RecommendationMade['data'] };

/** A review that is on record here is named by that alone: what it is, its record says. */
export type RecordedReview = { readonly kind: 'practice-review'; readonly practiceReview: string };

/** A source as it is named: a review of elsewhere is described, one that is on record here is not. */
export type SourceWanted = Exclude<RecommendationSource, Review> | Omit<Review, 'practiceReview'> | RecordedReview;

/** What somebody wants to recommend. */
export type RecommendationWanted = Pick<RecommendationMade['data'], 'partnership' | 'text' | 'themes'> & { readonly source: SourceWanted };

export type MakeRecommendation = {
  readonly type: 'MakeRecommendation';
  readonly wanted: RecommendationWanted;
  /** The day it is in London. */
  readonly today: Day;
  /** What the handler read. No partnership where none is registered; no rules where none held on the day of publication. */
  readonly facts: {
    readonly partnership?: { readonly revision: number; readonly actionsHeld: boolean; readonly groups: readonly string[] };
    readonly rulesThen?: FollowUpRules;
    /** Whether what it is said to come out of is there, and the partnership's own. */
    readonly sourceIsThere: boolean;
    /** The review that is named, as it is on record, where it is the partnership's own; and until when copies of it go out. */
    readonly review?: { readonly source: Review; readonly copiesBy: Day | null };
    /** Since when reviews are practice reviews, by the partnership's own rules. */
    readonly practiceReviewsSince?: Day;
  };
};

/** Why a recommendation is not recorded, each with what its words need. */
export type RecommendationRefusals = {
  'partnership-not-registered': { readonly partnership: string };
  'no-actions-held-here': { readonly partnership: string };
  'theme-unknown': { readonly themes: readonly string[]; readonly known: readonly string[] };
  'theme-needed': object;
  'group-not-named': { readonly group: string };
  'source-not-there': { readonly kind: SourceKind };
  'source-in-future': { readonly on: Day; readonly today: Day };
  'review-not-of-its-time': {
    readonly review: ReviewKind;
    readonly commissionedOn: Day;
    readonly from: Day | null;
    readonly until: Day | null;
  };
  'published-before-commissioned': { readonly commissionedOn: Day; readonly publishedOn: Day };
};
export type RecommendationRefusal = keyof RecommendationRefusals;

/** One recommendation. What is done about it are the actions that name it. */
export const recommendation: Decider<RecommendationState, MakeRecommendation, RecommendationEvent> = {
  category: 'recommendation',
  initial: { status: 'not-made' },
  decide: (command, state) => (state.status === 'made' ? [] : [make(command)]),
  evolve: (_state, { data }) => ({ status: 'made', particulars: data }),
};

/** The record of the recommendation that a command makes: the same for every retry of it. */
export function recommendationIdOf(commandId: string): string {
  return idOf(recommendation.category, commandId);
}

/** The record of what a recommendation of a case audit becomes: one, whoever takes it up. */
export function auditRecommendationIdOf(audit: string, made: string): string {
  return idOf(recommendation.category, audit, made);
}

/** The id of the recommendation whose stream it is. */
export function recommendationOf(stream: string): string {
  return stream.slice(recommendation.category.length + 1);
}

/** Whether a source is a review that is on record here. */
export function isOnRecord(source: SourceWanted): source is RecordedReview {
  return 'practiceReview' in source;
}

function make(command: MakeRecommendation): RecommendationMade {
  const { wanted, facts } = command;
  const { partnership, text } = wanted;
  if (!facts.partnership) throw refusal('partnership-not-registered', { partnership });
  if (!facts.partnership.actionsHeld) throw refusal('no-actions-held-here', { partnership });
  const data = { partnership, ...sourceOf(command, facts.partnership.groups), text, themes: themesOf(wanted.themes) };
  return { type: 'RecommendationMade', data: { ...data, partnershipRevision: facts.partnership.revision } };
}

/** What it comes out of, and until when copies go out where that is a published review. */
function sourceOf(command: MakeRecommendation, groups: readonly string[]): Pick<RecommendationMade['data'], 'source' | 'copiesBy'> {
  const { source } = command.wanted;
  if (!isOnRecord(source)) {
    mustBePossible(source, command, groups);
    return { source, copiesBy: copiesBy(source, command.facts.rulesThen) ?? null };
  }
  if (!command.facts.review) throw refusal('source-not-there', { kind: source.kind });
  return command.facts.review;
}

function themesOf(wanted: readonly string[]): readonly string[] {
  const known = themes.map(({ key }) => key);
  const strangers = wanted.filter((key) => !known.includes(key));
  if (strangers.length > 0) throw refusal('theme-unknown', { themes: strangers, known });
  if (wanted.length === 0) throw refusal('theme-needed', {});
  return [...new Set(wanted)].sort();
}

function mustBePossible(source: RecommendationSource, { today, facts }: MakeRecommendation, groups: readonly string[]): void {
  if (source.kind === 'meeting' && !groups.includes(source.group)) throw refusal('group-not-named', { group: source.group });
  const on = dayOf(source);
  if (on !== undefined && on > today) throw refusal('source-in-future', { on, today });
  if (!facts.sourceIsThere) throw refusal('source-not-there', { kind: source.kind });
  if (source.kind === 'practice-review') mustBeOfItsTime(source, facts.practiceReviewsSince ?? PRACTICE_REVIEWS_SINCE);
}

/** The last day that a source speaks of, if it speaks of any. */
function dayOf(source: RecommendationSource): Day | undefined {
  if (source.kind === 'practice-review') return source.publishedOn ?? source.commissionedOn;
  return source.kind === 'scrutiny' || source.kind === 'meeting' ? source.on : undefined;
}

type Review = Extract<RecommendationSource, { kind: 'practice-review' }>;

function mustBeOfItsTime({ review, commissionedOn, publishedOn }: Review, practiceReviewsSince: Day): void {
  const { isPossible, from, until } = commissioningOf(review, commissionedOn, practiceReviewsSince);
  if (!isPossible) throw refusal('review-not-of-its-time', { review, commissionedOn, from, until });
  if (publishedOn !== undefined && publishedOn < commissionedOn) {
    throw refusal('published-before-commissioned', { commissionedOn, publishedOn });
  }
}

/** The panel and the centre get copies of local child safeguarding practice reviews; of no other kind. */
function copiesBy(source: RecommendationSource, rules: FollowUpRules | undefined): Day | undefined {
  if (source.kind !== 'practice-review' || source.review !== 'child-safeguarding-practice-review') return undefined;
  return rules && source.publishedOn !== undefined ? reviewCopiesBy(rules, source.publishedOn) : undefined;
}

function refusal<Code extends RecommendationRefusal>(code: Code, details: RecommendationRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
