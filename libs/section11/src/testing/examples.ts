import { met3 } from '../../data/scales/met-3.scale.js';
import type { Section11CycleEvent, Section11CycleOpened } from '../domain/section11-cycle.events.js';
import type { Section11ReturnEvent, Section11ReturnOpened } from '../domain/section11-return.events.js';
import type { Tool } from '../domain/section11-tool.events.js';

/** A tool small enough to be answered in full: two headings, three items. */
export const aTool: Tool = {
  code: 'small',
  version: 1,
  title: 'A small tool',
  scale: met3,
  headings: [
    {
      key: 'SMC',
      title: 'Senior management commitment',
      items: [
        { key: 'SMC-1', question: 'Is there a lead?', guidance: 'Name the lead.', workingTogether: ['b'] },
        { key: 'SMC-2', question: 'Do leaders test quality?', guidance: 'Say how.', workingTogether: ['b', 'j'] },
      ],
    },
    {
      key: 'TRN',
      title: 'Staff training',
      items: [{ key: 'TRN-1', question: 'Is there an induction?', guidance: 'Say what it covers.', workingTogether: ['i'] }],
    },
  ],
};

/** A cycle of an invented partnership by that tool. */
export const aCycle: Section11CycleOpened['data'] = {
  partnership: '00000000-0000-4000-8000-0000000000b1',
  title: 'Section 11 2026',
  tool: { code: 'small', version: 1 },
  toolRevision: 0,
  items: 3,
  opensOn: '2026-01-05',
  dueOn: '2026-03-31',
  agencies: [
    { agency: '00000000-0000-4000-8000-0000000000a1', name: 'Marlshire Police', basis: 'children-act-2004-s11', duty: 'required' },
    {
      agency: '00000000-0000-4000-8000-0000000000a2',
      name: 'Marlshire Voluntary Forum',
      basis: 'asked-voluntarily',
      duty: 'invited',
    },
  ],
  partnershipRevision: 2,
};

/** All that can happen to a cycle: opened, closed, one agency let in afterwards. */
export const aCyclesLife: readonly Section11CycleEvent[] = [
  { type: 'Section11CycleOpened', data: aCycle },
  {
    type: 'Section11CycleClosed',
    data: { partnership: aCycle.partnership, title: aCycle.title, dueOn: aCycle.dueOn, closedOn: '2026-04-20' },
  },
  {
    type: 'Section11LateReturnAdmitted',
    data: {
      partnership: aCycle.partnership,
      agency: '00000000-0000-4000-8000-0000000000a2',
      agencyName: 'Marlshire Voluntary Forum',
      until: '2026-05-08',
      reason: 'A flood closed the office.',
    },
  },
];

/**
 * All that can happen to a return: opened, answered, signed off, an answer changed, signed off again, submitted late, an
 * answer corrected, reopened.
 *
 * @param cycle the id of the cycle it belongs to, which is `aCycle`.
 */
export function aReturn(cycle: string): readonly Section11ReturnEvent[] {
  return [
    { type: 'Section11ReturnOpened', data: openedIn(cycle) },
    {
      type: 'Section11AnswerRecorded',
      data: {
        item: 'SMC-1',
        heading: 'SMC',
        question: 'Is there a lead?',
        rating: 'met',
        ratingBefore: null,
        narrative: 'The chief officer leads.',
        evidence: [
          { kind: 'note', text: 'Board minutes of 3 February.' },
          { kind: 'link', title: 'Policy', url: 'https://marlshire.example/policy' },
        ],
        broughtForwardFrom: {
          return: '00000000-0000-4000-8000-0000000000e0',
          cycle: '00000000-0000-4000-8000-0000000000c0',
          cycleTitle: 'Section 11 2024',
          revision: 9,
          kept: false,
        },
        tally: { answered: 1, of: 3, heading: { key: 'SMC', met: 1, partlyMet: 0, notMet: 0, notApplicable: 0, unanswered: 1, of: 2 } },
        afterDue: false,
        ...inTime,
      },
    },
    {
      type: 'Section11AnswerRecorded',
      data: {
        item: 'SMC-2',
        heading: 'SMC',
        question: 'Do leaders test quality?',
        rating: 'partly-met',
        ratingBefore: null,
        evidence: [],
        tally: { answered: 2, of: 3, heading: { key: 'SMC', met: 1, partlyMet: 1, notMet: 0, notApplicable: 0, unanswered: 0, of: 2 } },
        afterDue: false,
        ...inTime,
      },
    },
    {
      type: 'Section11AnswerRecorded',
      data: {
        item: 'TRN-1',
        heading: 'TRN',
        question: 'Is there an induction?',
        rating: 'not-met',
        ratingBefore: null,
        evidence: [],
        tally: { answered: 3, of: 3, heading: { key: 'TRN', met: 0, partlyMet: 0, notMet: 1, notApplicable: 0, unanswered: 0, of: 1 } },
        afterDue: false,
        ...inTime,
      },
    },
    { type: 'Section11ReturnSignedOff', data: { authors: [AUTHOR.person], answered: 3, of: 3, ...inTime } },
    {
      type: 'Section11AnswerRecorded',
      data: {
        item: 'SMC-2',
        heading: 'SMC',
        question: 'Do leaders test quality?',
        rating: 'not-applicable',
        ratingBefore: 'partly-met',
        reason: 'We have no staff.',
        evidence: [],
        tally: { answered: 3, of: 3, heading: { key: 'SMC', met: 1, partlyMet: 0, notMet: 0, notApplicable: 1, unanswered: 0, of: 1 } },
        afterDue: true,
        ...inTime,
      },
    },
    { type: 'Section11SignOffWithdrawn', data: { because: 'answer-changed', item: 'SMC-2' } },
    {
      type: 'Section11ReturnSignedOff',
      data: { statement: 'Agreed by the board.', authors: [AUTHOR.person], answered: 3, of: 3, ...inTime },
    },
    {
      type: 'Section11ReturnSubmitted',
      data: {
        cycle,
        agency: AUTHOR.agency,
        dueOn: '2026-03-31',
        submittedOn: '2026-04-03',
        late: true,
        daysLate: 3,
        answered: 3,
        of: 3,
        standards: [
          { heading: 'SMC', title: 'Senior management commitment', met: 1, partlyMet: 0, notMet: 0, notApplicable: 1, of: 1 },
          { heading: 'TRN', title: 'Staff training', met: 0, partlyMet: 0, notMet: 1, notApplicable: 0, of: 1 },
        ],
        signedOffBy: { person: '00000000-0000-4000-8000-00000000000b', agency: AUTHOR.agency, role: 'agency-lead' },
        number: 1,
        ...inTime,
      },
    },
    {
      type: 'Section11AnswerCorrected',
      data: {
        item: 'SMC-1',
        heading: 'SMC',
        question: 'Is there a lead?',
        answer: {
          rating: 'partly-met',
          narrative: 'The deputy leads, for now.',
          evidence: [{ kind: 'note', text: 'Board minutes of 2 April.' }],
        },
        reason: 'The chief officer had left.',
        corrects: { revision: 1, rating: 'met' },
        tally: { answered: 3, of: 3, heading: { key: 'SMC', met: 0, partlyMet: 1, notMet: 0, notApplicable: 1, unanswered: 0, of: 1 } },
        number: 1,
      },
    },
    {
      type: 'Section11ReturnReopened',
      data: { reason: 'The wrong policy was described.', submittedOn: '2026-04-03', number: 1, ...inTime },
    },
  ];
}

const inTime = { cycleRevision: 0, admitted: false };
const AUTHOR = { person: '00000000-0000-4000-8000-00000000000a', agency: '00000000-0000-4000-8000-0000000000a1' };

function openedIn(cycle: string): Section11ReturnOpened['data'] {
  return {
    partnership: aCycle.partnership,
    cycle,
    cycleTitle: aCycle.title,
    agency: AUTHOR.agency,
    agencyName: 'Marlshire Police',
    basis: 'children-act-2004-s11',
    duty: 'required',
    dueOn: aCycle.dueOn,
    tool: aCycle.tool,
    scale: { id: 'met-3', version: 1, levels: ['not-met', 'partly-met', 'met'] },
    questionnaire: [
      {
        key: 'SMC',
        title: 'Senior management commitment',
        items: [
          { key: 'SMC-1', question: 'Is there a lead?' },
          { key: 'SMC-2', question: 'Do leaders test quality?' },
        ],
      },
      { key: 'TRN', title: 'Staff training', items: [{ key: 'TRN-1', question: 'Is there an induction?' }] },
    ],
    cycleRevision: 0,
    toolRevision: 0,
  };
}
