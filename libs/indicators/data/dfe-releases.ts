import type { Marker } from '../src/domain/figure.js';
import type { Polarity } from '../src/domain/spc/index.js';

/** A release of the children in need census, and what its signs mean. */
export type DfeRelease = {
  /** As extracts name it. */
  readonly name: string;
  readonly title: string;
  /** The same sign means different things in different releases; a sign that is not here is no figure and no marker. */
  readonly signs: Readonly<Record<string, Marker>>;
};

const UNTIL_2017 = { x: 'suppressed', '.': 'not-applicable', '..': 'not-submitted' } as const;
const IN_2020_AND_2021 = {
  c: 'suppressed',
  ':': 'not-available',
  '..': 'not-submitted',
  z: 'not-applicable',
  u: 'low-reliability',
} as const;
const FROM_2022 = { c: 'suppressed', x: 'not-available', z: 'not-applicable', u: 'low-reliability' } as const;

const title = (year: number): string => `Characteristics of children in need: ${year - 1} to ${year}`;

/**
 * In the order they came out. What their signs mean: domain research, section 6, "Symbols change meaning", after the
 * guidance of each release of the Department for Education.
 */
export const DFE_RELEASES: readonly DfeRelease[] = [
  { name: 'SFR45-2013', title: title(2013), signs: UNTIL_2017 },
  { name: 'SFR43-2014', title: title(2014), signs: UNTIL_2017 },
  { name: 'SFR41-2015', title: title(2015), signs: UNTIL_2017 },
  { name: 'SFR52-2016', title: title(2016), signs: UNTIL_2017 },
  { name: 'SFR61-2017', title: title(2017), signs: UNTIL_2017 },
  { name: 'CIN-2020', title: title(2020), signs: IN_2020_AND_2021 },
  { name: 'CIN-2021', title: title(2021), signs: IN_2020_AND_2021 },
  { name: 'CIN-2022', title: title(2022), signs: FROM_2022 },
  { name: 'CIN-2025', title: title(2025), signs: FROM_2022 },
];

/** Which cells of the census make an indicator: `table.measure`, as extracts name them. */
export type DfeIndicator = {
  readonly code: string;
  readonly name: string;
  readonly kind: 'count' | 'proportion' | 'rate';
  readonly counts: string;
  readonly over?: string;
  /** The cell of the figure itself. */
  readonly value: string;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly polarity: Polarity;
  readonly monthly?: boolean;
};

/** The indicator that holds the children whom rates are per. */
export const POPULATION = 'population-0-17';
const CHILDREN = 'children aged 0 to 17, at the middle of the year before';

/** The sources of a referral in table C5, as extracts name them. */
export const REFERRAL_SOURCES = [
  'individual',
  'schools',
  'education_services',
  'health_services',
  'housing',
  'la_services',
  'police',
  'other_legal_agency',
  'other',
  'anonymous',
  'unknown',
] as const;

const count = (code: string, name: string, counts: string, value: string): DfeIndicator => {
  return { code, name, kind: 'count', counts, value, polarity: 'neither' };
};
const rate = (code: string, name: string, counts: string, value: string): DfeIndicator => {
  return { code, name, kind: 'rate', counts, over: CHILDREN, value: `${value}_rate`, numerator: value, polarity: 'neither' };
};

/** Polarity as the Local Authority Interactive Tool gives it (domain research, section 4.1). */
export const DFE_INDICATORS: readonly DfeIndicator[] = [
  { ...count(POPULATION, 'Children aged 0 to 17', 'children aged 0 to 17', 'population.population_0_17') },
  count('dfe-referrals', 'Referrals (DfE)', 'referrals', 'c1.referrals'),
  { ...count('dfe-referrals-by-month', 'Referrals by month (DfE)', 'referrals', 'c6.referrals'), monthly: true },
  rate('dfe-referrals-rate', 'Referrals per 10,000 children (DfE)', 'referrals', 'c1.referrals'),
  {
    code: 'dfe-re-referrals',
    name: 'Re-referrals within 12 months (DfE)',
    kind: 'proportion',
    counts: 're-referrals',
    over: 'referrals',
    value: 'c1.re_referrals_percent',
    numerator: 'c1.re_referrals',
    denominator: 'c1.referrals',
    polarity: 'down-is-good',
  },
  {
    code: 'dfe-no-further-action',
    name: 'Referrals with no further action (DfE)',
    kind: 'proportion',
    counts: 'referrals with no further action',
    over: 'referrals',
    value: 'c1.no_further_action_percent',
    numerator: 'c1.no_further_action',
    denominator: 'c1.referrals',
    polarity: 'neither',
  },
  {
    code: 'dfe-not-in-need',
    name: 'Assessed, not in need (DfE)',
    kind: 'proportion',
    counts: 'referrals assessed as not in need',
    over: 'referrals',
    value: 'c1.not_in_need_percent',
    numerator: 'c1.not_in_need',
    denominator: 'c1.referrals',
    polarity: 'neither',
  },
  count('dfe-episodes-at-any-point', 'Episodes of need at any point in the year (DfE)', 'episodes', 'b1.anypoint_episodes'),
  count('dfe-episodes-ended', 'Episodes of need ended (DfE)', 'episodes', 'b1.ended_episodes'),
  rate('dfe-children-in-need-rate', 'Children in need at 31 March per 10,000 (DfE)', 'episodes at 31 March', 'b1.at31_episodes'),
  rate('dfe-section-47-rate', 'Section 47 enquiries per 10,000 (DfE)', 'section 47 enquiries', 'c4.section47'),
  rate('dfe-initial-conferences-rate', 'Initial conferences per 10,000 (DfE)', 'initial conferences', 'c4.icpc'),
  count('dfe-plans', 'Child protection plans at 31 March (DfE)', 'plans', 'd1.cpp_at31'),
  rate('dfe-plans-rate', 'Child protection plans at 31 March per 10,000 (DfE)', 'plans', 'd1.cpp_at31'),
  {
    code: 'dfe-repeat-plans',
    name: 'Second or subsequent plans (DfE)',
    kind: 'proportion',
    counts: 'second or subsequent plans',
    over: 'plans started',
    value: 'd3.cpp_subsequent_percent',
    numerator: 'd3.cpp_subsequent',
    denominator: 'd3.cpp_start',
    polarity: 'down-is-good',
  },
  {
    code: 'dfe-plan-reviews-in-time',
    name: 'Plan reviews in time (DfE)',
    kind: 'proportion',
    counts: 'plans reviewed in time',
    over: 'plans open three months or longer',
    value: 'd6.reviewed_within_timescales_percent',
    numerator: 'd6.reviewed_within_timescales',
    denominator: 'd6.cpp_at31_3months',
    polarity: 'up-is-good',
  },
  ...REFERRAL_SOURCES.map((source): DfeIndicator => {
    const words = source.replaceAll('_', ' ').replace('la services', 'local authority services');
    return count(`dfe-referrals-${source.replaceAll('_', '-')}`, `Referrals, source ${words} (DfE)`, 'referrals', `c5.${source}`);
  }),
];
