import { specifying } from '@goldenthread/event-sourcing/testing';
import { aContribution } from '../testing/index.js';
import { contributions, type StateContribution } from './contributions.js';

const ofContributions = specifying(contributions);
const { data } = aContribution;
const state = (over: Partial<StateContribution> = {}): StateContribution => {
  const { before: _, reason: _why, ...rest } = data;
  return { type: 'StateContribution', ...rest, ...over };
};
const first = { type: 'ContributionStated', data: (({ before: _, reason: _why, ...rest }) => rest)(data) } as const;

describe('a contribution', () => {
  it('is stated once; planned and actual are two facts, neither of which restates the other', () => {
    ofContributions.given().when(state()).then(first);
    ofContributions.given(first).when(state()).thenNothing();
    const planned = { ...first, data: { ...first.data, stage: 'planned', pounds: 213_166 } } as const;
    ofContributions
      .given(first)
      .when(state({ stage: 'planned', pounds: 213_166 }))
      .then(planned);
  });

  it('is restated with a reason, beside what stood before', () => {
    ofContributions
      .given(first)
      .when(state({ pounds: 1 }))
      .thenRefused('contribution-stands', { pounds: data.pounds });
    ofContributions
      .given(first)
      .when(state({ pounds: 1, reason: ' ' }))
      .thenRefused('contribution-stands');
    ofContributions
      .given(first)
      .when(state({ pounds: 1, reason: 'Miscounted.' }))
      .then({ type: 'ContributionStated', data: { ...first.data, pounds: 1, before: data.pounds, reason: 'Miscounted.' } });
  });

  it.each([-1, 0.5, NaN, 1e20])('of %d pounds is none', (pounds) => {
    ofContributions.given().when(state({ pounds })).thenRefused('not-an-amount');
  });

  it('is of a financial year', () => {
    ofContributions
      .given()
      .when(state({ year: '2019-20' }))
      .thenRefused('not-a-financial-year', { example: 'FY2019-20' });
  });
});
