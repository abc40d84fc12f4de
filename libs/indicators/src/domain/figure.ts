// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Why a period has no number, as the source says it: never a number, and never nought. */
export const MARKERS = ['suppressed', 'not-applicable', 'not-available', 'not-submitted', 'low-reliability'] as const;
export type Marker = (typeof MARKERS)[number];

/** How exact a figure says it is: "over 7,200", "approx. 50". Nothing: it is exact. */
export const QUALIFIERS = ['over', 'under', 'approximately'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** Whether its source will still change it. */
export type Standing = 'provisional' | 'final';

/** Where a figure was taken from. */
export type Source = {
  readonly title: string;
  /** The release it stands in: what tells two publications of one figure apart. */
  readonly release?: string;
  readonly where?: string;
};

/** Which figure of which record a rate was divided by. */
export type DenominatorUsed = {
  readonly code: string;
  readonly period: string;
  /** The release that the denominator was taken from, as its own source names it. */
  readonly release?: string;
  /** The revision of the denominator's record that was read. */
  readonly revision: number;
};

/** A figure: a number, by its parts where they are known. */
export type NumberFigure = {
  readonly kind: 'number';
  /** In the unit of the definition, at its decimals. */
  readonly value: number;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly denominatorFrom?: DenominatorUsed;
  readonly qualifier?: Qualifier;
  /** What the parts come to, where the source states another value: both are kept, and the difference is shown. */
  readonly partsComeTo?: number;
};

/** That there is no number, and why. */
export type MarkerFigure = {
  readonly kind: 'marker';
  readonly marker: Marker;
  /** As the source writes it: the same sign means different things in different releases. */
  readonly symbol?: string;
};

export type Figure = NumberFigure | MarkerFigure;

/** A figure with all that is said of it. */
export type Told = {
  readonly figure: Figure;
  readonly standing: Standing;
  readonly source: Source;
  /** Why it is what it is, in the agency's own words. */
  readonly commentary?: string;
};
