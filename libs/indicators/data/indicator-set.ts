import type { Frequency } from '../src/domain/period.js';
import type { Polarity } from '../src/domain/spc/index.js';

/** In what an indicator of the set is counted. */
export type SetUnit = 'number' | 'percent' | 'per 10,000' | 'per 100,000';

/** One indicator of the set, as partnerships in England keep it: a partnership defines its own from it. */
export type SetIndicator = {
  readonly number: number;
  readonly code: string;
  readonly name: string;
  /** Whose record it comes from, in words: a partnership names its agency. */
  readonly owner: string;
  readonly counts: string;
  /** What that is divided by; nothing for what is only ever a number. */
  readonly over: string;
  /** Each is a figure of its own. */
  readonly units: readonly SetUnit[];
  readonly polarity: Polarity;
  readonly frequency: Frequency;
  /**
   * Where it is used. L and a number: measure of the Local Authority Interactive Tool; B, C, D and a number: table of the
   * children in need census; D alone: dashboard of children's social care outcomes and enablers; B alone: published board
   * data of Bracknell Forest and Slough; S, S1, S4: arrangements and reports of the partnerships in the register;
   * practice: none published.
   */
  readonly sources: string;
};

type Row = readonly [
  number: number,
  code: string,
  name: string,
  owner: string,
  counts: string,
  over: string,
  units: readonly SetUnit[],
  polarity: Polarity,
  frequency: Frequency,
  sources: string,
];

// prettier-ignore
const ROWS: readonly Row[] = [
  [1, 'contacts', 'Contacts to the front door', 'children’s social care', 'contacts', 'children aged 0 to 17', ['number', 'per 10,000'], 'neither', 'month', 'B'],
  [2, 'contacts-by-source', 'Contacts by source', 'children’s social care', 'contacts by one agency', 'all contacts', ['percent'], 'neither', 'quarter', 'B'],
  [3, 'referrals', 'Referrals', 'children’s social care', 'referrals', 'children aged 0 to 17', ['number', 'per 10,000'], 'neither', 'month', 'L305, C1, C6, S'],
  [4, 'referrals-by-source', 'Referrals by source (police, school, health …)', 'children’s social care', 'referrals from one source', 'referrals', ['percent'], 'neither', 'quarter', 'L374, C5, S'],
  [5, 're-referrals', 'Re-referrals within 12 months', 'children’s social care', 're-referrals', 'referrals', ['percent'], 'down-is-good', 'month', 'L271, C1, D'],
  [6, 'referrals-no-further-action', 'Referrals with no further action', 'children’s social care', 'referrals that ended without further action', 'referrals', ['percent'], 'neither', 'quarter', 'L290, C1'],
  [7, 'assessed-not-in-need', 'Assessed, not in need', 'children’s social care', 'children assessed as not in need', 'referrals', ['percent'], 'neither', 'quarter', 'L290, C1'],
  [8, 'referrals-to-assessment', 'Referrals to assessment', 'children’s social care', 'assessments', 'referrals', ['percent'], 'neither', 'quarter', 'S'],
  [9, 'assessments-in-45-days', 'Assessments within 45 working days', 'children’s social care', 'assessments completed in time', 'assessments completed', ['percent'], 'up-is-good', 'month', 'L304, C2'],
  [10, 'children-in-need', 'Children in need at 31 March', 'children’s social care', 'children in need', 'children aged 0 to 17', ['per 10,000'], 'neither', 'financial-year', 'L171, B1, D'],
  [11, 'in-need-two-years', 'Child in need open 2 years or more', 'children’s social care', 'children in need for two years or more', 'children in need', ['percent'], 'neither', 'financial-year', 'L265'],
  [12, 'section-47-enquiries', 'Section 47 enquiries', 'children’s social care', 'section 47 enquiries', 'children aged 0 to 17', ['per 10,000'], 'neither', 'month', 'L217, C4'],
  [13, 'section-47-to-conference', 'Section 47 enquiries ending in an initial conference', 'children’s social care, police', 'initial conferences', 'section 47 enquiries', ['percent'], 'neither', 'quarter', 'C4'],
  [14, 'conferences-in-15-days', 'Initial conferences within 15 working days', 'children’s social care', 'initial conferences held in time', 'initial conferences', ['percent'], 'up-is-good', 'month', 'L218, C4'],
  [15, 'initial-conferences', 'Initial conference rate', 'children’s social care', 'initial conferences', 'children aged 0 to 17', ['per 10,000'], 'neither', 'quarter', 'L269, C4'],
  [16, 'children-on-plan', 'Children on a plan', 'children’s social care', 'children on a plan at the end of the period', 'children aged 0 to 17', ['number', 'per 10,000'], 'neither', 'month', 'L215, L377, D1, S'],
  [17, 'plans-starting', 'Plans starting', 'children’s social care', 'plans started', 'children aged 0 to 17', ['per 10,000'], 'down-is-good', 'quarter', 'L219, D1'],
  [18, 'plans-ceasing', 'Plans ceasing', 'children’s social care', 'plans ceased', 'children aged 0 to 17', ['per 10,000'], 'neither', 'quarter', 'L16'],
  [19, 'repeat-plans', 'Second or subsequent plan', 'children’s social care', 'second or subsequent plans', 'plans started', ['percent'], 'down-is-good', 'quarter', 'L15, D3, D'],
  [20, 'plans-open-two-years', 'Plans of 2 years or more (open)', 'children’s social care', 'plans of two years or more', 'plans open', ['percent'], 'down-is-good', 'quarter', 'L264, D5, D'],
  [21, 'plans-ceased-two-years', 'Plans of 2 years or more (ceased)', 'children’s social care', 'plans of two years or more', 'plans ceased', ['percent'], 'down-is-good', 'financial-year', 'L98'],
  [22, 'plan-reviews-in-time', 'Plan reviews in time', 'children’s social care', 'reviews held in time', 'reviews due', ['percent'], 'up-is-good', 'month', 'L19, D6'],
  [23, 'plans-by-category', 'Plans by category of abuse', 'children’s social care', 'plans of one category', 'plans', ['percent'], 'neither', 'quarter', 'D4'],
  [24, 'conference-attendance', 'Conference attendance by agency', 'each agency', 'conferences attended', 'conferences invited to', ['percent'], 'up-is-good', 'quarter', 'practice'],
  [25, 'conference-reports-in-time', 'Reports to conference in time by agency', 'each agency', 'reports in time', 'reports due', ['percent'], 'up-is-good', 'quarter', 'practice'],
  [26, 'core-groups-in-time', 'Core group held on time', 'children’s social care', 'core groups held', 'core groups due', ['percent'], 'up-is-good', 'month', 'practice'],
  [27, 'strategy-discussions-attended', 'Strategy discussions with police and health present', 'police, health', 'discussions with police and health present', 'strategy discussions', ['percent'], 'up-is-good', 'quarter', 'practice'],
  [28, 'factor-domestic-abuse', 'Assessment factor: domestic abuse (parent)', 'children’s social care', 'assessments that name the factor', 'children aged 0 to 17', ['per 10,000'], 'neither', 'financial-year', 'C3, D'],
  [29, 'factor-neglect', 'Assessment factor: neglect', 'children’s social care', 'assessments that name the factor', 'children aged 0 to 17', ['per 10,000'], 'neither', 'financial-year', 'C3, D'],
  [30, 'factor-sexual-exploitation', 'Assessment factor: child sexual exploitation', 'children’s social care', 'assessments that name the factor', 'children aged 0 to 17', ['per 10,000'], 'neither', 'financial-year', 'C3, D'],
  [31, 'factor-criminal-exploitation', 'Assessment factor: child criminal exploitation', 'children’s social care', 'assessments that name the factor', 'children aged 0 to 17', ['per 10,000'], 'neither', 'financial-year', 'C3, D'],
  [32, 'factor-gangs-trafficking-missing', 'Assessment factor: gangs; trafficking; going missing', 'children’s social care', 'assessments that name the factor', 'children aged 0 to 17', ['per 10,000'], 'neither', 'financial-year', 'C3, D'],
  [33, 'factor-parents-health-alcohol-drugs', 'Assessment factor: parental mental health; alcohol; drugs', 'children’s social care', 'assessments that name the factor', 'children aged 0 to 17', ['per 10,000'], 'neither', 'financial-year', 'C3'],
  [34, 'children-reported-missing', 'Children reported missing', 'police', 'children and episodes', '', ['number'], 'neither', 'month', 'S'],
  [35, 'missing-from-care', 'Missing from care', 'children’s social care', 'children missing from care', 'looked-after children', ['percent'], 'down-is-good', 'month', 'L161, S'],
  [36, 'return-interviews-in-72-hours', 'Return interviews within 72 hours', 'children’s social care', 'interviews in time', 'episodes', ['percent'], 'up-is-good', 'month', 'practice'],
  [37, 'missing-at-risk-of-exploitation', 'Missing and at risk of sexual exploitation', 'police, children’s social care', 'children at risk of exploitation', 'children missing', ['percent'], 'down-is-good', 'quarter', 'S (7%)'],
  [38, 'exploitation-cases-high-risk', 'Exploitation cases open, high risk', 'multi-agency child exploitation panel', 'cases open, and those of high risk', '', ['number'], 'neither', 'month', 'S (107/38)'],
  [39, 'domestic-abuse-child-present', 'Domestic abuse offences with a child present', 'police', 'offences', '', ['number'], 'down-is-good', 'month', 'S'],
  [40, 'marac-repeats', 'Multi-agency risk assessment conference cases with children, repeat rate', 'police', 'repeat cases', 'cases with children', ['percent'], 'down-is-good', 'quarter', 'practice'],
  [41, 'police-protection', 'Police protection used', 'police', 'uses of police protection', '', ['number'], 'neither', 'quarter', 'practice'],
  [42, 'custody-overnight', 'Children in custody overnight', 'police', 'children held overnight', '', ['number'], 'down-is-good', 'quarter', 'practice'],
  [43, 'first-time-entrants', 'Youth first-time entrants', 'youth offending service', 'first-time entrants', 'children aged 10 to 17', ['per 100,000'], 'down-is-good', 'financial-year', 'L111'],
  [44, 'injury-admissions', 'Hospital admissions for injury 0-14', 'health', 'admissions', 'children aged 0 to 14', ['per 10,000'], 'down-is-good', 'financial-year', 'D'],
  [45, 'self-harm-admissions', 'Self-harm admissions 10-24', 'health', 'admissions', 'people aged 10 to 24', ['per 100,000'], 'down-is-good', 'financial-year', 'S, B'],
  [46, 'camhs-in-time', 'Child and adolescent mental health: referral to treatment in time', 'health', 'treatments begun in time', 'referrals', ['percent'], 'up-is-good', 'month', 'B'],
  [47, 'initial-health-assessments-in-time', 'Initial health assessment within 20 working days', 'health, children’s social care', 'assessments in time', 'children entering care', ['percent'], 'up-is-good', 'month', 'Thurrock performance report'],
  [48, 'looked-after-health-checks', 'Health, dental checks, immunisation of looked-after children', 'health', 'children checked or immunised', 'looked-after children', ['percent'], 'up-is-good', 'financial-year', 'L3'],
  [49, 'was-not-brought', 'Was-not-brought', 'health', 'children who were not brought', 'appointments', ['percent'], 'down-is-good', 'quarter', 'practice'],
  [50, 'looked-after-children', 'Looked-after children', 'children’s social care', 'looked-after children', 'children aged 0 to 17', ['per 10,000'], 'neither', 'month', 'L124, D'],
  [51, 'three-or-more-placements', 'Looked-after children with three or more placements', 'children’s social care', 'children with three or more placements', 'looked-after children', ['percent'], 'down-is-good', 'quarter', 'L372, D'],
  [52, 'placed-over-20-miles', 'Looked-after children placed over 20 miles', 'children’s social care', 'children placed over 20 miles away', 'looked-after children', ['percent'], 'down-is-good', 'financial-year', 'L87, D'],
  [53, 'care-leavers-housed', 'Care leavers in suitable accommodation', 'children’s social care', 'care leavers in suitable accommodation', 'care leavers', ['percent'], 'up-is-good', 'financial-year', 'L112, D'],
  [54, 'persistent-absence-on-plan', 'Persistent absence of children on a plan', 'education', 'children persistently absent', 'pupils on a plan', ['percent'], 'down-is-good', 'financial-year', 'L370, D'],
  [55, 'children-missing-education', 'Children missing education; elective home education', 'education', 'children', '', ['number'], 'neither', 'term', 'practice'],
  [56, 'exclusions-in-need', 'Exclusions of children in need; reduced timetables', 'education', 'exclusions', 'children in need', ['percent'], 'down-is-good', 'term', 'L250, S1'],
  [57, 'early-help-assessments', 'Early help assessments, step-up, step-down', 'early help', 'assessments, steps up and steps down', 'early help assessments', ['number', 'percent'], 'neither', 'quarter', 'B'],
  [58, 'social-work-workforce', 'Social worker vacancy, turnover, agency rate, caseload', 'children’s social care', 'full-time equivalents', 'full-time equivalent posts', ['percent', 'number'], 'down-is-good', 'financial-year', 'D'],
  [59, 'multi-agency-training', 'Multi-agency training: courses, delegates, cancelled, useful %', 'learning and development', 'courses, delegates, those cancelled, those found useful', 'delegates', ['number', 'percent'], 'up-is-good', 'quarter', 'S (66/1,532/10)'],
  [60, 'section-11-returns', 'Section 11 return rate; % standards met; actions overdue', 'business unit', 'returns made, standards met, actions overdue', 'returns, standards and actions', ['percent'], 'up-is-good', 'cycle', 'this product'],
  [61, 'child-deaths', 'Child deaths notified; modifiable factors', 'child death overview panel', 'deaths notified, and those with modifiable factors', 'deaths reviewed', ['number', 'percent'], 'neither', 'financial-year', 'S (65), L210'],
  [62, 'meeting-attendance', 'Meeting attendance by agency', 'business unit', 'meetings attended', 'meetings due', ['percent'], 'up-is-good', 'month', 'S4'],
];

/** Sixty-two indicators in use (domain research, section 4.1). Polarity is as the interactive tool gives it, where it does. */
export const INDICATOR_SET: readonly SetIndicator[] = ROWS.map(
  ([number, code, name, owner, counts, over, units, polarity, frequency, sources]) => {
    return { number, code, name, owner, counts, over, units, polarity, frequency, sources };
  },
);
