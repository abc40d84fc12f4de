import type { Day } from '@goldenthread/event-sourcing';
import type { Frequency } from './period.js';
import type { Polarity } from './spc/index.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** What a place is. */
export const PLACE_KINDS = ['england', 'region', 'authority', 'quadrant', 'agency'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A place that figures are given for. */
export type Place = {
  readonly kind: PlaceKind;
  /** A code of the Office for National Statistics, an agency's id, or a name of the partnership's own. */
  readonly code: string;
  readonly name: string;
};

/**
 * What is counted.
 *
 * - `count`: a whole number of things.
 * - `proportion`: a part of a whole, in percent: the numerator is among the denominator.
 * - `rate`: so many per 10,000 or 100,000 of a population.
 */
export type Measure = { readonly kind: 'count' } | { readonly kind: 'proportion' } | { readonly kind: 'rate'; readonly per: number };

/** One side of a measure: what it counts, and where that comes from. */
export type Part = { readonly counts: string; readonly source?: string };

/** What a figure means. */
export type Definition = {
  readonly name: string;
  /** The question it answers. */
  readonly question: string;
  /** The agency that reports it; `each-agency`: each reports its own, the place being itself. */
  readonly owner: string;
  readonly measure: Measure;
  readonly numerator: Part;
  readonly denominator?: Part;
  /** The indicator whose figures a rate is divided by, where they are kept here. */
  readonly denominatorCode?: string;
  readonly unit: string;
  /** Rounded half up to so many. */
  readonly decimals: number;
  readonly polarity: Polarity;
  readonly frequency: Frequency;
  /** Within so many days of its period's last day, a figure is in time. */
  readonly dueDays: number;
  readonly places: readonly Place[];
  readonly dataQuality?: string;
};

/** An indicator is defined, or defined anew. */
export type IndicatorDefined = {
  readonly type: 'IndicatorDefined';
  readonly data: {
    readonly partnership: string;
    readonly code: string;
    /** From 1. */
    readonly version: number;
    readonly definition: Definition;
    /** Whether figures may be compared with those of the version before; where not, the line is broken between them. */
    readonly comparable: boolean;
    readonly why: string;
  };
};

/** What the partnership wants a figure to be, from a day on. A later one takes its place. */
export type IndicatorTargetSet = {
  readonly type: 'IndicatorTargetSet';
  readonly data: {
    readonly partnership: string;
    readonly code: string;
    readonly target: number;
    /** How far short of the target is still near it, in the same unit. */
    readonly tolerance: number;
    readonly from: Day;
    readonly until?: Day;
    readonly why: string;
  };
};

export type IndicatorDefinitionEvent = IndicatorDefined | IndicatorTargetSet;
