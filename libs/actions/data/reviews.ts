import type { ReviewRule } from '../src/domain/recommendation.events.js';

/** When the kind of a review is decided where a partnership's own rules do not say: after September 2019 (see below). */
export const PRACTICE_REVIEWS_SINCE = '2019-10-01';

/**
 * The kinds of practice review, and what commissioning date makes a review of that kind possible. A review keeps the kind,
 * and the rules, of the day it was commissioned.
 *
 * - Serious case reviews gave way to local child safeguarding practice reviews: commissioned after September 2019 it is the
 *   latter, before that the former (ESCB annual report 2019-20, Child Safeguarding Practice Reviews); each partnership's own
 *   arrangements say its day.
 * - Rapid reviews: Working Together 2018, chapter 4, published and in force from 29 June 2018.
 * - Domestic homicide reviews: section 9 of the Domestic Violence, Crime and Victims Act 2004, in force from 13 April 2011.
 * - A learning review has no statute, and no date.
 */
export const reviewRules: readonly ReviewRule[] = [
  { kind: 'serious-case-review', title: 'Serious case review', era: 'before-practice-reviews' },
  { kind: 'child-safeguarding-practice-review', title: 'Local child safeguarding practice review', era: 'since-practice-reviews' },
  { kind: 'rapid-review', title: 'Rapid review', from: '2018-06-29' },
  { kind: 'learning-review', title: 'Learning review' },
  { kind: 'domestic-homicide-review', title: 'Domestic homicide review', from: '2011-04-13' },
];
