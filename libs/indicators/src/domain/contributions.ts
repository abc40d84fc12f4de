import { canonicalJson, idOf, Refusal, type Decider } from '@goldenthread/event-sourcing';
import type { ContributionStated } from './contributions.events.js';
import { parsePeriod, SPELLINGS } from './period.js';

type Stated = ContributionStated['data'];

/** What stands of a year, by stage, contributor and kind. */
export type ContributionsState = Readonly<Record<string, Pick<Stated, 'pounds' | 'source'>>>;

export type StateContribution = Omit<Stated, 'before'> & { readonly type: 'StateContribution' };

/** Why a contribution is refused, each with what its words need. */
export type ContributionRefusals = {
  'not-a-financial-year': { readonly year: string; readonly example: string };
  'not-an-amount': object;
  'contribution-stands': { readonly pounds: number };
};
export type ContributionRefusal = keyof ContributionRefusals;

/**
 * What partners contribute in one year. Planned and actual stand side by side. A total that its source states is kept as it
 * is stated, whether or not the contributions come to it.
 */
export const contributions: Decider<ContributionsState, StateContribution, ContributionStated> = {
  category: 'contributions',
  initial: {},
  decide: ({ type: _, ...stated }, state) => {
    const { year, pounds, source, reason } = stated;
    if (!parsePeriod(year, 'financial-year')) throw refusal('not-a-financial-year', { year, example: SPELLINGS['financial-year'] });
    if (!Number.isSafeInteger(pounds) || pounds < 0) throw refusal('not-an-amount', {});
    const standing = state[keyOf(stated)];
    if (standing && canonicalJson(standing) === canonicalJson({ pounds, source })) return [];
    if (!standing) {
      const { reason: _unasked, ...data } = stated;
      return [{ type: 'ContributionStated', data }];
    }
    if (reason === undefined || reason.trim() === '') throw refusal('contribution-stands', { pounds: standing.pounds });
    return [{ type: 'ContributionStated', data: { ...stated, before: standing.pounds } }];
  },
  evolve: (state, { data }) => ({ ...state, [keyOf(data)]: { pounds: data.pounds, source: data.source } }),
};

/** The one record of a partnership's contributions in a year. */
export function contributionsIdOf(partnership: string, year: string): string {
  return idOf(contributions.category, partnership, year);
}

function keyOf({ stage, contributor, kind }: Pick<Stated, 'stage' | 'contributor' | 'kind'>): string {
  return canonicalJson([stage, contributor, kind]);
}

function refusal<Code extends ContributionRefusal>(code: Code, details: ContributionRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
