/** The suppression profiles there are. A release names the one it was decided by; a name never changes its meaning. */
export type ProfileName = 'dfe' | 'nhs-hes';

/** By which rules small numbers are hidden from those outside the restricted circle. */
export type SuppressionProfile = {
  readonly name: ProfileName;
  readonly title: string;
  /** The document that the rules are taken from. */
  readonly source: string;
  /** Counts from one to this many are hidden. Nought is always shown. */
  readonly hiddenUpTo: number;
  /** What stands where a figure is hidden. */
  readonly symbol: string;
  /** Counts that are shown are rounded to the nearest multiple of this, half up; 1: they are exact. */
  readonly roundedTo: number;
  /** Whether rates and percentages are shown where both their parts are: an exact rate gives away a rounded count. */
  readonly showsRates: boolean;
};

/**
 * Every profile, by name.
 *
 * - `dfe`: "Children in need statistics", Department for Education: numbers from one to five are replaced by `c`, nought
 *   is shown, and others are hidden so that none can be worked out.
 * - `nhs-hes`: the disclosure control of Hospital Episode Statistics since 2018 for figures below national level: one to
 *   seven are replaced by `*`, all others are rounded to the nearest five.
 */
export const SUPPRESSION_PROFILES: Readonly<Record<ProfileName, SuppressionProfile>> = {
  dfe: {
    name: 'dfe',
    title: 'As the Department for Education does',
    source: 'Children in need statistics, guide: numbers from one to five are suppressed, with secondary suppression',
    hiddenUpTo: 5,
    symbol: 'c',
    roundedTo: 1,
    showsRates: true,
  },
  'nhs-hes': {
    name: 'nhs-hes',
    title: 'As Hospital Episode Statistics do',
    source: 'Hospital Episode Statistics, disclosure control since 2018: one to seven suppressed, others to the nearest five',
    hiddenUpTo: 7,
    symbol: '*',
    roundedTo: 5,
    showsRates: false,
  },
};

/** Whether a count is so small that it is hidden for its own sake. */
export function isSmall(count: number, { hiddenUpTo }: Pick<SuppressionProfile, 'hiddenUpTo'>): boolean {
  return count >= 1 && count <= hiddenUpTo;
}

/** What is shown of a count that is not hidden. */
export function shownCount(count: number, { roundedTo }: Pick<SuppressionProfile, 'roundedTo'>): number {
  return Math.floor(count / roundedTo + 0.5) * roundedTo;
}
