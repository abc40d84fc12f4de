import type { RuleProfile } from './rule-profile.js';

/** Where the limits of a group lie, in the unit of its values. */
export type Limits = {
  readonly lower: number;
  readonly upper: number;
  /** Where what is near the lower limit begins, seen from the mean. */
  readonly nearLower: number;
  readonly nearUpper: number;
};

/** What a group of points is judged against. */
export type Baseline = {
  readonly mean: number;
  /**
   * Nothing where there is no moving range to take: one point, gaps between all of them, or a constant series under
   * screening, where no moving range is below so many times a mean of nought.
   */
  readonly limits: Limits | null;
};

/**
 * Mean and limits of the values that a group is judged by. A gap has no moving range to either of its neighbours.
 *
 * @returns nothing where no value is a number.
 */
export function baselineOf(values: readonly (number | null)[], profile: RuleProfile): Baseline | null {
  const mean = meanOf(values);
  if (mean === null) return null;
  const range = meanMovingRange(movingRanges(values), profile.screening);
  if (range === null) return { mean, limits: null };
  const far = profile.limit * range;
  const near = profile.near * far;
  return { mean, limits: { lower: mean - far, upper: mean + far, nearLower: mean - near, nearUpper: mean + near } };
}

/** The value that as many lie above as below; nothing where there are none. */
export function medianOf(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}

function movingRanges(values: readonly (number | null)[]): number[] {
  const ranges: number[] = [];
  let before: number | null = null;
  for (const value of values) {
    if (value !== null && before !== null) ranges.push(Math.abs(value - before));
    before = value;
  }
  return ranges;
}

function meanMovingRange(ranges: readonly number[], screening: number | null): number | null {
  const mean = meanOf(ranges);
  if (mean === null || screening === null) return mean;
  return meanOf(ranges.filter((range) => range < screening * mean));
}

function meanOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}
