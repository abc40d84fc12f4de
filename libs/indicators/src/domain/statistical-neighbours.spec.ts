import { newId, Refusal } from '@goldenthread/event-sourcing';
import { recorded } from '@goldenthread/event-sourcing/testing';
import { aPlacesNeighbours, describeWith, readExtract } from '../testing/index.js';
import { quartileOf } from './quartile.js';
import type { StatisticalNeighboursNamed } from './statistical-neighbours.events.js';
import { statisticalNeighbours, type StatisticalNeighboursState } from './statistical-neighbours.js';

type Named = StatisticalNeighboursNamed['data'];

const [first, second] = aPlacesNeighbours.map(({ data }) => data) as [Named, Named];
const name = (set: Named, state: StatisticalNeighboursState = {}) => statisticalNeighbours.decide({ type: 'NameNeighbours', set }, state);
const after = (events: readonly StatisticalNeighboursNamed[]): StatisticalNeighboursState =>
  recorded('statisticalNeighbours', events).reduce(statisticalNeighbours.evolve, statisticalNeighbours.initial);

describe('the statistical neighbours of a place', () => {
  it('are kept by the year of their model, and a later model leaves an earlier one as it is', () => {
    const state = after([...name(first), ...name(second)]);
    expect(state).toEqual({ 2021: first, 2025: second });
    expect(name(first, state)).toEqual([]);
  });

  it('of one model are named anew where they were wrong', () => {
    const right = { ...first, neighbours: second.neighbours };
    expect(name(right, after(name(first)))).toEqual([{ type: 'StatisticalNeighboursNamed', data: right }]);
  });

  it('are others than itself, each named once', () => {
    const [one] = first.neighbours;
    if (!one) throw new Error('no neighbour');
    expect(() => name({ ...first, neighbours: [one, one] })).toThrow(new Refusal('neighbour-named-twice'));
    expect(() => name({ ...first, neighbours: [{ ...one, place: first.place }] })).toThrow(new Refusal('neighbour-of-itself'));
  });
});

describe('a quartile', () => {
  const others = [10, 20, 30, 40, 50, 60, 70];

  it.each([
    [65, 'up-is-good', 1],
    [65, 'down-is-good', 4],
    [5, 'up-is-good', 4],
    [5, 'down-is-good', 1],
    [45, 'up-is-good', 2],
    [45, 'down-is-good', 3],
  ] as const)('of %s where %s is %s', (value, polarity, quartile) => {
    expect(quartileOf(value, others, polarity)).toBe(quartile);
  });

  it('is none where neither way is good, and none among fewer than four', () => {
    expect(quartileOf(65, others, 'neither')).toBeNull();
    expect(quartileOf(65, [10, 20], 'up-is-good')).toBeNull();
    expect(quartileOf(65, [10, 20, 30], 'up-is-good')).toBe(1);
  });

  it('is the better one for those that are alike', () => {
    expect(quartileOf(10, [10, 10, 10, 10, 10, 10, 10], 'up-is-good')).toBe(1);
  });
});

describeWith('statistical_neighbours_set_bhr_2021_2025.csv', 'the published neighbours of Essex', () => {
  const ESSEX = '881';
  const setOf = (model: string): Named => {
    const rows = readExtract('statistical_neighbours_set_bhr_2021_2025.csv').filter(
      (row) => row.model_year === model && row.old_la_code === ESSEX,
    );
    const neighbours = rows.map(({ neighbour_old_la_code: code = '', neighbour_name: named = '', rank, closeness }) => {
      return { place: `authority:${code}`, name: named, rank: Number(rank), closeness };
    });
    const source = { title: 'Statistical neighbours', release: model };
    return { partnership: newId(), place: `authority:${ESSEX}`, model, neighbours, source };
  };

  it('are ten in each model, of which the models of 2021 and 2025 share five', () => {
    const state = after([...name(setOf('2021')), ...name(setOf('2025'))]);
    const places = (model: string): string[] => state[model]?.neighbours.map(({ place }) => place) ?? [];
    expect([places('2021').length, places('2025').length]).toEqual([10, 10]);
    const kept = places('2021').filter((place) => places('2025').includes(place));
    expect(kept.sort()).toEqual(['802', '850', '886', '937', '938'].map((code) => `authority:${code}`));
  });
});
