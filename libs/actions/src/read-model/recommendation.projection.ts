import { londonDate } from '@goldenthread/calendar';
import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { RecommendationEvent } from '../domain/recommendation.events.js';
import { recommendationOf } from '../domain/recommendation.js';
import type { RecommendationRow } from './recommendation.row.js';

const recommendations = changesOf<RowOf<RecommendationRow>, 'recommendation'>('recommendation', ['recommendation']);

export const recommendationProjection: Projection<RecommendationEvent> = {
  name: 'recommendation',
  version: 2,
  handles: ['RecommendationMade'],
  project: ({ stream, recordedAt, actor, data: { partnership, source, text, themes, copiesBy } }) => [
    recommendations.put({
      recommendation: recommendationOf(stream),
      partnership,
      sourceKind: source.kind,
      source,
      practiceReview: (source.kind === 'practice-review' ? source.practiceReview : undefined) ?? null,
      text,
      themes,
      copiesBy,
      madeOn: londonDate(recordedAt),
      madeAt: recordedAt,
      madeByPerson: actor.person,
      madeByAgency: actor.agency,
    }),
  ],
};
