import fc from 'fast-check';
import { describeWith, readExtract } from '../../testing/index.js';
import { judgeSeries, RULE_PROFILES, type JudgedSeries, type SeriesPoint, type SeriesQuestion, type Signal } from './index.js';

const NEITHER: SeriesQuestion = { polarity: 'neither' };
/** Twelve figures of which none stands out: their mean is 10, and each differs by 2 from the one before. */
const QUIET = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11];

const series = (...values: readonly (number | null)[]): SeriesPoint[] => values.map((value, index) => ({ at: at(index), value }));
const at = (index: number): string => `p${String(index).padStart(4, '0')}`;
const signals = ({ points }: JudgedSeries): (Signal | null)[] => points.map(({ signal }) => signal);
const judged = (values: readonly (number | null)[], question: Partial<SeriesQuestion> = {}): JudgedSeries =>
  judgeSeries(series(...values), { ...NEITHER, ...question });
/** After the quiet twelve and one on their mean, by limits fixed on the twelve: 10 ± 5.32, near from 10 ± 3.546…. */
const after = (...values: readonly (number | null)[]): (Signal | null)[] =>
  signals(judged([...QUIET, 10, ...values], { baselinePoints: 12 })).slice(QUIET.length + 1);

describe('the limits of a series', () => {
  it('lie 2.66 mean moving ranges from the mean, and near them begins two thirds of the way', () => {
    const [group] = judged([...QUIET, 10], { baselinePoints: 12 }).groups;
    expect(group).toMatchObject({ kind: 'xmr', centre: 10 });
    expect(group?.limits?.upper).toBeCloseTo(15.32, 12);
    expect(group?.limits?.lower).toBeCloseTo(4.68, 12);
    expect(group?.limits?.nearUpper).toBeCloseTo(10 + (2 / 3) * 5.32, 12);
    expect(group?.limits?.nearLower).toBeCloseTo(10 - (2 / 3) * 5.32, 12);
  });

  it('leave out moving ranges that are not strictly below 3.267 times their mean, once', () => {
    const values = [...QUIET, 60];
    const unscreened = judged(values, { profile: RULE_PROFILES['plot-the-dots-unscreened'] }).groups[0]?.limits;
    const screened = judged(values).groups[0]?.limits;
    expect(screened && screened.upper - screened.lower).toBeCloseTo(2 * 2.66 * 2, 12);
    expect(unscreened && unscreened.upper - unscreened.lower).toBeCloseTo(2 * 2.66 * ((11 * 2 + 49) / 12), 12);
  });

  it('are fixed on the first figures of a group where the baseline says so, gaps not among them', () => {
    const fixed = judged([9, null, ...QUIET.slice(1), 1000, 1000], { baselinePoints: 12 }).groups[0];
    expect(fixed?.centre).toBe(10);
    expect(() => judged(QUIET, { baselinePoints: 11 })).toThrow(RangeError);
  });

  it('are none of a constant series under screening: no moving range is below nought, and every point is usual', () => {
    const constant = judged(Array.from({ length: 20 }, () => 4));
    expect(constant.groups[0]).toMatchObject({ kind: 'xmr', centre: 4, limits: null });
    expect(new Set(signals(constant))).toEqual(new Set(['common-cause']));
    expect(constant.variation).toBe('usual');
  });

  it('close on the mean of a constant series that is not screened, and it is usual too', () => {
    const constant = judged(
      Array.from({ length: 20 }, () => 4),
      { profile: RULE_PROFILES['plot-the-dots-unscreened'] },
    );
    expect(constant.groups[0]?.limits).toMatchObject({ lower: 4, upper: 4 });
    expect(new Set(signals(constant))).toEqual(new Set(['common-cause']));
  });

  it('take no moving range across a gap', () => {
    const [group] = judged([...QUIET, null, 50], { baselinePoints: 12 }).groups;
    const all = judged([9, 11, 9, 11, 9, 11, null, 50, 52, 50, 52, 50, 52, 50], {
      profile: RULE_PROFILES['plot-the-dots-unscreened'],
    }).groups[0]?.limits;
    expect(group?.centre).toBe(10);
    expect(all && all.upper - all.lower).toBeCloseTo(2 * 2.66 * 2, 12);
  });
});

describe('a signal', () => {
  it('is a point strictly outside the limits', () => {
    expect(after(15.33)).toEqual(['above-upper']);
    expect(after(4.67)).toEqual(['below-lower']);
    expect(judgeSeries(series(...QUIET, 15.32), { ...NEITHER, baselinePoints: 12 }).points.at(-1)?.signal).toBe('common-cause');
  });

  it('is seven in a row on one side, all of them; six are none', () => {
    expect(after(10.5, 11, 10.5, 11, 10.5, 11)).not.toContain('shift-above');
    expect(after(9.5, 9, 9.5, 9, 9.5, 9, 9.5)).toEqual(Array.from({ length: 7 }, () => 'shift-below'));
  });

  it('is broken by a point on the mean, which is on neither side', () => {
    expect(after(9.5, 9, 9.5, 10, 9.5, 9, 9.5)).not.toContain('shift-below');
  });

  it('is broken by a gap, of which nothing is claimed', () => {
    expect(after(9.5, 9, 9.5, null, 9, 9.5, 9, 9.5)).toEqual([
      ...Array.from({ length: 3 }, () => 'common-cause'),
      null,
      ...Array.from({ length: 4 }, () => 'common-cause'),
    ]);
    expect(after(8, 8.5, 9, null, 9.5, 10, 10.5, 11)).not.toContain('trend-rising');
  });

  it('is seven rising or falling in a row; a tie breaks it', () => {
    expect(after(7, 8, 9, 10, 11, 12, 13)).toEqual(Array.from({ length: 7 }, () => 'trend-rising'));
    expect(after(13, 12, 11, 10, 9, 8, 7)).toEqual(Array.from({ length: 7 }, () => 'trend-falling'));
    expect(after(8, 8.5, 9, 9.5, 9.5, 10.5, 11, 12)).not.toContain('trend-rising');
  });

  it('between two trends goes the way of the step on its right', () => {
    const peak = after(7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7);
    expect(peak[5]).toBe('trend-rising');
    expect(peak[6]).toBe('trend-falling');
  });

  it('is two of three near a limit with all three on one side; only the near ones', () => {
    expect(after(14, 10.5, 14)).toEqual(['two-in-three-above', 'common-cause', 'two-in-three-above']);
    expect(after(6, 6, 9.5)).toEqual(['two-in-three-below', 'two-in-three-below', 'common-cause']);
    expect(after(14, 9.5, 14)).toEqual(['common-cause', 'common-cause', 'common-cause']);
    expect(after(14, 14, 10)).toEqual(['common-cause', 'common-cause', 'common-cause']);
  });

  it('outside the limits does not count as near them', () => {
    expect(after(16, 14, 10.5)).toEqual(['above-upper', 'common-cause', 'common-cause']);
  });

  it('is said by the rule that comes first: outside, trend, two in three, shift', () => {
    expect(after(10.2, 11, 12, 12.5, 13, 14, 16)).toEqual([...Array.from({ length: 6 }, () => 'trend-rising'), 'above-upper']);
    expect(after(10.5, 11, 10.5, 11, 10.5, 14, 14)).toEqual([
      ...Array.from({ length: 5 }, () => 'shift-above'),
      'two-in-three-above',
      'two-in-three-above',
    ]);
  });

  it('needs six where the profile says six', () => {
    const shift = judged([...QUIET, 9.5, 9, 9.5, 9, 9.5, 9], { baselinePoints: 12, profile: RULE_PROFILES['plot-the-dots-run-of-6'] });
    const trend = judged([...QUIET, 8, 9, 10, 11, 12, 13], { baselinePoints: 12, profile: RULE_PROFILES['plot-the-dots-trend-of-6'] });
    expect(signals(shift).slice(12)).toEqual(Array.from({ length: 6 }, () => 'shift-below'));
    expect(signals(trend).slice(12)).toEqual(Array.from({ length: 6 }, () => 'trend-rising'));
  });
});

describe('what a signal means', () => {
  it.each([
    ['up-is-good', 'improvement', 'concern'],
    ['down-is-good', 'concern', 'improvement'],
    ['neither', 'neutral-high', 'neutral-low'],
  ] as const)('where %s: up is %s, down is %s', (polarity, up, down) => {
    expect(judged([...QUIET, 16], { baselinePoints: 12, polarity })).toMatchObject({ variation: up });
    expect(judged([...QUIET, 4], { baselinePoints: 12, polarity })).toMatchObject({ variation: down });
    expect(judged([...QUIET, 10], { baselinePoints: 12, polarity })).toMatchObject({ variation: 'usual' });
  });

  it('is what the last figure of the last group says, whatever comes after it without a figure', () => {
    expect(judged([...QUIET, 16, null], { baselinePoints: 12, polarity: 'up-is-good' }).variation).toBe('improvement');
  });

  it.each([
    ['up-is-good', 15.5, 'will-miss'],
    ['up-is-good', 15.32, 'may-meet'],
    ['up-is-good', 4.5, 'will-meet'],
    ['down-is-good', 15.5, 'will-meet'],
    ['down-is-good', 10, 'may-meet'],
    ['down-is-good', 4.5, 'will-miss'],
    ['neither', 15.5, null],
    ['up-is-good', undefined, null],
  ] as const)('against a target, where %s and it is %s: %s', (polarity, target, assurance) => {
    expect(judged([...QUIET, 10], { baselinePoints: 12, polarity, target }).assurance).toBe(assurance);
  });
});

describe('a group', () => {
  it('begins at a rebase that a point has, and there every run begins anew', () => {
    const lower = QUIET.map((value) => value - 5);
    const values = [...QUIET, 10, ...lower, 5];
    const whole = judged(values);
    const rebased = judged(values, { rebases: [at(13), 'never'] });
    expect(signals(whole)).toContain('shift-below');
    expect(new Set(signals(rebased))).toEqual(new Set(['common-cause']));
    expect(rebased.groups.map(({ from, to, centre }) => [from, to, centre])).toEqual([
      [0, 13, 10],
      [13, 26, 5],
    ]);
  });

  it('of fewer than thirteen figures is a run chart: a median, no limits, no signals', () => {
    const short = judged([...QUIET.slice(0, 11), 90]);
    expect(short.groups).toEqual([{ from: 0, to: 12, kind: 'run-chart', centre: 10, limits: null }]);
    expect(short.variation).toBeNull();
    expect(short.assurance).toBeNull();
    expect(new Set(signals(short))).toEqual(new Set([null]));
    expect(judged([1, 2, 3, 4]).groups[0]?.centre).toBe(2.5);
  });

  it('may be as short as the profile says', () => {
    const fromTwo = RULE_PROFILES['plot-the-dots-from-2-points'];
    expect(judged([1, 3], { profile: fromTwo }).groups[0]).toMatchObject({ kind: 'xmr', centre: 2 });
    expect(judged([1], { profile: fromTwo }).groups[0]).toMatchObject({ kind: 'run-chart', centre: 1 });
  });

  it('is none where there is nothing, and has no centre where there is no figure', () => {
    expect(judged([])).toMatchObject({ points: [], groups: [], variation: null, assurance: null });
    expect(judged([null, null]).groups).toEqual([{ from: 0, to: 2, kind: 'run-chart', centre: null, limits: null }]);
  });

  it('is never made of points out of order, twice the same, or of what is no number', () => {
    const [first, second] = series(1, 2) as [SeriesPoint, SeriesPoint];
    expect(() => judgeSeries([second, first], NEITHER)).toThrow(RangeError);
    expect(() => judgeSeries([first, first], NEITHER)).toThrow(RangeError);
    expect(() => judged([Number.NaN])).toThrow(RangeError);
    expect(() => judged([Infinity])).toThrow(RangeError);
  });
});

describe('any series', () => {
  it('is judged as a reading of each rule by itself, window by window, would judge it', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { freq: 12 }), { minLength: 13, maxLength: 60 });
    fc.assert(
      fc.property(values, (figures) => {
        const found = judged(figures);
        const [group] = found.groups;
        if (group?.kind !== 'xmr') return;
        const expected = plainlyJudged(figures, group.centre ?? 0, group.limits);
        expect(signals(found)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describeWith('dfe_cin_referrals_by_month_2013_2022.csv', 'referrals in Essex by month', () => {
  const read = () =>
    readExtract('dfe_cin_referrals_by_month_2013_2022.csv')
      .filter(({ geo_code: code }) => code === 'E10000012')
      .map(({ month = '', referrals }) => ({ at: month, value: Number(referrals) }))
      .sort((a, b) => (a.at < b.at ? -1 : 1));

  it('are 120 points, from April 2012 to March 2022', () => {
    const months = read();
    expect(months).toHaveLength(120);
    expect([months[0]?.at, months.at(-1)?.at]).toEqual(['2012-04-01', '2022-03-01']);
  });

  // Examples of the engine alone: nobody has rebased these figures.
  it.each([[[]], [['2016-04-01', '2020-04-01']]])('have the limits of an independent computation, rebased at %j', (rebases) => {
    const months = read();
    const { groups } = judgeSeries(months, { ...NEITHER, rebases });
    expect(groups).toHaveLength(rebases.length + 1);
    for (const { from, to, centre, limits } of groups) {
      const exact = exactLimits(months.slice(from, to).map(({ value }) => value));
      for (const [found, wanted] of [
        [centre, exact.mean],
        [limits?.lower, exact.mean - exact.far],
        [limits?.upper, exact.mean + exact.far],
        [limits?.nearLower, exact.mean - (exact.far * 2) / 3],
        [limits?.nearUpper, exact.mean + (exact.far * 2) / 3],
      ] as const) {
        expect(Math.abs((found ?? 0) - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted));
      }
    }
  });

  it('fall into other signals when they are rebased', () => {
    const count = (found: JudgedSeries): number => signals(found).filter((signal) => signal !== 'common-cause').length;
    const whole = judgeSeries(read(), NEITHER);
    const rebased = judgeSeries(read(), { ...NEITHER, rebases: ['2016-04-01', '2020-04-01'] });
    expect(count(rebased)).toBeLessThan(count(whole));
  });
});

/** Mean and 2.66 mean moving ranges of whole numbers, by exact fractions: no sum in floating point. */
function exactLimits(values: readonly number[]): { mean: number; far: number } {
  const whole = values.map(BigInt);
  const total = (list: readonly bigint[]): bigint => list.reduce((sum, one) => sum + one, 0n);
  const ranges = whole.slice(1).map((value, index) => {
    const difference = value - (whole[index] ?? 0n);
    return difference < 0n ? -difference : difference;
  });
  // range < 3.267 × sum / n, without dividing.
  const kept = ranges.filter((range) => range * 1000n * BigInt(ranges.length) < 3267n * total(ranges));
  const over = (numerator: bigint, denominator: bigint): number => Number((numerator * 10n ** 18n) / denominator) / 1e18;
  return { mean: over(total(whole), BigInt(whole.length)), far: over(266n * total(kept), 100n * BigInt(kept.length)) };
}

/** Each rule as it is written, over every window there is. */
function plainlyJudged(
  values: readonly (number | null)[],
  mean: number,
  limits: JudgedSeries['groups'][number]['limits'],
): (Signal | null)[] {
  const windows = (length: number): number[][] =>
    Array.from({ length: Math.max(0, values.length - length + 1) }, (_, start) => Array.from({ length }, (_, step) => start + step));
  const figure = (place: number): number => values[place] ?? Number.NaN;
  const outside = (place: number): boolean => !!limits && (figure(place) > limits.upper || figure(place) < limits.lower);
  const near = (place: number): boolean =>
    !!limits && !outside(place) && (figure(place) > limits.nearUpper || figure(place) < limits.nearLower);
  const within = (place: number, length: number, test: (places: number[]) => boolean): boolean =>
    windows(length).some((places) => places.includes(place) && test(places));
  const oneSide = (places: number[]): boolean =>
    places.every((place) => figure(place) > mean) || places.every((place) => figure(place) < mean);
  const goes = (way: 1 | -1) => (places: number[]) =>
    places.slice(1).every((place) => Math.sign(figure(place) - figure(place - 1)) === way);
  return values.map((value, place): Signal | null => {
    if (value === null) return null;
    if (!limits) return 'common-cause';
    if (outside(place)) return value > mean ? 'above-upper' : 'below-lower';
    const [rises, falls] = [within(place, 7, goes(1)), within(place, 7, goes(-1))];
    if (rises && falls) return goes(1)([place, place + 1]) ? 'trend-rising' : 'trend-falling';
    if (rises || falls) return rises ? 'trend-rising' : 'trend-falling';
    const pair = within(place, 3, (places) => oneSide(places) && places.filter(near).length >= 2);
    if (near(place) && pair) return value > mean ? 'two-in-three-above' : 'two-in-three-below';
    if (within(place, 7, oneSide)) return value > mean ? 'shift-above' : 'shift-below';
    return 'common-cause';
  });
}
