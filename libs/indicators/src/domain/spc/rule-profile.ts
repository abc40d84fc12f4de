/** The rule profiles there are. A chart names the one it was judged by; a name never changes its meaning. */
export type RuleProfileName =
  'plot-the-dots' | 'plot-the-dots-unscreened' | 'plot-the-dots-run-of-6' | 'plot-the-dots-trend-of-6' | 'plot-the-dots-from-2-points';

/** By which rules an XmR chart tells signal from noise. */
export type RuleProfile = {
  readonly name: RuleProfileName;
  /** Limits lie this many mean moving ranges from the mean. */
  readonly limit: number;
  /** Which part of the way to a limit begins what is near it. */
  readonly near: number;
  /** Moving ranges that are not below so many times their mean are left out, once. Nothing: none are. */
  readonly screening: number | null;
  /** So many points in a row on one side of the mean are a shift. */
  readonly shift: number;
  /** So many points in a row, each higher than the one before or each lower, are a trend. */
  readonly trend: number;
  /** With fewer points there are no limits and no signals: the group is a run chart about its median. */
  readonly minimumPoints: number;
};

/**
 * The rules of NHSRplotthedots 0.2.2 (commit 050b07d).
 *
 * - 2.66 is 3 / d2, and 3.267 is D4, for ranges of two observations (d2 = 1.128), as its `ptd_spc_standard` has them.
 * - Near a limit begins at two thirds of the way, `2/3 × 2.66`.
 * - Seven points make a shift, seven a trend (six differences).
 * - Its code finds a group too short where it has fewer than 13 points.
 */
const PLOT_THE_DOTS: RuleProfile = {
  name: 'plot-the-dots',
  limit: 2.66,
  near: 2 / 3,
  screening: 3.267,
  shift: 7,
  trend: 7,
  minimumPoints: 13,
};

/**
 * Every profile, by name. The first is the default; each other names the one thing that it does otherwise:
 *
 * - unscreened: the Excel tools of Making Data Count leave no moving range out.
 * - run of 6: those tools offer six or seven in a row.
 * - trend of 6: six points, five differences.
 * - from 2 points: the Power BI visual draws limits from two points on.
 */
export const RULE_PROFILES: Readonly<Record<RuleProfileName, RuleProfile>> = {
  'plot-the-dots': PLOT_THE_DOTS,
  'plot-the-dots-unscreened': { ...PLOT_THE_DOTS, name: 'plot-the-dots-unscreened', screening: null },
  'plot-the-dots-run-of-6': { ...PLOT_THE_DOTS, name: 'plot-the-dots-run-of-6', shift: 6 },
  'plot-the-dots-trend-of-6': { ...PLOT_THE_DOTS, name: 'plot-the-dots-trend-of-6', trend: 6 },
  'plot-the-dots-from-2-points': { ...PLOT_THE_DOTS, name: 'plot-the-dots-from-2-points', minimumPoints: 2 },
};
