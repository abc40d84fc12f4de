import type { RegisterFile } from '../src/domain/register-file.js';
import { at, BARKING_AND_DAGENHAM_REPORT, ESSEX_ARRANGEMENTS, THURROCK_PLAN } from './sources.js';

const ACROSS_SET = at(THURROCK_PLAN, 'Page 27, Part 2, Introduction');
const SET_GROUPS = at(ESSEX_ARRANGEMENTS, 'Section 5, Joint work across Southend, Essex and Thurrock');
const ACROSS_BHR = at(BARKING_AND_DAGENHAM_REPORT, 'Paragraphs 2.4 and 2.5');

export const footprints: RegisterFile = {
  file: 'footprints.register.ts',
  footprints: [
    {
      slug: 'set',
      name: 'Southend, Essex and Thurrock',
      shortName: 'SET',
      // "Increasing Collaboration – Areas for consideration".
      jointWork: [
        'CDOP',
        'Section 11 Children Act 2004',
        '157/175 Education Act 2002',
        'Mental Health & Well-being',
        'Learning and development',
        'Domestic Abuse',
        'Neglect',
        'Child exploitation',
        'Joint campaigns',
      ],
      source: ACROSS_SET,
      members: [
        { partnership: 'southend' },
        { partnership: 'escb' },
        { partnership: 'thurrock-lscb', until: '2019-04-30' },
        { partnership: 'thurrock-lscp', from: '2019-05-01' },
      ],
      groups: [
        {
          slug: 'safeguarding-partners',
          name: 'The Safeguarding Partners across Essex',
          role: 'strategic-partners',
          meets: 'twice a year',
          source: at(THURROCK_PLAN, 'Page 27, Part 2, Strategic Relationships'),
        },
        { slug: 'child-death-overview', name: 'Strategic Child Death Overview Panel', role: 'child-deaths', source: SET_GROUPS },
        { slug: 'procedures', name: 'SET Child Protection Procedures Working Group', role: 'joint', source: SET_GROUPS },
        { slug: 'exploitation', name: 'SET Child Exploitation Strategic Group', role: 'exploitation', source: SET_GROUPS },
        { slug: 'domestic-abuse', name: 'SET Domestic Abuse Board', role: 'joint', source: SET_GROUPS },
      ],
    },
    {
      slug: 'bhr',
      name: 'Barking and Dagenham, Havering and Redbridge',
      shortName: 'BHR',
      jointWork: [
        'multi-agency auditing',
        'implementation of learning and development',
        'shared operational arrangements such as those for reviewing multi-agency child exploitation (MACE)',
      ],
      source: ACROSS_BHR,
      members: [{ partnership: 'barking-and-dagenham' }, { partnership: 'havering' }, { partnership: 'redbridge' }],
      groups: [
        {
          slug: 'safeguarding-partners',
          name: 'BHR Safeguarding Partners Group',
          role: 'strategic-partners',
          source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraphs 3.14 and 3.15'),
        },
      ],
    },
  ],
};
