import type { Source } from './figure.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** In what a partner pays: money, rooms, or people's time. */
export const CONTRIBUTION_KINDS = ['cash', 'accommodation', 'staff'] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** What was meant before the year, and what came: two facts, neither of which puts the other right. */
export const CONTRIBUTION_STAGES = ['planned', 'actual'] as const;
export type ContributionStage = (typeof CONTRIBUTION_STAGES)[number];

/** What one contributor gives to a partnership in a year, as planned or as it came; or the total that a source states. */
export type ContributionStated = {
  readonly type: 'ContributionStated';
  readonly data: {
    readonly partnership: string;
    /** A financial year: `FY2019-20`. */
    readonly year: string;
    readonly stage: ContributionStage;
    /** As its source names it; nothing for the total that the source states of all of that kind. */
    readonly contributor: string | null;
    readonly kind: ContributionKind;
    /** Whole pounds. */
    readonly pounds: number;
    readonly source: Source;
    /** What stood before, and why it is now known to be another. */
    readonly before?: number;
    readonly reason?: string;
  };
};
