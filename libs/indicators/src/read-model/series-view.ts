import { addDays } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import { nextPeriod, periodOfKey, periodsBetween, type Period } from '../domain/period.js';
import { ratio } from '../domain/rounding.js';
import { judgeSeries, RULE_PROFILES, type JudgedSeries, type Polarity, type RuleProfileName } from '../domain/spc/index.js';
import type { IndicatorDefinitionRow } from './indicator-definition.row.js';
import type { IndicatorRebaseRow } from './indicator-rebase.row.js';
import type { IndicatorValueRow } from './indicator-value.row.js';
import type { IndicatorVersionRow } from './indicator-version.row.js';

// What a series says, from its rows alone: pure, so that the chart as at a date is the chart of that date's rows.

type Definition = Pick<RowOf<IndicatorDefinitionRow>, 'definition' | 'target' | 'tolerance' | 'targetFrom' | 'targetUntil'>;
type Value = Pick<RowOf<IndicatorValueRow>, 'period' | 'periodFrom' | 'value' | 'definitionVersion'>;

/** All that a series is judged by, as it stood. */
export interface SeriesRows<V extends Value = Value> {
  readonly definition: Definition;
  readonly versions: readonly Pick<RowOf<IndicatorVersionRow>, 'version' | 'comparable'>[];
  /** In any order. */
  readonly values: readonly V[];
  readonly rebases: readonly Pick<RowOf<IndicatorRebaseRow>, 'periodFrom'>[];
}

/** How the latest figure stands against the target: `near` where it falls short by no more than the tolerance. */
export type AgainstTarget = 'met' | 'near' | 'missed';

/** One period of a series: what stands of it, and what it says. Nothing stands of a period that nobody reported. */
export interface SeriesPeriod<V extends Value = Value> {
  readonly period: Period;
  readonly value: V | null;
  readonly signal: JudgedSeries['points'][number]['signal'];
  readonly type: JudgedSeries['points'][number]['type'];
}

export interface SeriesView<V extends Value = Value> {
  /** From the first period that anything stands of to the last, those between included. */
  readonly periods: readonly SeriesPeriod<V>[];
  readonly judged: JudgedSeries;
  /** The target that is in force in the last period. */
  readonly target: number | null;
  readonly latest: SeriesPeriod<V> | null;
  readonly againstTarget: AgainstTarget | null;
  /** The latest figure against the one before, in percent of that; none across a change of definition, or without both. */
  readonly percentChange: number | null;
  /** The first days of the periods whose figures do not compare with those before them. */
  readonly breaks: readonly Day[];
}

/** Reads a series. @param profile the rules it is judged by. */
export function seriesView<V extends Value>(rows: SeriesRows<V>, profile: RuleProfileName = 'plot-the-dots'): SeriesView<V> {
  const values = [...rows.values].sort((a, b) => (a.periodFrom < b.periodFrom ? -1 : 1));
  const breaks = breaksIn(values, rows.versions);
  const byKey = new Map(values.map((value) => [value.period, value]));
  const periods = everyPeriod(values);
  const target = targetOf(rows.definition, periods.at(-1));
  const { polarity } = rows.definition.definition;
  const judged = judgeSeries(
    periods.map(({ key, from: at }) => ({ at, value: byKey.get(key)?.value ?? null })),
    {
      polarity,
      target: target ?? undefined,
      rebases: [...rows.rebases.map(({ periodFrom }) => periodFrom), ...breaks],
      profile: RULE_PROFILES[profile],
    },
  );
  const shown = periods.map((period, index): SeriesPeriod<V> => {
    const { signal = null, type = null } = judged.points[index] ?? {};
    return { period, value: byKey.get(period.key) ?? null, signal, type };
  });
  const latest = shown.at(-1) ?? null;
  const value = latest?.value?.value ?? null;
  const againstTarget = value === null ? null : standingAgainst(value, target, rows.definition.tolerance ?? 0, polarity);
  return { periods: shown, judged, target, latest, againstTarget, percentChange: percentChange(shown, breaks), breaks };
}

/** How many periods should have been reported by a day, and were not: those after the latest. */
export function periodsOverdue(latest: Period, dueDays: number, today: Day): number {
  let overdue = 0;
  for (let next = nextPeriod(latest); next && addDays(next.to, dueDays) < today; next = nextPeriod(next)) overdue += 1;
  return overdue;
}

/** @returns nothing where neither way is good: no colour is given to what has no direction. */
export function standingAgainst(value: number, target: number | null, tolerance: number, polarity: Polarity): AgainstTarget | null {
  if (target === null || polarity === 'neither') return null;
  const short = polarity === 'up-is-good' ? target - value : value - target;
  if (short <= 0) return 'met';
  return short <= tolerance ? 'near' : 'missed';
}

/** Runs of periods by their first and last: a grid of a thousand series has a handful of them, and days are dear to count. */
const runs = new Map<string, readonly Period[]>();
const MOST_RUNS = 500;

/** @param values in the order of their periods. */
function everyPeriod(values: readonly Value[]): readonly Period[] {
  const [from, to] = [values[0]?.period, values.at(-1)?.period];
  if (from === undefined || to === undefined) return [];
  if (from.startsWith('C')) return values.flatMap(({ period }) => periodOfKey(period) ?? []);
  const key = `${from} ${to}`;
  const known = runs.get(key);
  if (known) return known;
  const [first, last] = [periodOfKey(from), periodOfKey(to)];
  const periods = first && last ? periodsBetween(first, last) : [];
  if (runs.size >= MOST_RUNS) runs.clear();
  runs.set(key, periods);
  return periods;
}

/** Where the definition changes, between one figure and the next, to one that does not compare. */
function breaksIn(values: readonly Value[], versions: SeriesRows['versions']): Day[] {
  const incomparable = versions.filter(({ comparable, version }) => !comparable && version > 1).map(({ version }) => version);
  return values.flatMap(({ periodFrom, definitionVersion }, index) => {
    const before = values[index - 1]?.definitionVersion;
    const breaks = before !== undefined && incomparable.some((version) => before < version && version <= definitionVersion);
    return breaks ? [periodFrom] : [];
  });
}

function targetOf({ target, targetFrom, targetUntil }: Definition, last: Period | undefined): number | null {
  if (target === null || targetFrom === null || !last || last.to < targetFrom) return null;
  return targetUntil !== null && last.from > targetUntil ? null : target;
}

function percentChange(periods: readonly SeriesPeriod[], breaks: readonly Day[]): number | null {
  const [before, latest] = periods.slice(-2);
  if (!before || !latest || breaks.includes(latest.period.from)) return null;
  const [was, is] = [before.value?.value ?? null, latest.value?.value ?? null];
  if (was === null || is === null || was === 0) return null;
  const change = ratio(Math.abs(is - was), was, 100, 1);
  return is < was ? -change : change;
}
