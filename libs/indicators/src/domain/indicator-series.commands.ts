import type { Day } from '@goldenthread/event-sourcing';
import type { Marker, Qualifier, Source, Standing, DenominatorUsed } from './figure.js';
import type { Definition } from './indicator-definition.events.js';
import type { AskedSince } from './indicator-definition.js';

/** What the handler read about others, before the series decides. */
export type SeriesFacts = {
  /** The definition that stands; nothing where there is no such indicator. */
  readonly indicator?: {
    readonly partnership: string;
    readonly code: string;
    readonly version: number;
    readonly definition: Definition;
    /** The day since which each of its places is asked for: of what ended before, nobody was asked until then. */
    readonly askedSince: AskedSince;
  };
  /** Whether this store may hold judgements and commentary on the partnership: none is attached to a real body. */
  readonly judgementsHeld: boolean;
  /** The day in London. */
  readonly today: Day;
};

/** A figure as it is given: its parts, its value, or the marker that stands in its place. */
export type GivenFigure = {
  readonly numerator?: number;
  readonly denominator?: number;
  /** Read by the handler from the record of the denominator, where the figure names it. */
  readonly denominatorFrom?: DenominatorUsed;
  /** As the source states it; worked out from the parts where it is left out. */
  readonly value?: number;
  readonly qualifier?: Qualifier;
  readonly marker?: Marker;
  readonly symbol?: string;
};

export type GivenValue = GivenFigure & {
  readonly period: string;
  readonly standing: Standing;
  readonly source: Source;
  readonly commentary?: string;
};

/** Of which series: the place, and the agency on whose behalf it is said (nothing: on the partnership's). */
type OfSeries = { readonly place: string; readonly onBehalfOf?: string; readonly facts: SeriesFacts };

/**
 * Figures of several periods at once: all of them, or none. Where one stands already, its row needs a reason; and may name
 * the revision of what stands as it was read, so that nothing is restated which nobody has seen.
 */
export type RecordValues = OfSeries & {
  readonly type: 'RecordValues';
  readonly values: readonly (GivenValue & { readonly reason?: string; readonly basedOn?: number })[];
};

export type RestateValue = OfSeries & {
  readonly type: 'RestateValue';
  readonly value: GivenValue;
  readonly reason: string;
  /** The revision of what stands, as it was read. */
  readonly basedOn: number;
};

export type WithdrawValue = OfSeries & {
  readonly type: 'WithdrawValue';
  readonly period: string;
  readonly reason: string;
  readonly basedOn: number;
};

export type RebaseSeries = OfSeries & {
  readonly type: 'RebaseSeries';
  readonly period: string;
  readonly why: string;
  readonly evidence: string;
};

export type IndicatorSeriesCommand = RecordValues | RestateValue | WithdrawValue | RebaseSeries;

/** Why a series refuses a command, each with what its words need. */
export type IndicatorSeriesRefusals = {
  'indicator-not-known': object;
  'place-not-in-indicator': { readonly place: string; readonly places: readonly string[] };
  'period-unreadable': { readonly period: string; readonly frequency: string; readonly example: string };
  'period-not-over': { readonly period: string; readonly to: Day; readonly today: Day };
  'figure-needed': { readonly period: string };
  'figure-or-marker': { readonly period: string };
  'not-a-finite-number': { readonly period: string; readonly field: string };
  'negative-figure': { readonly period: string; readonly field: string };
  'not-a-whole-count': { readonly period: string; readonly field: string };
  'denominator-not-above-nought': { readonly period: string };
  'numerator-above-denominator': { readonly period: string; readonly numerator: number; readonly denominator: number };
  'too-many-decimals': { readonly period: string; readonly decimals: number };
  'percentage-out-of-range': { readonly period: string; readonly value: number };
  'count-has-no-denominator': { readonly period: string };
  'value-stands': { readonly period: string; readonly current: object };
  'period-given-twice': { readonly period: string };
  'value-not-recorded': { readonly period: string };
  'value-changed': { readonly period: string; readonly current: object };
  'restates-nothing': { readonly period: string };
  'rebased-already': { readonly period: string };
  'denominator-not-recorded': { readonly code: string; readonly period: string };
  'no-commentary-held-here': object;
};
export type IndicatorSeriesRefusal = keyof IndicatorSeriesRefusals;
