import { specifying } from '@goldenthread/event-sourcing/testing';
import { cycleIdOf, section11Cycle, type OpenCycleFacts, type OpenCycleWanted, type Section11CycleCommand } from './section11-cycle.js';
import type { Section11CycleEvent } from './section11-cycle.events.js';

const given = (...history: Section11CycleEvent[]) => specifying(section11Cycle).given(...history);

const MARLSHIRE = '00000000-0000-4000-8000-0000000000b1';
const POLICE = '00000000-0000-4000-8000-0000000000a1';
const COUNCIL = '00000000-0000-4000-8000-0000000000a2';
const STRANGER = '00000000-0000-4000-8000-0000000000a9';

const wanted: OpenCycleWanted = {
  partnership: MARLSHIRE,
  title: 'Section 11 2026',
  tool: { code: 'section-11', version: 1 },
  opensOn: '2026-01-05',
  dueOn: '2026-03-31',
  agencies: [
    { agency: POLICE, duty: 'required' },
    { agency: COUNCIL, duty: 'invited' },
  ],
};
const facts: OpenCycleFacts = {
  tool: { items: 40, revision: 0 },
  partnership: {
    agencies: [
      { id: COUNCIL, name: 'Marlshire County Council' },
      { id: POLICE, name: 'Marlshire Police' },
    ],
    revision: 2,
  },
};
const openCycle = (over: Partial<OpenCycleWanted> = {}, read: Partial<OpenCycleFacts> = {}): Section11CycleCommand => ({
  type: 'OpenCycle',
  wanted: { ...wanted, ...over },
  facts: { ...facts, ...read },
});
const opened: Section11CycleEvent = {
  type: 'Section11CycleOpened',
  data: {
    partnership: MARLSHIRE,
    title: 'Section 11 2026',
    tool: { code: 'section-11', version: 1 },
    toolRevision: 0,
    items: 40,
    opensOn: '2026-01-05',
    dueOn: '2026-03-31',
    agencies: [
      { agency: POLICE, name: 'Marlshire Police', duty: 'required' },
      { agency: COUNCIL, name: 'Marlshire County Council', duty: 'invited' },
    ],
    partnershipRevision: 2,
  },
};

describe('opening a cycle', () => {
  it('records who is asked, under the name of the day, by which tool and until when', () => {
    given().when(openCycle()).then(opened);
  });

  it('twice records it once', () => {
    given(opened).when(openCycle()).thenNothing();
  });

  it('may be due on the day it opens, but not before', () => {
    given()
      .when(openCycle({ dueOn: '2026-01-05' }))
      .then({ ...opened, data: { ...opened.data, dueOn: '2026-01-05' } });
    given()
      .when(openCycle({ dueOn: '2026-01-04' }))
      .thenRefused('due-before-open', { opensOn: '2026-01-05', dueOn: '2026-01-04' });
  });

  it('needs a tool that is published', () => {
    given()
      .when(openCycle({}, { tool: undefined }))
      .thenRefused('tool-not-published', { code: 'section-11', version: 1 });
  });

  it('needs a partnership that is registered', () => {
    given()
      .when(openCycle({}, { partnership: undefined }))
      .thenRefused('partnership-not-registered', { partnership: MARLSHIRE });
  });

  it('needs someone to ask', () => {
    given()
      .when(openCycle({ agencies: [] }))
      .thenRefused('no-agencies');
  });

  it('asks nobody twice, naming who was', () => {
    const twice = [...wanted.agencies, { agency: POLICE, duty: 'invited' } as const];
    given()
      .when(openCycle({ agencies: twice }))
      .thenRefused('agency-listed-twice', { agencies: [POLICE] });
  });

  it('asks agencies of the partnership only, naming who is not', () => {
    const withStranger = [...wanted.agencies, { agency: STRANGER, duty: 'required' } as const];
    given()
      .when(openCycle({ agencies: withStranger }))
      .thenRefused('agency-not-in-partnership', { agencies: [STRANGER] });
  });

  it('is the same record for every retry of the same command', () => {
    expect(cycleIdOf(MARLSHIRE)).toBe(cycleIdOf(MARLSHIRE));
    expect(cycleIdOf(MARLSHIRE)).not.toBe(cycleIdOf(POLICE));
  });
});
