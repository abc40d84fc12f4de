import type { Day } from '@goldenthread/event-sourcing';
import type { SuppressionProfile } from './suppression/index.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Whom a table is released to: all of them outside the circle that sees unsuppressed figures. */
export const AUDIENCES = ['publication', 'freedom-of-information', 'other-partnership', 'lay-members', 'briefing'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a table was made from. */
export type ReleaseSource =
  /** The latest so many periods of some indicators. */
  | { readonly kind: 'indicators'; readonly codes: readonly string[]; readonly periods: number }
  /** The agreed grades of a case audit, by what was looked at or by agency. */
  | { readonly kind: 'case-audit-grades'; readonly audit: string; readonly by: 'domain' | 'agency' }
  /** What audits found, by theme and year. */
  | { readonly kind: 'case-audit-themes' };

/** Why there is no number: nobody counted, or the source gave none. */
export type NoNumber = 'suppressed' | 'not-applicable' | 'not-available' | 'not-submitted' | 'low-reliability';

export type ReleasedCell =
  | {
      readonly kind: 'number';
      readonly number: number;
      readonly decimals: number;
      readonly unit: string;
      readonly qualifier?: 'over' | 'under' | 'approximately';
    }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'marker'; readonly marker: NoNumber }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' };

/** A table as it left the circle: what was hidden is not in it. */
export type ReleasedTable = {
  /** What stands above the columns that say what a row is about. */
  readonly about: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly { readonly about: readonly string[]; readonly cells: readonly ReleasedCell[] }[];
};

/** A table left the circle. What is hidden of it was decided now, and stays decided. */
export type ReleaseMade = {
  readonly type: 'ReleaseMade';
  readonly data: {
    readonly release: string;
    readonly partnership: string;
    readonly title: string;
    readonly audience: Audience;
    /** What for, in the words of whoever made it. */
    readonly purpose: string;
    readonly source: ReleaseSource;
    /** The place in the record that the figures were read at. */
    readonly readAt: { readonly position: string; readonly day: Day };
    /** The rules that it was decided by, as they were. */
    readonly profile: SuppressionProfile;
    readonly table: ReleasedTable;
    /** How many numbers there are, and how many of them are hidden for what reason. */
    readonly tally: { readonly numbers: number; readonly small: number; readonly others: number };
    /**
     * The figures as they were with what was hidden, as JSON: later releases are checked against them. Sealed, and shown to
     * nobody.
     */
    readonly workings: string;
  };
};

/**
 * A release was taken back: its table was wrong, or should not have left. Whoever has it, has it: what it told readers
 * still counts when later ones are decided.
 */
export type ReleaseWithdrawn = {
  readonly type: 'ReleaseWithdrawn';
  readonly data: {
    readonly release: string;
    readonly partnership: string;
    /** As they were when it was made. */
    readonly title: string;
    readonly audience: Audience;
    /** Why, to those it was released to: in the words of whoever withdrew it. */
    readonly reason: string;
  };
};

export type ReleaseEvent = ReleaseMade | ReleaseWithdrawn;
