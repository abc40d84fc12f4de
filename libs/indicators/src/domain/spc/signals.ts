import type { Baseline } from './limits.js';
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

type Side = -1 | 0 | 1;

/**
 * The signal of each value of a group. A gap has none, and breaks every run: of a period that nobody knows, nothing is
 * claimed. A value on the mean is on neither side, and a value like the one before neither rises nor falls.
 */
export function signalsOf(values: readonly (number | null)[], { mean, limits }: Baseline, profile: RuleProfile): (Signal | null)[] {
  if (limits === null) return values.map((value) => (value === null ? null : 'common-cause'));
  const sides = values.map((value) => (value === null ? 0 : sideOf(value - mean)));
  const outside = values.map((value) => value !== null && (value > limits.upper || value < limits.lower));
  const near = values.map((value, at) => value !== null && !outside[at] && (value > limits.nearUpper || value < limits.nearLower));
  const trends = trendsIn(values, profile.trend);
  const pairs = twoInThree(sides, near);
  const shifts = runsOf(sides, profile.shift);
  return values.map((value, at): Signal | null => {
    if (value === null) return null;
    const isAbove = sides[at] === 1;
    if (outside[at]) return isAbove ? 'above-upper' : 'below-lower';
    if (trends[at]) return trends[at] === 1 ? 'trend-rising' : 'trend-falling';
    if (pairs[at]) return isAbove ? 'two-in-three-above' : 'two-in-three-below';
    if (shifts[at]) return isAbove ? 'shift-above' : 'shift-below';
    return 'common-cause';
  });
}

function sideOf(difference: number): Side {
  if (difference === 0) return 0;
  return difference > 0 ? 1 : -1;
}

/** Which places lie in a run, at least so long, of one side. Nought is no side. */
function runsOf(sides: readonly Side[], length: number): boolean[] {
  const inRun = sides.map(() => false);
  let start = 0;
  for (let at = 1; at <= sides.length; at++) {
    if (at < sides.length && sides[at] === sides[start]) continue;
    if (sides[start] !== 0 && at - start >= length) inRun.fill(true, start, at);
    start = at;
  }
  return inRun;
}

/**
 * Which way the trend goes that a point lies in, if it lies in one. Where one trend ends and another begins, the point
 * between takes the way of the step on its right.
 */
function trendsIn(values: readonly (number | null)[], points: number): Side[] {
  const steps = values.slice(1).map((value, at): Side => {
    const before = values[at] ?? null;
    return value === null || before === null ? 0 : sideOf(value - before);
  });
  const inTrend = runsOf(steps, points - 1);
  const stepAt = (at: number): Side => (inTrend[at] ? (steps[at] ?? 0) : 0);
  return values.map((_, at) => stepAt(at) || stepAt(at - 1));
}

/** Those near a limit of which two lie within three in a row that are all on one side. */
function twoInThree(sides: readonly Side[], near: readonly boolean[]): boolean[] {
  const flagged = sides.map(() => false);
  for (let at = 0; at + 2 < sides.length; at++) {
    const side = sides[at];
    if (side === 0 || sides[at + 1] !== side || sides[at + 2] !== side) continue;
    const places = [at, at + 1, at + 2].filter((place) => near[place]);
    if (places.length >= 2) for (const place of places) flagged[place] = true;
  }
  return flagged;
}
