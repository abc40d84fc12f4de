import type { ActionStatus, RecommendationSource, ReviewKind, ShownAction, SourceKind } from '@goldenthread/actions';
import { daysOf, reviewRules, themes } from '@goldenthread/actions';
import type { Day } from '@goldenthread/event-sourcing';
import type { Reading } from '../as-at/page-readings.js';
import { paths } from '../paths.js';
import { counted, dayInWords } from '../words.js';

/** Where something that is recommended comes from. */
export const SOURCE_WORDS: Readonly<Record<SourceKind, string>> = {
  'section-11-standard': 'Section 11 standard',
  'case-audit-finding': 'Case audit',
  'indicator-signal': 'Indicator',
  'practice-review': 'Practice review',
  scrutiny: 'Scrutiny',
  meeting: 'Meeting',
  dispute: 'Dispute',
};

export const STATUS_WORDS: Readonly<Record<ActionStatus, string>> = {
  issued: 'Not answered',
  accepted: 'Under way',
  refused: 'Refused',
  claimed: 'Said to be done',
  completed: 'Done',
  superseded: 'Superseded',
};

/** "Serious case review: Baby M, commissioned on 1 February 2018, published on 20 November 2019". */
export function sourceInWords(source: RecommendationSource): string {
  if (source.kind === 'practice-review') {
    const published = source.publishedOn === undefined ? '' : `, published on ${dayInWords(source.publishedOn)}`;
    return `${reviewInWords(source.review)}: ${source.title}, commissioned on ${dayInWords(source.commissionedOn)}${published}`;
  }
  const on = source.kind === 'scrutiny' || source.kind === 'meeting' ? `, ${dayInWords(source.on)}` : '';
  return `${SOURCE_WORDS[source.kind]}: ${source.title}${on}`;
}

/** The page of the practice review that it comes out of, where that is on record here. */
export function reviewHref(source: RecommendationSource, go: Reading['go']): string | undefined {
  const review = source.kind === 'practice-review' ? source.practiceReview : undefined;
  return review === undefined ? undefined : go(paths.proceedings.review(review));
}

export function reviewInWords(review: ReviewKind): string {
  return reviewRules.find(({ kind }) => kind === review)?.title ?? review;
}

export function themesInWords(keys: readonly string[]): string {
  return keys.map((key) => themes.find((theme) => theme.key === key)?.title ?? key).join(', ');
}

/** "Under way, 12 days overdue": as on a day. */
export function statusInWords(action: ShownAction, today: Day): string {
  const { isOverdue, isResponseOverdue, daysOverdue } = daysOf(action, today);
  const late = [isResponseOverdue ? 'response overdue' : '', isOverdue ? `${counted(daysOverdue, 'day')} overdue` : ''].filter(Boolean);
  return [STATUS_WORDS[action.status], ...late].join(', ');
}
