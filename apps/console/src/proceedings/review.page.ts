import { areCopiesLate, type FollowUpChain, type ShownActionHistory, type ShownPracticeReview } from '@goldenthread/actions';
import { reviewInWords, themesInWords } from '../actions/action-words.js';
import { actionLine, NOBODY_ASKED, type ActionLine } from '../actions/recommendation.page.js';
import type { Reading } from '../as-at/page-readings.js';
import type { PageHead } from '../frame/page.js';
import { paths } from '../paths.js';
import { dayWithWeekday } from '../words.js';
import { reviewStatus, reviewStep, type Link } from './proceedings.page.js';

export interface ReviewView extends PageHead {
  readonly status: string;
  readonly isLate: boolean;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly step?: Link;
  readonly recommendations: readonly (Link & { readonly themes: string; readonly actions: readonly ActionLine[] })[];
  /** Where no agency has been asked to do anything about one of them. */
  readonly nobodyAsked: string;
  readonly empty: string;
  readonly recommendHref?: string;
}

/** What the page is made of. */
export interface ReviewFacts {
  readonly review: ShownPracticeReview;
  readonly chains: readonly FollowUpChain[];
  /** What happened to each action, by its id. */
  readonly histories: ReadonlyMap<string, readonly ShownActionHistory[]>;
  readonly mayKeep: boolean;
  readonly mayRecommend: boolean;
}

/** One practice review: how far it has come, and where it leads. */
export function onePracticeReviewPage(facts: ReviewFacts, reading: Reading): ReviewView {
  const { review, chains, histories, mayKeep, mayRecommend } = facts;
  const { point, isNow, go } = reading;
  return {
    title: review.title,
    caption: reviewInWords(review.kind),
    section: 'actions',
    back: go(paths.proceedings.all),
    status: reviewStatus(review),
    isLate: areCopiesLate(review, point.day),
    facts: factsOf(review),
    step: mayKeep && isNow ? reviewStep(review) : undefined,
    recommendations: chains.map(({ recommendation: { recommendation, text, themes }, actions }) => ({
      text,
      href: go(paths.recommendations.one(recommendation)),
      themes: themesInWords(themes),
      actions: actions.map((row) => actionLine(row, histories.get(row.action) ?? [], reading)),
    })),
    nobodyAsked: NOBODY_ASKED,
    empty: 'No recommendation of it is on record yet. When one is, it appears here with what is done about it.',
    recommendHref: mayRecommend && isNow ? paths.proceedings.recommend(review.review) : undefined,
  };
}

function factsOf({ commissionedOn, publishedOn, copiesBy, copiesTo, copiesSentOn }: ShownPracticeReview): ReviewView['facts'] {
  const copies =
    copiesBy === null
      ? []
      : [
          { key: 'Copies due', value: `${dayWithWeekday(copiesBy)}, to ${copiesTo.join(' and ')}` },
          { key: 'Copies sent', value: copiesSentOn === null ? 'Not yet' : dayWithWeekday(copiesSentOn) },
        ];
  return [
    { key: 'Commissioned', value: dayWithWeekday(commissionedOn) },
    { key: 'Published', value: publishedOn === null ? 'Not yet' : dayWithWeekday(publishedOn) },
    ...copies,
  ];
}
