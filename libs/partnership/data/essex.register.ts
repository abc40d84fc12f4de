import type { EntryRecord, GroupRecord, RegisterFile } from '../src/domain/register-file.js';
import { ESSEX_CLINICAL_COMMISSIONING_GROUPS, ESSEX_DISTRICTS } from './bodies.register.js';
import { at, ESSEX_ARRANGEMENTS, LOCAL_AUTHORITIES } from './sources.js';

const STRUCTURE = at(ESSEX_ARRANGEMENTS, 'Section 4, Structure of the ESCB');
const PARTNERS = at(ESSEX_ARRANGEMENTS, 'Section 2, The seven local safeguarding partners');
const COMMENCES = at(ESSEX_ARRANGEMENTS, 'Section 10, Implementation');
const NEW_ARRANGEMENTS = '2019-09-29';

function classOf(slug: string, wording: string): EntryRecord {
  return { slug, wording, kind: 'class' };
}

function service(slug: string, wording: string): EntryRecord {
  return { slug, wording, kind: 'service' };
}

function body(slug: string, wording: string): EntryRecord {
  return { slug, wording, kind: 'body', body: slug };
}

/** The 35 designated relevant agencies, in the words and the order they were published in. */
const entries: readonly EntryRecord[] = [
  classOf('primary-education', 'All Primary Education Establishments including maintained nursery schools'),
  classOf('secondary-education', 'All Secondary Education Establishments'),
  classOf('special-schools', 'All Special Schools'),
  classOf('alternative-provision', 'All Pupil Referral Units and Alternative Provision Providers'),
  classOf('further-education', 'All Further Education Colleges'),
  classOf('early-years', 'Early Years Settings'),
  classOf('voluntary-sector', 'Voluntary Sector'),
  service('adults-social-care', 'Adults Social Care'),
  service('childrens-social-care', "Children's Social Care"),
  service('local-authority-housing', 'Local Authority Housing'),
  {
    ...classOf('district-councils', 'District, City & Borough Councils'),
    expandsTo: { bodies: ESSEX_DISTRICTS, source: at(LOCAL_AUTHORITIES, 'Entries 139 to 150, the districts of Essex') },
  },
  service('youth-offending-service', 'Youth Offending Service'),
  body('cafcass', 'Children and Family Court Advisory and Support Service (CAFCASS)'),
  service('child-and-family-wellbeing', 'Essex Child and Family Wellbeing Service'),
  body('nhs-england', 'NHS England'),
  body('basildon-and-brentwood-ccg', 'NHS Basildon & Brentwood Clinical Commissioning Group'),
  body('castle-point-and-rochford-ccg', 'NHS Castle Point & Rochford Clinical Commissioning Group'),
  body('mid-essex-ccg', 'NHS Mid Essex Clinical Commissioning Group'),
  body('north-east-essex-ccg', 'NHS North East Essex Clinical Commissioning Group'),
  body('west-essex-ccg', 'NHS West Essex Clinical Commissioning Group'),
  body('btuh', 'Basildon & Thurrock University Hospitals NHS Foundation Trust (BTUH)'),
  body('meht', 'Mid Essex Hospital Services NHS Trust (MEHT)'),
  body('shuft', 'Southend Hospital University NHS Foundation Trust (SHUFT)'),
  body('esneft', 'East Suffolk and North Essex NHS Foundation Trust (ESNEFT)'),
  body('nelft', 'North East London NHS Foundation Trust (NELFT)'),
  body('pah', 'Princess Alexandra Hospital (PAH)'),
  body('ace', 'Anglian Community Enterprise Community Interest Company (ACE)'),
  service('ewmhs', 'Emotional well-being and mental health service (EWMHS)'),
  body('eput', 'Essex Partnership University NHS Foundation Trust (EPUT)'),
  body('eeast', 'East of England Ambulance Service NHS Trust (EEAST)'),
  body('provide', 'Provide'),
  body('national-probation-service', 'National Probation Service'),
  body('essex-crc', 'Essex Community Rehabilitation Company'),
  body('essex-police', 'Essex Police'),
  body('essex-fire-and-rescue', 'Essex Fire and Rescue Services'),
];

const QUADRANTS = ['Mid', 'South', 'West', 'North'];

function staySafeGroup(area: string): GroupRecord {
  return {
    slug: `stay-safe-${area.toLowerCase()}`,
    name: `Stay Safe Group, ${area}`,
    role: 'local',
    area,
    chair: 'various representatives from across the partnership',
    source: STRUCTURE,
  };
}

const groups: readonly GroupRecord[] = [
  {
    slug: 'executive-board',
    name: 'ESCB Executive Board',
    role: 'executive',
    chair: 'Independent Facilitator',
    viceChair: 'Clinical Commissioning Group Lead',
    meets: '4 times a year',
    source: STRUCTURE,
  },
  {
    slug: 'statutory-partners',
    name: 'Statutory Partners',
    role: 'strategic-partners',
    meets: '4 weeks in advance of each ESCB Executive Board meeting',
    source: STRUCTURE,
  },
  { slug: 'assembly', name: 'ESCB Assembly', role: 'assembly', meets: 'twice a year', source: STRUCTURE },
  {
    slug: 'paqa',
    name: 'Performance, Audit, and Quality Assurance sub-committee',
    // Its initials, by which it is spoken of; the document writes the name out.
    shortName: 'PAQA',
    role: 'paqa',
    chair: 'National Probation Service representative',
    viceChair: 'CCG',
    source: STRUCTURE,
  },
  {
    slug: 'practice-reviews',
    name: 'Child Safeguarding Practice Review sub-committee',
    role: 'practice-reviews',
    chair: "Essex County Council, Children's Social Care representative",
    source: STRUCTURE,
  },
  {
    slug: 'exploitation-and-missing',
    name: 'Child Exploitation & Missing sub-committee',
    role: 'exploitation',
    chair: 'Community Rehabilitation Company representative',
    source: STRUCTURE,
  },
  {
    slug: 'learning-and-development',
    name: 'Joint Learning and Development sub-committee (Children & Adults)',
    role: 'learning-and-development',
    chair: 'Essex County Council, Head of Workforce Development',
    source: STRUCTURE,
  },
  ...QUADRANTS.map(staySafeGroup),
];

export const essex: RegisterFile = {
  file: 'essex.register.ts',
  partnerships: [
    {
      slug: 'escb',
      name: 'Essex Safeguarding Children Board',
      shortName: 'ESCB',
      kind: 'published',
      source: at(ESSEX_ARRANGEMENTS, 'Section 1, Introduction'),
      // One identity in two legal forms: "keeping its name and identity as it is a well-known and trusted brand".
      legalForms: [
        {
          form: 'local-safeguarding-children-board',
          until: '2019-09-28',
          asStated: 'The new ESCB multi-agency partnership arrangements will commence 29 September 2019.',
          source: COMMENCES,
        },
        { form: 'multi-agency-safeguarding-arrangements', from: NEW_ARRANGEMENTS, source: COMMENCES },
      ],
      register: {
        heading: 'Designated Relevant Agencies',
        source: at(ESSEX_ARRANGEMENTS, 'Appendix, Designated Relevant Agencies'),
        entries,
      },
      partnerGroups: [
        {
          slug: 'council',
          name: 'Essex County Council',
          lead: "Director of Children's Services",
          source: PARTNERS,
          members: [{ body: 'essex-county-council', from: NEW_ARRANGEMENTS }],
        },
        {
          slug: 'police',
          name: 'Essex Police',
          lead: 'Assistant Chief Constable for Local Policing',
          source: PARTNERS,
          members: [{ body: 'essex-police', from: NEW_ARRANGEMENTS }],
        },
        {
          slug: 'health',
          name: 'Five Clinical Commissioning Groups',
          lead: 'the three Directors of Nursing covering the local sustainability and transformation partnerships across Mid and South, North East and West Essex',
          source: PARTNERS,
          members: ESSEX_CLINICAL_COMMISSIONING_GROUPS.map((body) => ({ body, from: NEW_ARRANGEMENTS })),
        },
      ],
      areas: { called: 'quadrants', areas: QUADRANTS, source: STRUCTURE },
      ownNames: [
        { for: 'safeguarding-partners', name: 'Statutory Partners', source: at(ESSEX_ARRANGEMENTS, 'Section 1, Introduction') },
        { for: 'relevant-agencies', name: 'Designated Relevant Agencies', source: at(ESSEX_ARRANGEMENTS, 'Appendix') },
      ],
      businessUnit: { body: 'escb-business-unit', source: at(ESSEX_ARRANGEMENTS, 'Section 11, Funding and business support') },
      groups,
    },
  ],
};
