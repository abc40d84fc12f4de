import type { AgencyKind } from '../src/domain/partnership.events.js';
import type { BodyRecord, RegisterFile } from '../src/domain/register-file.js';
import { at, BARKING_AND_DAGENHAM_REPORT, ESSEX_ARRANGEMENTS, LOCAL_AUTHORITIES, THURROCK_PLAN } from './sources.js';

const ESSEX_LIST = at(ESSEX_ARRANGEMENTS, 'Appendix, Designated Relevant Agencies');

function essex(slug: string, name: string, kind: AgencyKind): BodyRecord {
  return { slug, name, kind, source: ESSEX_LIST };
}

function district(slug: string, name: string, entry: number): BodyRecord {
  return { slug, name, kind: 'district-council', source: at(LOCAL_AUTHORITIES, `Entry ${entry}`) };
}

/** The twelve that "District, City & Borough Councils" of Essex comes to, in the order of the public register. */
const districts: readonly BodyRecord[] = [
  district('basildon', 'Basildon Borough Council', 139),
  district('braintree', 'Braintree District Council', 140),
  district('brentwood', 'Brentwood Borough Council', 141),
  district('castle-point', 'Castle Point Borough Council', 142),
  district('chelmsford', 'Chelmsford City Council', 143),
  district('colchester', 'Colchester Borough Council', 144),
  district('epping-forest', 'Epping Forest District Council', 145),
  district('harlow', 'Harlow District Council', 146),
  district('maldon', 'Maldon District Council', 147),
  district('rochford', 'Rochford District Council', 148),
  district('tendring', 'Tendring District Council', 149),
  district('uttlesford', 'Uttlesford District Council', 150),
];

export const ESSEX_DISTRICTS: readonly string[] = districts.map(({ slug }) => slug);

export const ESSEX_CLINICAL_COMMISSIONING_GROUPS: readonly string[] = [
  'basildon-and-brentwood-ccg',
  'castle-point-and-rochford-ccg',
  'mid-essex-ccg',
  'north-east-essex-ccg',
  'west-essex-ccg',
];

/** The organisations that registers speak of, each once, however many speak of it. */
export const bodies: RegisterFile = {
  file: 'bodies.register.ts',
  bodies: [
    { slug: 'essex-county-council', name: 'Essex County Council', kind: 'local-authority', source: at(ESSEX_ARRANGEMENTS, 'Section 1') },
    essex('essex-police', 'Essex Police', 'police'),
    essex('basildon-and-brentwood-ccg', 'NHS Basildon & Brentwood Clinical Commissioning Group', 'health-commissioner'),
    essex('castle-point-and-rochford-ccg', 'NHS Castle Point & Rochford Clinical Commissioning Group', 'health-commissioner'),
    essex('mid-essex-ccg', 'NHS Mid Essex Clinical Commissioning Group', 'health-commissioner'),
    essex('north-east-essex-ccg', 'NHS North East Essex Clinical Commissioning Group', 'health-commissioner'),
    essex('west-essex-ccg', 'NHS West Essex Clinical Commissioning Group', 'health-commissioner'),
    essex('cafcass', 'Children and Family Court Advisory and Support Service (CAFCASS)', 'national-body'),
    essex('nhs-england', 'NHS England', 'national-body'),
    essex('btuh', 'Basildon & Thurrock University Hospitals NHS Foundation Trust (BTUH)', 'health-provider'),
    essex('meht', 'Mid Essex Hospital Services NHS Trust (MEHT)', 'health-provider'),
    essex('shuft', 'Southend Hospital University NHS Foundation Trust (SHUFT)', 'health-provider'),
    essex('esneft', 'East Suffolk and North Essex NHS Foundation Trust (ESNEFT)', 'health-provider'),
    essex('nelft', 'North East London NHS Foundation Trust (NELFT)', 'health-provider'),
    essex('pah', 'Princess Alexandra Hospital (PAH)', 'health-provider'),
    essex('ace', 'Anglian Community Enterprise Community Interest Company (ACE)', 'health-provider'),
    essex('eput', 'Essex Partnership University NHS Foundation Trust (EPUT)', 'health-provider'),
    essex('eeast', 'East of England Ambulance Service NHS Trust (EEAST)', 'health-provider'),
    essex('provide', 'Provide', 'health-provider'),
    essex('national-probation-service', 'National Probation Service', 'probation'),
    essex('essex-crc', 'Essex Community Rehabilitation Company', 'probation'),
    essex('essex-fire-and-rescue', 'Essex Fire and Rescue Services', 'fire-and-rescue'),
    ...districts,
    {
      slug: 'escb-business-unit',
      name: 'Essex Safeguarding Children Board business unit',
      kind: 'business-unit',
      source: at(ESSEX_ARRANGEMENTS, 'Section 11, Funding and business support'),
      hostedBy: {
        body: 'essex-county-council',
        asStated: 'a business unit hosted by Essex County Council',
        source: at(ESSEX_ARRANGEMENTS, 'Section 11, Funding and business support'),
      },
    },
    { slug: 'thurrock-council', name: 'Thurrock Council', kind: 'local-authority', source: at(THURROCK_PLAN, 'Page 16') },
    {
      slug: 'thurrock-ccg',
      name: 'Thurrock Clinical Commissioning Group',
      kind: 'health-commissioner',
      source: at(THURROCK_PLAN, 'Page 5'),
    },
    {
      slug: 'thurrock-business-support-team',
      name: 'Thurrock LSCP Business Support Team',
      kind: 'business-unit',
      source: at(THURROCK_PLAN, 'Page 11, Partnership Support'),
      hostedBy: {
        body: 'thurrock-council',
        asStated:
          'During the transition, the Local Authority will continue with its existing responsibility for the funding of the Business Team staff.',
        source: at(THURROCK_PLAN, 'Page 11, Partnership Support'),
      },
    },
    {
      slug: 'barking-and-dagenham',
      name: 'London Borough of Barking and Dagenham',
      kind: 'local-authority',
      source: at(BARKING_AND_DAGENHAM_REPORT, 'Appendices, title of Appendix A'),
    },
    {
      slug: 'metropolitan-police',
      name: 'Metropolitan Police',
      kind: 'police',
      source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 5.4'),
    },
    {
      slug: 'bhr-ccg',
      name: 'Barking and Dagenham, Havering and Redbridge Clinical Commissioning Group',
      kind: 'health-commissioner',
      source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 5.4'),
    },
  ],
};
