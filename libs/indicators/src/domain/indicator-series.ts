import { addDays, daysBetween } from '@goldenthread/calendar';
import { canonicalJson, idOf, Refusal, type Actor, type Decider, type Instant, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { Figure, Source, Standing, Told } from './figure.js';
import type {
  GivenValue,
  IndicatorSeriesCommand,
  RebaseSeries,
  RecordValues,
  RestateValue,
  SeriesFacts,
  WithdrawValue,
} from './indicator-series.commands.js';
import type {
  IndicatorSeriesEvent,
  IndicatorSeriesRebased,
  IndicatorValueRecorded,
  IndicatorValueRestated,
  IndicatorValueWithdrawn,
  InSeries,
} from './indicator-series.events.js';
import { parsePeriod, SPELLINGS, type Period } from './period.js';
import { placeKeyOf } from './place-key.js';
import { figureOf, inRow, refusal } from './told-figure.js';

type Standings = Told & {
  readonly revision: number;
  readonly changedBy: Actor;
  readonly changedAt: Instant;
};

export type IndicatorSeriesState = {
  /** What stands of each period, by its key. */
  readonly values: Readonly<Record<string, Standings>>;
  /** When what stood of a period was withdrawn, by its key; nothing where something stands again. */
  readonly withdrawn: Readonly<Record<string, Instant>>;
  /** The periods that begin a new group. */
  readonly rebases: readonly string[];
};

/** The figures of one indicator for one place, period by period. Nothing in it is overwritten. */
export const indicatorSeries: Decider<IndicatorSeriesState, IndicatorSeriesCommand, IndicatorSeriesEvent> = {
  category: 'indicatorSeries',
  initial: { values: {}, withdrawn: {}, rebases: [] },

  decide: (command, state) => {
    switch (command.type) {
      case 'RecordValues':
        return recordAll(command, state);
      case 'RestateValue':
        return restate(command, state);
      case 'WithdrawValue':
        return withdraw(command, state);
      case 'RebaseSeries':
        return rebase(command, state);
    }
  },

  evolve: (state, event) => {
    switch (event.type) {
      case 'IndicatorValueRecorded':
      case 'IndicatorValueRestated': {
        const { [event.data.period]: _again, ...withdrawn } = state.withdrawn;
        return { ...state, values: { ...state.values, [event.data.period]: standingOf(event) }, withdrawn };
      }
      case 'IndicatorValueWithdrawn': {
        const { [event.data.period]: _withdrawn, ...values } = state.values;
        return { ...state, values, withdrawn: { ...state.withdrawn, [event.data.period]: event.recordedAt } };
      }
      case 'IndicatorSeriesRebased':
        return { ...state, rebases: [...state.rebases, event.data.period] };
    }
  },
};

/** The one record of an indicator's figures for a place. */
export function seriesIdOf(partnership: string, code: string, place: string): string {
  return idOf(indicatorSeries.category, partnership, code, place);
}

type Series = InSeries & { readonly definitionVersion: number };

function recordAll({ values, ...of }: RecordValues, state: IndicatorSeriesState): readonly IndicatorSeriesEvent[] {
  const given = new Set<string>();
  return values.flatMap((value, index) => {
    try {
      if (given.has(value.period)) throw refusal('period-given-twice', { period: value.period });
      given.add(value.period);
      return recordOne(value, of, state);
    } catch (error) {
      throw inRow(error, index, values.length);
    }
  });
}

function recordOne(
  value: RecordValues['values'][number],
  of: Pick<RecordValues, 'place' | 'onBehalfOf' | 'facts'>,
  state: IndicatorSeriesState,
): readonly IndicatorSeriesEvent[] {
  const series = seriesOf(of);
  const period = periodOf(value.period, of.facts);
  const told = toldOf(value, period, of.facts);
  const standing = value.basedOn === undefined ? state.values[period.key] : standingAt(period, value.basedOn, state);
  if (standing && isSame(standing, told)) return [];
  if (standing && value.reason === undefined) throw refusal('value-stands', { period: period.key, current: currentOf(standing) });
  if (standing && value.reason !== undefined) return [restated(series, period, standing, told, value.reason)];
  return [recorded(series, period, told, of.facts)];
}

function recorded(series: Series, period: Period, told: Told, { today, indicator }: SeriesFacts): IndicatorValueRecorded {
  const since = indicator?.askedSince[series.place] ?? period.to;
  const askedFrom = since > period.to ? since : period.to;
  const daysLate = Math.max(0, daysBetween(addDays(askedFrom, indicator?.definition.dueDays ?? 0), today));
  return { type: 'IndicatorValueRecorded', data: { ...series, period: period.key, ...told, late: daysLate > 0, daysLate } };
}

function restate({ value, reason, basedOn, ...of }: RestateValue, state: IndicatorSeriesState): IndicatorValueRestated[] {
  const series = seriesOf(of);
  const period = periodOf(value.period, of.facts);
  const standing = standingAt(period, basedOn, state);
  const told = toldOf(value, period, of.facts);
  if (isSame(standing, told)) throw refusal('restates-nothing', { period: period.key });
  return [restated(series, period, standing, told, reason)];
}

function restated(series: Series, period: Period, standing: Standings, told: Told, reason: string): IndicatorValueRestated {
  return {
    type: 'IndicatorValueRestated',
    data: { ...series, period: period.key, ...told, before: beforeOf(standing), reason: why(reason) },
  };
}

function withdraw({ period: text, reason, basedOn, ...of }: WithdrawValue, state: IndicatorSeriesState): IndicatorValueWithdrawn[] {
  const series = seriesOf(of);
  const period = periodOf(text, of.facts);
  const standing = standingAt(period, basedOn, state);
  return [{ type: 'IndicatorValueWithdrawn', data: { ...series, period: period.key, before: beforeOf(standing), reason: why(reason) } }];
}

function rebase({ period: text, why: words, evidence, ...of }: RebaseSeries, state: IndicatorSeriesState): IndicatorSeriesRebased[] {
  const { definitionVersion: _, ...series } = seriesOf(of);
  if (!of.facts.judgementsHeld) throw new Refusal('no-judgements-held-here');
  const period = periodOf(text, of.facts);
  if (!state.values[period.key]) throw refusal('value-not-recorded', { period: period.key });
  if (state.rebases.includes(period.key)) throw refusal('rebased-already', { period: period.key });
  return [{ type: 'IndicatorSeriesRebased', data: { ...series, period: period.key, why: why(words), evidence: why(evidence) } }];
}

/** Whose the series is. An indicator that is another agency's looks as if there were none. */
function seriesOf({ place, onBehalfOf, facts: { indicator } }: Pick<RecordValues, 'place' | 'onBehalfOf' | 'facts'>): Series {
  if (!indicator) throw refusal('indicator-not-known', {});
  const { partnership, code, version: definitionVersion, definition } = indicator;
  const agency = definition.owner === 'each-agency' ? place.slice(place.indexOf(':') + 1) : definition.owner;
  if (onBehalfOf !== undefined && onBehalfOf !== agency) throw refusal('indicator-not-known', {});
  const places = definition.places.map(placeKeyOf);
  if (!places.includes(place)) throw refusal('place-not-in-indicator', { place, places });
  return { partnership, code, place, agency, definitionVersion };
}

function periodOf(text: string, { indicator, today }: SeriesFacts): Period {
  const frequency = indicator?.definition.frequency ?? 'month';
  const period = parsePeriod(text, frequency);
  if (!period) throw refusal('period-unreadable', { period: text, frequency, example: SPELLINGS[frequency] });
  if (period.to >= today) throw refusal('period-not-over', { period: text, to: period.to, today });
  return period;
}

function toldOf(
  { period: _, standing, source, commentary, ...figure }: GivenValue,
  period: Period,
  { indicator, judgementsHeld }: SeriesFacts,
): Told {
  if (!indicator) throw refusal('indicator-not-known', {});
  if (commentary !== undefined && !judgementsHeld) throw refusal('no-commentary-held-here', {});
  const told = { figure: figureOf(figure, period.key, indicator.definition), standing, source };
  return commentary === undefined ? told : { ...told, commentary };
}

function standingAt(period: Period, basedOn: number, state: IndicatorSeriesState): Standings {
  const standing = state.values[period.key];
  if (!standing) throw refusal('value-not-recorded', { period: period.key });
  if (standing.revision === basedOn) return standing;
  const { changedBy, changedAt } = standing;
  throw new Refusal('value-changed', {
    period: period.key,
    current: currentOf(standing),
    currentRevision: standing.revision,
    changedBy,
    changedAt,
  });
}

function standingOf({ data, revision, actor, recordedAt }: RecordedEvent<IndicatorValueRecorded | IndicatorValueRestated>): Standings {
  const { figure, standing, source, commentary } = data;
  return { figure, standing, source, commentary, revision, changedBy: actor, changedAt: recordedAt };
}

function isSame(a: Told, b: Told): boolean {
  return canonicalJson(currentOf(a)) === canonicalJson(currentOf(b));
}

function currentOf({ figure, standing, source, commentary }: Told): Told {
  return { figure, standing, source, commentary };
}

function beforeOf({ figure, standing, source }: Told): { figure: Figure; standing: Standing; source: Source } {
  return { figure, standing, source };
}

function why(words: string): string {
  if (!words.trim()) throw new Refusal('say-why');
  return words;
}
