import type { Day } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/**
 * What the Board decides on a risk: to accept it as it is, to have something done about it, or to ask for more before it
 * decides.
 */
export const RISK_DECISIONS = ['accept', 'act', 'ask-for-more'] as const;
export type RiskDecision = (typeof RISK_DECISIONS)[number];

/** A series that a risk is about. */
export type RiskSubject = { readonly code: string; readonly place: string };

/**
 * The sub-committee tells the Board of a risk to performance.
 *
 * Source: Essex, Southend and Thurrock arrangements: the sub-committee informs the Board of trends and of any risk to performance.
 */
export type PerformanceRiskRaised = {
  readonly type: 'PerformanceRiskRaised';
  readonly data: {
    readonly risk: string;
    readonly partnership: string;
    readonly title: string;
    readonly why: string;
    readonly about: readonly RiskSubject[];
  };
};

/** The Board decides on a risk. */
export type PerformanceRiskDecided = {
  readonly type: 'PerformanceRiskDecided';
  readonly data: {
    readonly risk: string;
    readonly partnership: string;
    readonly decision: RiskDecision;
    readonly words: string;
    readonly decidedOn: Day;
    /** When the Board looks at it again. */
    readonly callBackOn?: Day;
  };
};

export type PerformanceRiskEvent = PerformanceRiskRaised | PerformanceRiskDecided;
