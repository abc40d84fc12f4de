import type { Figure, Source, Standing, Told } from './figure.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Of what a figure is one: what each event of a series carries. */
export type InSeries = {
  readonly partnership: string;
  readonly code: string;
  /** The kind of place and its code: `authority:E10000012`. */
  readonly place: string;
  /** The agency that reports the series. */
  readonly agency: string;
};

type OfPeriod = InSeries & { readonly period: string; readonly definitionVersion: number };

/** A figure of a period is known for the first time, or again after it was withdrawn. */
export type IndicatorValueRecorded = {
  readonly type: 'IndicatorValueRecorded';
  readonly data: OfPeriod & Told & { readonly late: boolean; readonly daysLate: number };
};

/** A figure is now known to be another. What was known before stays known to have been. */
export type IndicatorValueRestated = {
  readonly type: 'IndicatorValueRestated';
  readonly data: OfPeriod &
    Told & {
      readonly before: { readonly figure: Figure; readonly standing: Standing; readonly source: Source };
      readonly reason: string;
    };
};

/** A figure no longer stands, and no other takes its place. */
export type IndicatorValueWithdrawn = {
  readonly type: 'IndicatorValueWithdrawn';
  readonly data: OfPeriod & {
    readonly before: { readonly figure: Figure; readonly standing: Standing; readonly source: Source };
    readonly reason: string;
  };
};

/** From a period on, a series is judged by itself: a judgement that a large, understood and lasting shift has happened. */
export type IndicatorSeriesRebased = {
  readonly type: 'IndicatorSeriesRebased';
  readonly data: InSeries & {
    /** The period that begins the new group. */
    readonly period: string;
    readonly why: string;
    readonly evidence: string;
  };
};

export type IndicatorSeriesEvent = IndicatorValueRecorded | IndicatorValueRestated | IndicatorValueWithdrawn | IndicatorSeriesRebased;
