import { specifying } from '@goldenthread/event-sourcing/testing';
import { thurrock2019 } from '../../data/thurrock-2019.rules.js';
import { made } from '../testing/index.js';
import type { RecommendationSource, ReviewKind } from './recommendation.events.js';
import { recommendation, type MakeRecommendation } from './recommendation.js';

const recommendations = specifying(recommendation);
const { partnership, source, text, themes } = made.data;

const command: MakeRecommendation = {
  type: 'MakeRecommendation',
  wanted: { partnership, source, text, themes },
  today: '2026-01-05',
  facts: { partnership: { revision: 4, actionsHeld: true, groups: ['paqa'] }, sourceIsThere: true },
};
const from = (of: RecommendationSource, over: Partial<MakeRecommendation['facts']> = {}): MakeRecommendation => {
  return { ...command, wanted: { ...command.wanted, source: of }, facts: { ...command.facts, ...over } };
};
const review = (kind: ReviewKind, commissionedOn: string, publishedOn?: string): RecommendationSource => {
  return { kind: 'practice-review', title: 'Baby M', review: kind, commissionedOn, publishedOn };
};

describe('a recommendation', () => {
  it('is recorded with its source, its themes and the record that was read', () => {
    recommendations.given().when(command).then(made);
    recommendations.given(made).when(command).thenNothing();
  });

  it.each([
    { kind: 'section-11-standard', title: 'Staff training', cycle: 'c', heading: 'TRN' },
    { kind: 'case-audit-finding', title: 'Domestic abuse', audit: 'a', finding: 'f' },
    { kind: 'indicator-signal', title: 'Re-referrals', indicator: 'C2', period: '2025-26' },
    { kind: 'practice-review', title: 'Child B', review: 'learning-review', commissionedOn: '2025-06-01' },
    { kind: 'scrutiny', title: 'Visit', on: '2026-01-02' },
    { kind: 'meeting', title: 'Sub-committee', group: 'paqa', on: '2026-01-02' },
    { kind: 'dispute', title: 'A grade', dispute: 'd' },
  ] as const)('comes out of $kind', (of) => {
    recommendations
      .given()
      .when(from(of))
      .then({ type: 'RecommendationMade', data: { ...made.data, source: of } });
  });

  it('comes out of something that is on record', () => {
    const finding = { kind: 'case-audit-finding', title: 'Domestic abuse', audit: 'a', finding: 'f' } as const;
    recommendations
      .given()
      .when(from(finding, { sourceIsThere: false }))
      .thenRefused('source-not-there', { kind: 'case-audit-finding' });
  });

  it('has at least one theme, and only themes there are', () => {
    recommendations
      .given()
      .when({ ...command, wanted: { ...command.wanted, themes: [] } })
      .thenRefused('theme-needed');
    recommendations
      .given()
      .when({ ...command, wanted: { ...command.wanted, themes: ['front-door', 'weather'] } })
      .thenRefused('theme-unknown', { themes: ['weather'] });
  });

  it('belongs to a partnership that is registered, and has its actions here', () => {
    recommendations
      .given()
      .when({ ...command, facts: { sourceIsThere: false } })
      .thenRefused('partnership-not-registered');
    recommendations
      .given()
      .when({ ...command, facts: { partnership: { revision: 4, actionsHeld: false, groups: [] }, sourceIsThere: true } })
      .thenRefused('no-actions-held-here');
  });

  it('comes out of nothing that is still to happen, and of no group that there is not', () => {
    recommendations
      .given()
      .when(from({ kind: 'scrutiny', title: 'Visit', on: '2026-01-06' }))
      .thenRefused('source-in-future');
    recommendations
      .given()
      .when(from({ kind: 'meeting', title: 'Nobody', group: 'nobody', on: '2026-01-02' }))
      .thenRefused('group-not-named');
  });
});

describe('a recommendation of a review that is on record here', () => {
  const named = (facts: Partial<MakeRecommendation['facts']>): MakeRecommendation => {
    const wanted = { ...command.wanted, source: { kind: 'practice-review', practiceReview: 'r' } } as const;
    return { ...command, wanted, facts: { ...command.facts, ...facts } };
  };
  const onRecord = {
    kind: 'practice-review',
    title: 'Child B',
    review: 'serious-case-review',
    commissionedOn: '2018-02-01',
    publishedOn: '2019-11-20',
    practiceReview: 'r',
  } as const;

  it('says what its record says, and is judged by nothing that was judged when it was commissioned', () => {
    recommendations
      .given()
      .when(named({ review: { source: onRecord, copiesBy: null }, practiceReviewsSince: '2017-01-01' }))
      .then({ type: 'RecommendationMade', data: { ...made.data, source: onRecord } });
  });

  it('keeps until when copies of it go out', () => {
    recommendations
      .given()
      .when(named({ review: { source: onRecord, copiesBy: '2019-11-27' } }))
      .then({ type: 'RecommendationMade', data: { ...made.data, source: onRecord, copiesBy: '2019-11-27' } });
  });

  it('is not made where the partnership has no such review', () => {
    recommendations
      .given()
      .when(named({ review: undefined }))
      .thenRefused('source-not-there', { kind: 'practice-review' });
  });
});

describe('the kind of a practice review', () => {
  it.each([
    ['serious-case-review', '2018-03-01', true],
    ['serious-case-review', '2019-09-30', true],
    ['serious-case-review', '2019-10-01', false],
    ['child-safeguarding-practice-review', '2019-09-30', false],
    ['child-safeguarding-practice-review', '2019-10-01', true],
    ['rapid-review', '2018-06-28', false],
    ['rapid-review', '2018-06-29', true],
    ['learning-review', '2005-01-01', true],
    ['domestic-homicide-review', '2011-04-12', false],
    ['domestic-homicide-review', '2011-04-13', true],
  ] as const)('%s, commissioned on %s, is possible: %s', (kind, on, possible) => {
    const outcome = recommendations.given().when(from(review(kind, on)));
    if (possible) outcome.then({ type: 'RecommendationMade', data: { ...made.data, source: review(kind, on) } });
    else outcome.thenRefused('review-not-of-its-time', { review: kind, commissionedOn: on });
  });

  it('follows the day of the partnership’s own arrangements: in Thurrock 1 May 2019', () => {
    const inThurrock = { practiceReviewsSince: thurrock2019.practiceReviewsSince };
    recommendations
      .given()
      .when(from(review('serious-case-review', '2019-05-01'), inThurrock))
      .thenRefused('review-not-of-its-time', { until: '2019-05-01' });
    const of = review('serious-case-review', '2019-04-30');
    recommendations
      .given()
      .when(from(of, inThurrock))
      .then({ type: 'RecommendationMade', data: { ...made.data, source: of } });
  });

  it('says whether copies of it go out: of a local child safeguarding practice review within seven days', () => {
    const rulesThen = thurrock2019;
    const of = review('child-safeguarding-practice-review', '2025-02-03', '2025-12-20');
    recommendations
      .given()
      .when(from(of, { rulesThen }))
      .then({ type: 'RecommendationMade', data: { ...made.data, source: of, copiesBy: '2025-12-27' } });
    const older = review('serious-case-review', '2018-02-03', '2019-11-20');
    recommendations
      .given()
      .when(from(older, { rulesThen }))
      .then({ type: 'RecommendationMade', data: { ...made.data, source: older, copiesBy: null } });
  });

  it('is not published before it was commissioned', () => {
    recommendations
      .given()
      .when(from(review('learning-review', '2025-02-03', '2025-02-02')))
      .thenRefused('published-before-commissioned');
  });
});
