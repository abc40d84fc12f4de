import type { Qualifier, Source, Standing } from '../src/domain/figure.js';
import type { Measure } from '../src/domain/indicator-definition.events.js';

// Figures of Essex as published, typed from the documents that each names. Nothing is said of them here that their
// publishers did not say: no target, no commentary, no direction.

/** One figure as it was published. */
export type PublishedFigure = {
  readonly period: string;
  readonly value: number;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly qualifier?: Qualifier;
  readonly standing: Standing;
  readonly source: Source;
  /** Where another figure was published of the period before: why this one takes its place. */
  readonly restates?: string;
};

/** One version of what was counted, and the figures of it. */
export type PublishedVersion = {
  readonly counts: string;
  readonly over?: string;
  readonly dataQuality?: string;
  /** Why it does not compare with the version before; nothing for the first. */
  readonly why?: string;
  readonly figures: readonly PublishedFigure[];
};

export type PublishedIndicator = {
  readonly code: string;
  readonly name: string;
  readonly question: string;
  readonly measure: Measure;
  readonly unit: string;
  readonly decimals: number;
  readonly versions: readonly PublishedVersion[];
};

const REPORT_2017: Source = {
  title:
    'Essex Safeguarding Children Board 2016-17: the headlines (Essex County Council, People and Families Policy and Scrutiny Committee, 8 February 2018)',
  where: 'Agenda item 4, pages 7 to 26',
};
const REPORT_2020: Source = {
  title: 'Essex Safeguarding Children Board Annual Report 2019-2020',
  where: 'Essex overview, from page 4: How safe are children in Essex?',
};
const TRAINING_2020: Source = { ...REPORT_2020, where: 'Strategic Priority 2: Early Help and Early Intervention, from page 13' };
const DFE_2017: Source = {
  title: 'Characteristics of children in need (Department for Education)',
  release: 'SFR61/2017',
  where: 'Table C1',
};
const DFE_2020: Source = { title: 'Characteristics of children in need (Department for Education)', release: '2020', where: 'Table C1' };

const OF_2017 = { period: 'FY2016-17', standing: 'final', source: REPORT_2017 } as const;
const OF_2020 = { period: 'FY2019-20', standing: 'final', source: REPORT_2020 } as const;
/** The report's footnote 1: the first three points are provisional figures for 2019-20. */
const PROVISIONAL_2020 = { ...OF_2020, standing: 'provisional' } as const;

const COUNT = { measure: { kind: 'count' }, decimals: 0 } as const;

/**
 * Essex's own published figures, and beside those of children referred the Department's of referrals: different units, two
 * definitions, neither restates the other.
 */
export const ESSEX_PUBLISHED: readonly PublishedIndicator[] = [
  {
    ...COUNT,
    code: 'children-referred',
    name: 'Children referred to Children’s Services, as the Board reported',
    question: 'How many children were referred because someone had a concern about a risk of abuse or neglect?',
    unit: 'children',
    versions: [
      {
        counts: 'children referred during the year',
        dataQuality: 'Children, not referrals: the Department for Education’s referrals are another indicator.',
        figures: [
          { ...OF_2017, value: 9_850 },
          { ...PROVISIONAL_2020, value: 8_661 },
        ],
      },
    ],
  },
  {
    ...COUNT,
    code: 'referrals-dfe',
    name: 'Referrals in the year, as the Department for Education published',
    question: 'How many referrals were made to children’s social care?',
    unit: 'referrals',
    versions: [
      {
        counts: 'referrals in the year ending 31 March',
        dataQuality: 'Referrals, not children: the Board’s children referred are another indicator.',
        figures: [
          { ...OF_2017, source: DFE_2017, value: 9_970 },
          { ...OF_2020, source: DFE_2020, value: 8_041 },
        ],
      },
    ],
  },
  {
    code: 'referral-rate-dfe',
    name: 'Rate of referrals, as the Department for Education published',
    question: 'How many referrals were made for every 10,000 children?',
    measure: { kind: 'rate', per: 10_000 },
    unit: 'per 10,000',
    decimals: 1,
    versions: [
      {
        counts: 'referrals in the year ending 31 March',
        over: 'children aged 0 to 17 at the middle of the year before',
        figures: [
          { ...OF_2017, source: DFE_2017, value: 326.3 },
          {
            ...OF_2017,
            source: DFE_2020,
            value: 326,
            numerator: 9_970,
            denominator: 305_817,
            restates: 'The release of 2020 divides by a population that was rebased.',
          },
          { ...OF_2020, source: DFE_2020, value: 255.9, numerator: 8_041, denominator: 314_163 },
        ],
      },
    ],
  },
  {
    code: 'share-assessed',
    name: 'Cases felt to need a Child and Family assessment',
    question: 'What share of those referred were felt to need an assessment?',
    measure: { kind: 'proportion' },
    unit: '%',
    decimals: 0,
    versions: [
      {
        counts: 'cases felt to need a Child and Family assessment',
        over: 'children referred during the year',
        dataQuality: 'For 2016-17 the headlines give 74%, “over 7,200”.',
        figures: [
          { ...OF_2017, value: 74 },
          { ...PROVISIONAL_2020, value: 80, numerator: 6_959, denominator: 8_661 },
        ],
      },
    ],
  },
  {
    ...COUNT,
    code: 'cases-assessed',
    name: 'Number of cases felt to need a Child and Family assessment',
    question: 'How many of those referred were felt to need an assessment?',
    unit: 'cases',
    versions: [
      {
        counts: 'cases felt to need a Child and Family assessment',
        figures: [
          { ...OF_2017, value: 7_200, qualifier: 'over' },
          { ...PROVISIONAL_2020, value: 6_959 },
        ],
      },
    ],
  },
  {
    ...COUNT,
    code: 'children-missing',
    name: 'Children reported missing',
    question: 'How many children were reported missing in the year?',
    unit: 'children',
    versions: [
      { counts: 'children reported missing', figures: [{ ...OF_2017, value: 361 }] },
      {
        counts: 'children reported missing, as counted in the report of 2019-20',
        why: 'The two reports do not say that they count alike, so no change is worked out between them.',
        figures: [{ ...PROVISIONAL_2020, value: 1_227 }],
      },
    ],
  },
  {
    ...COUNT,
    code: 'children-missing-from-care',
    name: 'Children recorded as missing from care',
    question: 'How many children were recorded as missing from care in the year?',
    unit: 'children',
    versions: [{ counts: 'children recorded as missing from care', figures: [{ ...PROVISIONAL_2020, value: 206 }] }],
  },
  {
    ...COUNT,
    code: 'exploitation-investigations',
    name: 'Children in current investigations of sexual exploitation',
    question: 'How many children did investigations involve at the end of the year?',
    unit: 'children',
    versions: [{ counts: 'children whom investigations involved at the end of the year', figures: [{ ...OF_2017, value: 107 }] }],
  },
  {
    ...COUNT,
    code: 'exploitation-high-risk',
    name: 'Children in current investigations at a high risk of sexual abuse',
    question: 'How many of them were at a high risk?',
    unit: 'children',
    versions: [{ counts: 'of those children, those at a high risk', figures: [{ ...OF_2017, value: 38 }] }],
  },
  {
    ...COUNT,
    code: 'domestic-abuse-recorded',
    name: 'Domestic abuse recorded by police officers',
    question: 'How much domestic abuse did the police record in the year?',
    unit: 'crimes or offences',
    versions: [
      { counts: 'domestic abuse crimes', figures: [{ ...OF_2017, value: 10_000, qualifier: 'over' }] },
      {
        counts: 'domestic abuse offences',
        why: 'The first report counts crimes and the second offences.',
        figures: [{ ...OF_2020, value: 26_000, qualifier: 'over' }],
      },
    ],
  },
  {
    ...COUNT,
    code: 'child-deaths-notified',
    name: 'Deaths of children that the Board was notified of',
    question: 'Of how many deaths of children was the Board notified in the year?',
    unit: 'deaths',
    versions: [{ counts: 'deaths that the Board was notified of', figures: [{ ...OF_2017, value: 65 }] }],
  },
  {
    ...COUNT,
    code: 'training-courses',
    name: 'Face-to-face training courses',
    question: 'How many courses did the Board hold in the year?',
    unit: 'courses',
    versions: [{ counts: 'face-to-face courses held', figures: [{ ...OF_2020, source: TRAINING_2020, value: 66 }] }],
  },
  {
    ...COUNT,
    code: 'training-delegates',
    name: 'Delegates of face-to-face training courses',
    question: 'How many people came to them?',
    unit: 'delegates',
    versions: [{ counts: 'delegates of face-to-face courses', figures: [{ ...OF_2020, source: TRAINING_2020, value: 1_532 }] }],
  },
];
