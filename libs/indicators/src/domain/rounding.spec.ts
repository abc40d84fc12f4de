import { describeWith, readExtract, type ExtractRow } from '../testing/index.js';
import { fits, ratio } from './rounding.js';

describe('a rate', () => {
  it.each([
    // Essex, year ending March 2020: DfE table C1 of the 2020 release over the ONS mid-2019 estimate it carries.
    [8041, 314_163, 10_000, 1, 255.9],
    // Essex, year ending March 2017: the same over mid-2016 as the 2020 release carries it. First published as 326.3.
    [9970, 305_817, 10_000, 1, 326],
    // Of referrals of 2019-20 in the ESCB report, 6,959 led to an assessment: stated as 80%.
    [6959, 8661, 100, 1, 80.3],
    [6959, 8661, 100, 0, 80],
    [1, 8, 100, 1, 12.5],
    [1, 16, 100, 1, 6.3],
    [1, 40, 100, 0, 3],
    [0, 7, 100, 1, 0],
    [1.005, 1, 1, 2, 1.01],
    [0.15, 1, 1, 1, 0.2],
    [3, 1e-7, 1, 0, 30_000_000],
  ])('of %d over %d, times %d at %d decimals, is %d: half up', (numerator, denominator, times, decimals, value) => {
    expect(ratio(numerator, denominator, times, decimals)).toBe(value);
  });

  it('knows how many decimals a figure is written in', () => {
    expect([fits(80.3, 1), fits(80.35, 1), fits(80, 0), fits(0.1, 0), fits(1e21, 0), fits(1e-7, 7), fits(1e-7, 6)]).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
  });
});

const POPULATION = 'ons_population_0_17_by_release.csv';

describeWith('dfe_cin_annual_by_release.csv', 'every published figure', () => {
  const rows = () => readExtract('dfe_cin_annual_by_release.csv');

  it('in percent of re-referrals, of no further action and of not in need comes from its parts, rounded half up', () => {
    const all = rows().filter(({ table }) => table === 'c1');
    const checked = ['re_referrals', 'no_further_action', 'not_in_need'].flatMap((part) =>
      compare(all, part, `${part}_percent`, 'referrals'),
    );
    expect(checked.length).toBeGreaterThan(200);
    expect(checked.filter(({ published, found }) => published !== found)).toEqual([]);
  });

  it('per 10,000 children of referrals comes from its parts, over the population of the year before', () => {
    const populations = new Map(
      readExtract(POPULATION).map((row) => [`${row.release} ${row.geo_code} ${row.mid_year}`, Number(row.population_0_17)]),
    );
    const all = rows().filter(({ table, release }) => table === 'c1' && release === '2020');
    const rates = all.filter(({ measure }) => measure === 'referrals_rate');
    const checked = rates.flatMap((rate) => {
      const count = all.find((row) => row.measure === 'referrals' && isSame(row, rate));
      const population = populations.get(`2020 ${rate.geo_code ?? ''} ${Number(rate.reporting_year) - 1}`);
      return count && population ? [{ published: Number(rate.value), found: ratio(Number(count.value), population, 10_000, 1) }] : [];
    });
    expect(checked.length).toBeGreaterThan(20);
    expect(checked.filter(({ published, found }) => published !== found)).toEqual([]);
  });
});

type Compared = { readonly published: number; readonly found: number };

/** Authorities only: England and regions are rounded to the nearest 10 before publication, so their parts need not add up. */
function compare(rows: readonly ExtractRow[], numerator: string, percent: string, denominator: string): Compared[] {
  const number = (measure: string, like: ExtractRow): number =>
    Number(rows.findLast((row) => row.measure === measure && row.release === like.release && isSame(row, like))?.value);
  return rows
    .filter(({ measure, geo_code: code = '' }) => measure === percent && /^E0[69]|^E10/.test(code))
    .flatMap((row) => {
      const [published, over, under] = [Number(row.value), number(numerator, row), number(denominator, row)];
      return [published, over, under].every(Number.isFinite) && under > 0 ? [{ published, found: ratio(over, under, 100, 1) }] : [];
    });
}

function isSame(a: ExtractRow, b: ExtractRow): boolean {
  return a.geo_code === b.geo_code && a.reporting_year === b.reporting_year;
}
