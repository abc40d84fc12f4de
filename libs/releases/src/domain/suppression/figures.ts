/** A whole, and the parts that add up to it. All are names of counts. */
export type Sum = { readonly total: string; readonly parts: readonly string[] };

/** A rate or percentage, and the counts it is worked out from. One whose counts are not known can be judged by nothing. */
export type Rate = { readonly name: string; readonly of: readonly string[] | null };

/** A count, and how much an earlier release gave for it. */
export type Change = { readonly of: string; readonly before: number };

/**
 * The figures of one table, as they are, and how they hang together.
 *
 * A count is named after the one thing that it counts, so that two tables which count the same thing use one name.
 */
export type Figures = {
  /** Whole numbers, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Those of them that stand in no table, and can be worked out from those that do: what is left of a whole. */
  readonly implied: readonly string[];
  readonly sums: readonly Sum[];
  readonly rates: readonly Rate[];
  /**
   * Counts that were released before and have changed since, where what came between counts too: one more case in an audit
   * of a few is that case.
   */
  readonly changes: readonly Change[];
};

/** Figures that have left the circle: what was hidden of them, and how exact the rest was. */
export type ReleasedFigures = Figures & { readonly hidden: readonly string[]; readonly roundedTo: number };
