import type { Baseline, Limits } from './limits.js';
import type { RuleProfile } from './rule-profile.js';

/** What a point says, by the rule that comes first: outside, then trend, then two in three, then shift. */
export type Signal =
  | 'above-upper'
  | 'below-lower'
  | 'trend-rising'
  | 'trend-falling'
  | 'two-in-three-above'
  | 'two-in-three-below'
  | 'shift-above'
  | 'shift-below'
  | 'common-cause';

/** Above is 1, below is -1, neither is 0. One number for each place, since a hundred authorities are judged in one go. */
type Sides = Int8Array;

/** How far out a value lies: nearer the mean than that, near a limit, or outside it. */
const NEAR = 1;
const OUTSIDE = 2;

/**
 * The signal of each value of a group. A gap has none, and breaks every run: of a period that nobody knows, nothing is
 * claimed. A value on the mean is on neither side, and a value like the one before neither rises nor falls.
 */
export function signalsOf(values: readonly (number | null)[], { mean, limits }: Baseline, profile: RuleProfile): (Signal | null)[] {
  if (limits === null) return values.map((value) => (value === null ? null : 'common-cause'));
  const sides = sidesOf(values, mean);
  const zones = zonesOf(values, limits);
  const trends = trendsIn(values, profile.trend);
  const pairs = twoInThree(sides, zones);
  const shifts = runsOf(sides, profile.shift);
  return values.map((value, at): Signal | null => {
    if (value === null) return null;
    const isAbove = sides[at] === 1;
    if (zones[at] === OUTSIDE) return isAbove ? 'above-upper' : 'below-lower';
    if (trends[at] !== 0) return trends[at] === 1 ? 'trend-rising' : 'trend-falling';
    if (pairs[at] !== 0) return isAbove ? 'two-in-three-above' : 'two-in-three-below';
    if (shifts[at] !== 0) return isAbove ? 'shift-above' : 'shift-below';
    return 'common-cause';
  });
}

function sidesOf(values: readonly (number | null)[], mean: number): Sides {
  const sides = new Int8Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? null;
    if (value !== null) sides[at] = Math.sign(value - mean);
  }
  return sides;
}

function zonesOf(values: readonly (number | null)[], { lower, upper, nearLower, nearUpper }: Limits): Uint8Array {
  const zones = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? null;
    if (value === null) continue;
    if (value > upper || value < lower) zones[at] = OUTSIDE;
    else if (value > nearUpper || value < nearLower) zones[at] = NEAR;
  }
  return zones;
}

/** The side of each place that lies in a run, at least so long, of one side. Nought is no side. */
function runsOf(sides: Sides, length: number): Sides {
  const inRun = new Int8Array(sides.length);
  let start = 0;
  for (let at = 1; at <= sides.length; at++) {
    if (at < sides.length && sides[at] === sides[start]) continue;
    if (at - start >= length) inRun.fill(sides[start] ?? 0, start, at);
    start = at;
  }
  return inRun;
}

/**
 * Which way the trend goes that a point lies in, if it lies in one. Where one trend ends and another begins, the point
 * between takes the way of the step on its right.
 */
function trendsIn(values: readonly (number | null)[], points: number): Sides {
  const steps = new Int8Array(Math.max(0, values.length - 1));
  for (let at = 0; at < steps.length; at++) {
    const before = values[at] ?? null;
    const value = values[at + 1] ?? null;
    if (value !== null && before !== null) steps[at] = Math.sign(value - before);
  }
  const runs = runsOf(steps, points - 1);
  const trends = new Int8Array(values.length);
  for (let at = 0; at < trends.length; at++) {
    const right = runs[at] ?? 0;
    trends[at] = right === 0 ? (runs[at - 1] ?? 0) : right;
  }
  return trends;
}

/** Those near a limit of which two lie within three in a row that are all on one side: 1 for each. */
function twoInThree(sides: Sides, zones: Uint8Array): Uint8Array {
  const flagged = new Uint8Array(sides.length);
  for (let at = 0; at + 2 < sides.length; at++) {
    const side = sides[at];
    if (side === 0 || sides[at + 1] !== side || sides[at + 2] !== side) continue;
    const first = zones[at] === NEAR ? 1 : 0;
    const second = zones[at + 1] === NEAR ? 1 : 0;
    const third = zones[at + 2] === NEAR ? 1 : 0;
    if (first + second + third < 2) continue;
    if (first) flagged[at] = 1;
    if (second) flagged[at + 1] = 1;
    if (third) flagged[at + 2] = 1;
  }
  return flagged;
}
