import { categoryOf, type RecordedEvent, type StoreCreated, type StorePurpose } from '@goldenthread/event-sourcing';
import {
  isToCompareWith,
  periodOfKey,
  seriesView,
  valueOf,
  type Definition,
  type Figure,
  type IndicatorDefined,
  type IndicatorSeriesEvent,
  type SeriesView,
  type StatisticalNeighboursNamed,
} from '@goldenthread/indicators';
import { holdsReturns, type PartnershipRegistered } from '@goldenthread/partnership';

/** One period of a series, as a chart is made from it. */
type Followed = { readonly period: string; readonly periodFrom: string; readonly value: number | null; readonly definitionVersion: number };

type FollowedSeries = { readonly values: Map<string, Followed>; readonly rebases: { readonly periodFrom: string }[] };
type FollowedDefinition = {
  readonly definition: Definition;
  readonly versions: readonly { readonly version: number; readonly comparable: boolean }[];
};

/** What policies remember of figures: as much as their charts are made from. */
export type FollowedIndicators = {
  purpose: StorePurpose;
  /** The partnerships on which judgements may be held. */
  readonly judged: Set<string>;
  readonly definitions: Map<string, FollowedDefinition>;
  readonly series: Map<string, FollowedSeries>;
  /** By partnership, the places that are named as neighbours. */
  readonly neighbours: Map<string, Set<string>>;
};

export type FollowedIndicatorEvent =
  StoreCreated | PartnershipRegistered | IndicatorDefined | IndicatorSeriesEvent | StatisticalNeighboursNamed;

export const FOLLOWED_INDICATOR_EVENTS = [
  'StoreCreated',
  'PartnershipRegistered',
  'IndicatorDefined',
  'IndicatorValueRecorded',
  'IndicatorValueRestated',
  'IndicatorValueWithdrawn',
  'IndicatorSeriesRebased',
  'StatisticalNeighboursNamed',
] as const satisfies readonly FollowedIndicatorEvent['type'][];

export function noIndicators(): FollowedIndicators {
  return { purpose: 'production', judged: new Set(), definitions: new Map(), series: new Map(), neighbours: new Map() };
}

/** Takes an event in: how figures stand after it. */
export function followIndicators(state: FollowedIndicators, event: RecordedEvent<FollowedIndicatorEvent>): void {
  switch (event.type) {
    case 'StoreCreated':
      state.purpose = event.data.purpose;
      return;
    case 'PartnershipRegistered':
      if (holdsReturns(event.data.kind, state.purpose)) state.judged.add(event.stream.slice(categoryOf(event.stream).length + 1));
      return;
    case 'IndicatorDefined': {
      const { partnership, code, definition, version, comparable } = event.data;
      const key = keyOf(partnership, code);
      state.definitions.set(key, { definition, versions: [...(state.definitions.get(key)?.versions ?? []), { version, comparable }] });
      return;
    }
    case 'IndicatorValueRecorded':
    case 'IndicatorValueRestated': {
      const { period, figure, definitionVersion } = event.data;
      const followed = { period, periodFrom: periodOfKey(period)?.from ?? period, value: valueOf(figure), definitionVersion };
      seriesIn(state, event.data).values.set(period, followed);
      return;
    }
    case 'IndicatorValueWithdrawn':
      seriesIn(state, event.data).values.delete(event.data.period);
      return;
    case 'IndicatorSeriesRebased':
      seriesIn(state, event.data).rebases.push({ periodFrom: periodOfKey(event.data.period)?.from ?? event.data.period });
      return;
    case 'StatisticalNeighboursNamed': {
      const { partnership, neighbours } = event.data;
      const named = state.neighbours.get(partnership) ?? new Set<string>();
      for (const { place } of neighbours) named.add(place);
      state.neighbours.set(partnership, named);
    }
  }
}

/** Whether a partnership answers for a series: not for England's, a region's or a neighbour's, which it compares with. */
export function isOwn({ neighbours }: FollowedIndicators, { partnership, place }: InSeries): boolean {
  return !isToCompareWith(place, neighbours.get(partnership) ?? new Set());
}

type InSeries = { readonly partnership: string; readonly code: string; readonly place: string };

/**
 * What a series says; or what it would, had one of its periods another figure.
 *
 * @param instead the period, and its value; nothing in place of a value takes the period out.
 * @returns nothing where the indicator is not defined.
 */
export function viewOf(
  state: FollowedIndicators,
  of: InSeries,
  instead?: { readonly period: string; readonly figure?: Figure },
): SeriesView<Followed> | undefined {
  const defined = state.definitions.get(keyOf(of.partnership, of.code));
  if (!defined) return undefined;
  const { values, rebases } = seriesIn(state, of);
  const shown = [...values.values()].flatMap((one): Followed[] => {
    if (one.period !== instead?.period) return [one];
    return instead.figure === undefined ? [] : [{ ...one, value: valueOf(instead.figure) }];
  });
  const definition = { definition: defined.definition, target: null, tolerance: null, targetFrom: null, targetUntil: null };
  return seriesView({ definition, versions: defined.versions, values: shown, rebases });
}

function seriesIn(state: FollowedIndicators, { partnership, code, place }: InSeries): FollowedSeries {
  const key = keyOf(partnership, code, place);
  const known = state.series.get(key) ?? { values: new Map(), rebases: [] };
  state.series.set(key, known);
  return known;
}

function keyOf(...parts: readonly string[]): string {
  return parts.join(' ');
}
