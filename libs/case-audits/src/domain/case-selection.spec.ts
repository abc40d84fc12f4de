import fc from 'fast-check';
import { aPopulation } from '../testing/examples.js';
import { selectCases, type SelectionWanted } from './case-selection.js';

const population = aPopulation(40);
const wanted: SelectionWanted = {
  population,
  seed: 'drawn on 12 January 2026',
  strata: [
    { where: { level: 'child-protection' }, take: 4 },
    { where: { level: 'child-in-need' }, take: 2 },
    { where: { placement: 'outside-area' }, take: 2 },
  ],
  exclusions: [{ ref: population[0]?.ref ?? '', reason: 'A criminal trial is going on.' }],
};
const refs = (over: Partial<SelectionWanted> = {}): string[] => selectCases({ ...wanted, ...over }).drawn.map(({ ref }) => ref);

describe('selecting cases', () => {
  it('takes as many of each stratum as it says, nobody twice, and nobody who was left out', () => {
    const { drawn } = selectCases(wanted);
    expect(drawn.slice(0, 4).every(({ level }) => level === 'child-protection')).toBe(true);
    expect(drawn.slice(4, 6).every(({ level }) => level === 'child-in-need')).toBe(true);
    expect(drawn.slice(6).every(({ placement }) => placement === 'outside-area')).toBe(true);
    expect(new Set(refs()).size).toBe(8);
    expect(refs()).not.toContain(population[0]?.ref);
  });

  it('draws the same cases for the same population and seed, in whatever order the population came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...population], { minLength: population.length }), (shuffled) => {
        expect(selectCases({ ...wanted, population: shuffled })).toEqual(selectCases(wanted));
      }),
      { numRuns: 20 },
    );
  });

  it('draws others for another seed or another population', () => {
    expect(refs({ seed: 'another' })).not.toEqual(refs());
    expect(refs({ population: population.slice(0, -1) })).not.toEqual(refs());
    expect(selectCases({ ...wanted, population: population.slice(0, -1) }).snapshotHash).not.toBe(selectCases(wanted).snapshotHash);
  });

  it('gives every case its chance', () => {
    const strata = [{ where: {}, take: 8 }];
    const drawn = Array.from({ length: 200 }, (_, seed) => refs({ seed: String(seed), strata, exclusions: [] })).flat();
    expect(new Set(drawn).size).toBe(population.length);
  });

  it('says how many could have been drawn, and who was left out by their row and why', () => {
    const { eligible, excluded, placedOutside } = selectCases(wanted);
    // Of forty, every fourth has a plan of either kind, and every fifth is placed elsewhere; the first is left out.
    expect(eligible.slice(0, 2)).toEqual([10, 10]);
    expect(placedOutside).toBe(8);
    expect(excluded).toEqual([{ row: 1, reason: 'A criminal trial is going on.' }]);
  });

  it('is refused where a stratum has too few, saying which', () => {
    expect(() => refs({ strata: [{ where: { level: 'child-protection' }, take: 11 }] })).toThrow(
      expect.objectContaining({ code: 'stratum-too-small', details: { stratum: 1, found: 10, wanted: 11 } }) as Error,
    );
  });

  it('is refused where a reference comes twice, or an exclusion names nobody', () => {
    expect(() => refs({ population: [...population, ...population.slice(3, 4)] })).toThrow(
      expect.objectContaining({ code: 'population-entry-twice' }) as Error,
    );
    expect(() => refs({ exclusions: [{ ref: 'nobody', reason: 'None.' }] })).toThrow(
      expect.objectContaining({ code: 'exclusion-not-in-population', details: { exclusions: [1] } }) as Error,
    );
  });
});
