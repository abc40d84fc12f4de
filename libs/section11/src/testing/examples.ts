import { met3 } from '../../data/scales/met-3.scale.js';
import type { Section11CycleOpened } from '../domain/section11-cycle.events.js';
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
    { agency: '00000000-0000-4000-8000-0000000000a1', name: 'Marlshire Police', duty: 'required' },
    { agency: '00000000-0000-4000-8000-0000000000a2', name: 'Marlshire Voluntary Forum', duty: 'invited' },
  ],
  partnershipRevision: 2,
};
