import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { PracticeReviewEvent } from '../domain/practice-review.events.js';
import { practiceReviewOf } from '../domain/practice-review.js';
import type { PracticeReviewRow } from './practice-review.row.js';

const reviews = changesOf<RowOf<PracticeReviewRow>, 'review'>('practice_review', ['review']);

export const practiceReviewProjection: Projection<PracticeReviewEvent> = {
  name: 'practice-review',
  version: 1,
  handles: ['PracticeReviewCommissioned', 'PracticeReviewPublished', 'PracticeReviewCopiesSent'],
  project: (event) => {
    const review = practiceReviewOf(event.stream);
    switch (event.type) {
      case 'PracticeReviewCommissioned': {
        const { partnership, title, kind, commissionedOn } = event.data;
        const later = { publishedOn: null, copiesBy: null, copiesTo: [], copiesSentOn: null };
        return [reviews.put({ review, partnership, title, kind, commissionedOn, ...later })];
      }
      case 'PracticeReviewPublished': {
        const { publishedOn, copiesBy, copiesTo } = event.data;
        return [reviews.set({ review }, { publishedOn, copiesBy, copiesTo })];
      }
      case 'PracticeReviewCopiesSent':
        return [reviews.set({ review }, { copiesSentOn: event.data.sentOn })];
    }
  },
};
