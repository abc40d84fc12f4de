import { baselineOf, medianOf, type Limits } from './limits.js';
import { RULE_PROFILES, type RuleProfile } from './rule-profile.js';
import { signalsOf, type Signal } from './signals.js';

/** One period of a series. */
export type SeriesPoint = {
  /** What orders the periods, as text: the day a period begins. */
  readonly at: string;
  /** Nothing where the period has no figure: missing, suppressed, not available. Never nought in its place. */
  readonly value: number | null;
};

/** Which way is good. `neither`: over a quarter of published measures have no good direction. */
export const POLARITIES = ['up-is-good', 'down-is-good', 'neither'] as const;
export type Polarity = (typeof POLARITIES)[number];

/** What a signal means, by polarity. */
export type PointType = 'usual' | 'improvement' | 'concern' | 'neutral-high' | 'neutral-low';

/** Whether the process, as it is, will meet its target. */
export type Assurance = 'will-meet' | 'will-miss' | 'may-meet';

export type SeriesQuestion = {
  readonly polarity: Polarity;
  readonly target?: number;
  /** Where a new group begins: at the points of just these `at`. One that no point has changes nothing. */
  readonly rebases?: readonly string[];
  /** Judge by the first so many figures of each group, at least 12; by all of them unless said. */
  readonly baselinePoints?: number;
  readonly profile?: RuleProfile;
};

/** Points that are judged together: from a rebase to just before the next. */
export type SeriesGroup = {
  /** The place of its first point in the series, and of the one after its last. */
  readonly from: number;
  readonly to: number;
  /** `run-chart`: fewer figures than the profile's minimum, so it has a median, no limits, and no signals. */
  readonly kind: 'xmr' | 'run-chart';
  /** The mean, or the median of a run chart; nothing where there is no figure. */
  readonly centre: number | null;
  readonly limits: Limits | null;
};

export type JudgedPoint = SeriesPoint & {
  /** Nothing for a gap, and in a run chart. */
  readonly signal: Signal | null;
  readonly type: PointType | null;
};

export type JudgedSeries = {
  readonly profile: RuleProfile['name'];
  readonly points: readonly JudgedPoint[];
  readonly groups: readonly SeriesGroup[];
  /** The type of the last figure of the last group; nothing where that is a run chart. */
  readonly variation: PointType | null;
  /** The last limits against the target; nothing without limits or target, or where neither way is good. */
  readonly assurance: Assurance | null;
};

/** Fewer figures than these fix no baseline (NHSRplotthedots, option `fix_after_n_points`). */
const LEAST_BASELINE = 12;

/**
 * Judges a series as an XmR chart. Every calculation and every run begins anew in each group.
 *
 * @param series in the order of time, one point for each period, gaps included.
 * @throws RangeError where the points are not in order, a value is not finite, or the baseline is too short: such a
 *   series is a fault of whoever made it, not a finding.
 */
export function judgeSeries(series: readonly SeriesPoint[], question: SeriesQuestion): JudgedSeries {
  const { polarity, target, baselinePoints, profile = RULE_PROFILES['plot-the-dots'] } = question;
  if (baselinePoints !== undefined && baselinePoints < LEAST_BASELINE) {
    throw new RangeError(`A baseline needs at least ${LEAST_BASELINE} points, not ${baselinePoints}`);
  }
  const values = valuesOf(series);
  const judged = groupsOf(series, question.rebases ?? []).map(([from, to]) =>
    judgeGroup(from, values.slice(from, to), baselinePoints, profile),
  );
  const signals = judged.flatMap((one) => one.signals);
  const points = series.map(({ at, value }, index): JudgedPoint => {
    const signal = signals[index] ?? null;
    return { at, value, signal, type: signal && typeOf(signal, polarity) };
  });
  const groups = judged.map(({ group }) => group);
  return {
    profile: profile.name,
    points,
    groups,
    variation: points.slice(groups.at(-1)?.from).findLast(({ value }) => value !== null)?.type ?? null,
    assurance: assuranceOf(groups.at(-1)?.limits ?? null, target, polarity),
  };
}

/** A group, and the signal of each of its points: none in a run chart. */
function judgeGroup(
  from: number,
  values: readonly (number | null)[],
  baselinePoints: number | undefined,
  profile: RuleProfile,
): { readonly group: SeriesGroup; readonly signals: readonly (Signal | null)[] } {
  const to = from + values.length;
  const figures = values.filter((value) => value !== null).length;
  const baseline = figures < profile.minimumPoints ? null : baselineOf(firstFigures(values, baselinePoints), profile);
  if (!baseline) {
    const group = { from, to, kind: 'run-chart', centre: medianOf(values), limits: null } as const;
    return { group, signals: values.map(() => null) };
  }
  const group = { from, to, kind: 'xmr', centre: baseline.mean, limits: baseline.limits } as const;
  return { group, signals: signalsOf(values, baseline, profile) };
}

/** Where each group begins, and the next one begins or the series ends. */
function groupsOf(series: readonly SeriesPoint[], rebases: readonly string[]): [number, number][] {
  if (series.length === 0) return [];
  const starts = [0];
  for (let at = 1; rebases.length > 0 && at < series.length; at++) if (rebases.includes(series[at]?.at ?? '')) starts.push(at);
  return starts.map((start, index) => [start, starts[index + 1] ?? series.length]);
}

/** The values up to the last of so many figures; gaps do not count among them. */
function firstFigures(values: readonly (number | null)[], count: number | undefined): readonly (number | null)[] {
  if (count === undefined) return values;
  let found = 0;
  const end = values.findIndex((value) => value !== null && ++found === count);
  return end < 0 ? values : values.slice(0, end + 1);
}

const IS_UP: Readonly<Record<Exclude<Signal, 'common-cause'>, boolean>> = {
  'above-upper': true,
  'below-lower': false,
  'trend-rising': true,
  'trend-falling': false,
  'two-in-three-above': true,
  'two-in-three-below': false,
  'shift-above': true,
  'shift-below': false,
};

/** What is up is good, bad or neither, and what is down the reverse: never inferred where neither way is good. */
function typeOf(signal: Signal, polarity: Polarity): PointType {
  if (signal === 'common-cause') return 'usual';
  const isUp = IS_UP[signal];
  if (polarity === 'neither') return isUp ? 'neutral-high' : 'neutral-low';
  return isUp === (polarity === 'up-is-good') ? 'improvement' : 'concern';
}

function assuranceOf(limits: Limits | null, target: number | undefined, polarity: Polarity): Assurance | null {
  if (!limits || target === undefined || polarity === 'neither') return null;
  const [misses, meets] =
    polarity === 'up-is-good' ? [target > limits.upper, target < limits.lower] : [target < limits.lower, target > limits.upper];
  if (misses) return 'will-miss';
  return meets ? 'will-meet' : 'may-meet';
}

/** The values of points that are in order, each a finite number or none. */
function valuesOf(series: readonly SeriesPoint[]): (number | null)[] {
  let before: string | undefined;
  return series.map(({ at, value }) => {
    if (before !== undefined && at <= before) throw new RangeError(`The point ${at} comes after ${before}, and should not`);
    if (value !== null && !Number.isFinite(value)) throw new RangeError(`The value at ${at} is not a finite number`);
    before = at;
    return value;
  });
}
