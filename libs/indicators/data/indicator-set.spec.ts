import { SPELLINGS } from '../src/domain/period.js';
import { INDICATOR_SET } from './indicator-set.js';

describe('the set of indicators', () => {
  it('holds sixty-two, each with a number and a code of its own', () => {
    expect(INDICATOR_SET.map(({ number }) => number)).toEqual(Array.from({ length: 62 }, (_, index) => index + 1));
    expect(new Set(INDICATOR_SET.map(({ code }) => code)).size).toBe(62);
    for (const { code } of INDICATOR_SET) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('says of each whose it is, in what and how often it is counted, and where it is used', () => {
    for (const { name, owner, units, frequency, sources } of INDICATOR_SET) {
      expect([name, owner, sources].every((words) => words.trim() !== '')).toBe(true);
      expect(units.length).toBeGreaterThan(0);
      expect(Object.keys(SPELLINGS)).toContain(frequency);
    }
  });

  it('gives over a quarter of them no direction that is good', () => {
    expect(INDICATOR_SET.filter(({ polarity }) => polarity === 'neither').length).toBeGreaterThan(62 / 4);
  });

  it('divides whatever is no number by something', () => {
    const undivided = INDICATOR_SET.filter(({ units, over }) => units.some((unit) => unit !== 'number') && over === '');
    expect(undivided.map(({ code }) => code)).toEqual([]);
  });
});
