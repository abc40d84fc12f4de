import { canonicalJson, idOf, Refusal, type Decider } from '@goldenthread/event-sourcing';
import type { StatisticalNeighboursNamed } from './statistical-neighbours.events.js';

type Named = StatisticalNeighboursNamed['data'];

/** The sets of a place, by the year of their model. */
export type StatisticalNeighboursState = Readonly<Record<string, Named>>;

export type NameNeighbours = { readonly type: 'NameNeighbours'; readonly set: Named };

/** Why a set is refused, each with what its words need. */
export type StatisticalNeighboursRefusals = {
  'neighbour-named-twice': { readonly places: readonly string[] };
  'neighbour-of-itself': { readonly place: string };
};
export type StatisticalNeighboursRefusal = keyof StatisticalNeighboursRefusals;

/** Which authorities are like a place, model by model. A set of the same year takes the place of the one before. */
export const statisticalNeighbours: Decider<StatisticalNeighboursState, NameNeighbours, StatisticalNeighboursNamed> = {
  category: 'statisticalNeighbours',
  initial: {},

  decide: ({ set }, state) => {
    const places = set.neighbours.map(({ place }) => place);
    const twice = places.filter((place, at) => places.indexOf(place) < at);
    if (twice.length > 0) throw refusal('neighbour-named-twice', { places: twice });
    if (places.includes(set.place)) throw refusal('neighbour-of-itself', { place: set.place });
    const standing = state[set.model];
    if (standing && canonicalJson(standing) === canonicalJson(set)) return [];
    return [{ type: 'StatisticalNeighboursNamed', data: set }];
  },

  evolve: (state, { data }) => ({ ...state, [data.model]: data }),
};

/** The one record of a place's neighbours, within a partnership. */
export function neighboursIdOf(partnership: string, place: string): string {
  return idOf(statisticalNeighbours.category, partnership, place);
}

function refusal<Code extends StatisticalNeighboursRefusal>(code: Code, details: StatisticalNeighboursRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
