import type { EntryRecord, GroupRecord, RegisterFile } from '../src/domain/register-file.js';
import { at, THURROCK_PLAN } from './sources.js';

const PARTNERS = at(THURROCK_PLAN, 'Page 16, Statutory Safeguarding Partners');
const LEARNING = at(THURROCK_PLAN, 'Page 19, Learning & Improvement Framework');
const IN_FORCE = at(THURROCK_PLAN, 'Page 4, Foreword');
const NEW_ARRANGEMENTS = '2019-05-01';

// Its footnotes stand beside the entries they belong to, without the raised figures.
const OBSERVER = 'Attend the Management Executive Board as a participating observer.';
const DESIGNATED_MEMBER =
  "Education establishments and early years' settings will be represented by a designated member as agreed by each education setting for core meetings. Each individual education establishment within Thurrock will have a duty to comply with the terms of reference of any relevant agency of the partnership.";

/** The 19 relevant agencies and members, in the words and the order they were published in. */
const entries: readonly EntryRecord[] = [
  { slug: 'national-probation-service', wording: 'National Probation Service', kind: 'body', body: 'national-probation-service' },
  { slug: 'local-authority-housing', wording: 'Local Authority Housing', kind: 'service' },
  { slug: 'youth-offending-team', wording: 'Youth Offending Team', kind: 'service' },
  { slug: 'nelft', wording: 'NELFT', kind: 'body', body: 'nelft' },
  { slug: 'essex-fire-and-rescue', wording: 'Essex Fire and Rescue Services', kind: 'body', body: 'essex-fire-and-rescue' },
  { slug: 'secondary-education', wording: 'All Secondary Education Establishments', kind: 'class', footnote: DESIGNATED_MEMBER },
  { slug: 'further-education', wording: 'All Further Education/Colleges Establishments', kind: 'class', footnote: DESIGNATED_MEMBER },
  { slug: 'eeast', wording: 'East of England Ambulance Service NHS Trust', kind: 'body', body: 'eeast' },
  { slug: 'lead-member', wording: 'Local Authority Lead member Children Services', kind: 'seat', footnote: OBSERVER },
  { slug: 'adults-social-care', wording: 'Adults Social Care', kind: 'service' },
  { slug: 'btuh', wording: 'Basildon & Thurrock University Hospital', kind: 'body', body: 'btuh' },
  { slug: 'essex-crc', wording: 'Essex CRC', kind: 'body', body: 'essex-crc' },
  { slug: 'cafcass', wording: 'CAFCASS', kind: 'body', body: 'cafcass' },
  { slug: 'primary-education', wording: 'All Primary Education Establishments', kind: 'class', footnote: DESIGNATED_MEMBER },
  { slug: 'specialist-schools', wording: 'Specialist Schools/PRU', kind: 'class' },
  { slug: 'voluntary-sector', wording: 'Voluntary Sector', kind: 'class' },
  { slug: 'early-years', wording: 'Early years Settings', kind: 'class' },
  { slug: 'lay-member', wording: 'Lay Member', kind: 'seat' },
  { slug: 'eput', wording: 'Essex Partnership University NHS Foundation Trust (EPUT)', kind: 'body', body: 'eput' },
];

const groups: readonly GroupRecord[] = [
  {
    slug: 'strategic-group',
    name: 'Thurrock LSCP Strategic Group',
    role: 'strategic-partners',
    meets: 'six times during the transitional year and four times a year thereafter',
    source: at(THURROCK_PLAN, 'Page 18, The Thurrock LSCP Strategic Group'),
  },
  {
    slug: 'management-executive-board',
    name: 'Thurrock LSCP Management Executive Board',
    role: 'executive',
    chair: 'led by the three Safeguarding Partners',
    meets: 'four times a year',
    source: at(THURROCK_PLAN, 'Page 18, The Thurrock LSCP Management Executive Board'),
  },
  { slug: 'lpr', name: 'Learning & Practice Review Group', shortName: 'LPR', role: 'paqa', source: LEARNING },
  { slug: 'ipr', name: 'Individual Practice Review Group', shortName: 'IPR', role: 'practice-reviews', source: LEARNING },
  { slug: 'mace', name: 'Multi Agency Child Exploitation Group', shortName: 'MACE', role: 'exploitation', source: LEARNING },
  { slug: 'mag', name: 'Multi Agency Audit Group', shortName: 'MAG', role: 'case-audits', source: LEARNING },
];

export const thurrock: RegisterFile = {
  file: 'thurrock.register.ts',
  partnerships: [
    {
      slug: 'thurrock-lscb',
      name: 'Thurrock Local Safeguarding Children Board',
      shortName: 'Thurrock LSCB',
      kind: 'published',
      source: IN_FORCE,
      legalForms: [{ form: 'local-safeguarding-children-board', until: '2019-04-30', source: IN_FORCE }],
    },
    {
      slug: 'thurrock-lscp',
      name: 'Thurrock Local Safeguarding Children Partnership',
      shortName: 'Thurrock LSCP',
      kind: 'published',
      source: IN_FORCE,
      legalForms: [{ form: 'multi-agency-safeguarding-arrangements', from: NEW_ARRANGEMENTS, source: IN_FORCE }],
      replaced: [{ partnership: 'thurrock-lscb', on: NEW_ARRANGEMENTS, source: IN_FORCE }],
      register: {
        heading: 'Relevant Agencies and Members',
        source: at(THURROCK_PLAN, 'Page 17, Relevant Agencies and Members'),
        entries,
      },
      partnerGroups: [
        {
          slug: 'council',
          name: 'Thurrock Council',
          lead: 'Chief Executive',
          delegate: "Corporate Director of Children's Services",
          source: PARTNERS,
          members: [{ body: 'thurrock-council', from: NEW_ARRANGEMENTS }],
        },
        {
          slug: 'police',
          name: 'Essex Police',
          lead: 'Chief Constable',
          // The foreword is signed by a "Head of Public Protection" for the same police.
          delegate: 'Head of Child Abuse Investigation',
          source: PARTNERS,
          members: [{ body: 'essex-police', from: NEW_ARRANGEMENTS }],
        },
        {
          slug: 'health',
          name: 'Clinical Commissioning Group',
          lead: 'Accountable Officer',
          delegate: 'Chief Nurse',
          source: PARTNERS,
          members: [{ body: 'thurrock-ccg', from: NEW_ARRANGEMENTS }],
        },
      ],
      ownNames: [
        { for: 'safeguarding-partners', name: 'Statutory Safeguarding Partners', source: PARTNERS },
        {
          for: 'relevant-agencies',
          name: 'Relevant Agencies and Members',
          source: at(THURROCK_PLAN, 'Page 17, Relevant Agencies and Members'),
        },
        { for: 'scrutineer', name: 'individual scrutineers', source: at(THURROCK_PLAN, 'Page 15, Independent Scrutiny') },
      ],
      businessUnit: { body: 'thurrock-business-support-team', source: at(THURROCK_PLAN, 'Page 11, Partnership Support') },
      groups,
    },
  ],
};
