import type { GroupRecord, RegisterFile } from '../src/domain/register-file.js';
import { at, BARKING_AND_DAGENHAM_REPORT } from './sources.js';

const LEADERSHIP = at(BARKING_AND_DAGENHAM_REPORT, 'Paragraphs 3.1 and 3.2');
const DELIVERY = at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 3.6');
const PARTNERS = at(BARKING_AND_DAGENHAM_REPORT, 'Paragraphs 1.1 and 5.4');

// Three dates in one report: 30 September in its summary, 29 September in its paragraphs 4.2 and 7.5.
const IN_PLACE = 'in place by 30 September 2019 (summary); by 29 September (paragraphs 4.2 and 7.5)';

const groups: readonly GroupRecord[] = [
  { slug: 'board', name: 'Safeguarding Partnership Board', role: 'executive', source: LEADERSHIP },
  {
    slug: 'thematic-delivery-groups',
    name: 'Thematic Delivery Groups',
    role: 'other',
    source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 3.5'),
  },
  { slug: 'pqa', name: 'Performance and Quality Assurance', shortName: 'PQA', role: 'paqa', source: DELIVERY },
  {
    slug: 'pdt',
    name: 'Practice Learning and Development, including Workforce Development',
    shortName: 'PDT',
    role: 'learning-and-development',
    source: DELIVERY,
  },
  {
    slug: 'child-death-reviews',
    name: 'Child Death Reviews (joint with LB Havering and LB Redbridge)',
    role: 'child-deaths',
    source: DELIVERY,
  },
  { slug: 'local-practice-reviews', name: 'Local Practice Reviews', role: 'practice-reviews', source: DELIVERY },
];

/** Its list of relevant agencies is in an appendix that is not among these sources. */
export const barkingAndDagenham: RegisterFile = {
  file: 'barking-and-dagenham.register.ts',
  partnerships: [
    {
      slug: 'barking-and-dagenham-lscb',
      name: 'Barking and Dagenham Safeguarding Children Board',
      shortName: 'BDSCB',
      kind: 'published',
      source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 2.1'),
      legalForms: [{ form: 'local-safeguarding-children-board', source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 2.1') }],
    },
    {
      slug: 'barking-and-dagenham',
      name: 'Barking and Dagenham Safeguarding Children Partnership',
      shortName: 'Barking and Dagenham',
      kind: 'published',
      source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 1.6'),
      legalForms: [
        {
          form: 'multi-agency-safeguarding-arrangements',
          asStated: IN_PLACE,
          source: at(BARKING_AND_DAGENHAM_REPORT, 'Summary; paragraphs 4.2 and 7.5'),
        },
      ],
      replaced: [{ partnership: 'barking-and-dagenham-lscb', asStated: IN_PLACE, source: LEADERSHIP }],
      partnerGroups: [
        { slug: 'council', name: 'Local Authority', source: PARTNERS, members: [{ body: 'barking-and-dagenham', asStated: IN_PLACE }] },
        { slug: 'police', name: 'Police', source: PARTNERS, members: [{ body: 'metropolitan-police', asStated: IN_PLACE }] },
        { slug: 'health', name: 'Clinical Commissioning Groups', source: PARTNERS, members: [{ body: 'bhr-ccg', asStated: IN_PLACE }] },
      ],
      ownNames: [
        { for: 'safeguarding-partners', name: 'Safeguarding Partners', source: PARTNERS },
        { for: 'scrutineer', name: 'Safeguarding Champion', source: at(BARKING_AND_DAGENHAM_REPORT, 'Paragraph 3.9') },
      ],
      groups,
    },
  ],
};
