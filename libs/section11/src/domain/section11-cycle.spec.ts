import { specifying } from '@goldenthread/event-sourcing/testing';
import type { AdmitLateReturn, CloseCycle, OpenCycleFacts, OpenCycleWanted, Section11CycleCommand } from './section11-cycle.commands.js';
import { cycleIdOf, section11Cycle } from './section11-cycle.js';
import type {
  Section11CycleClosed,
  Section11CycleEvent,
  Section11CycleOpened,
  Section11LateReturnAdmitted,
} from './section11-cycle.events.js';

const given = (...history: Section11CycleEvent[]) => specifying(section11Cycle).given(...history);

const MARLSHIRE = '00000000-0000-4000-8000-0000000000b1';
const POLICE = '00000000-0000-4000-8000-0000000000a1';
const FORUM = '00000000-0000-4000-8000-0000000000a2';
const STRANGER = '00000000-0000-4000-8000-0000000000a9';

const wanted: OpenCycleWanted = {
  partnership: MARLSHIRE,
  title: 'Section 11 2026',
  tool: { code: 'section-11', version: 1 },
  opensOn: '2026-01-05',
  dueOn: '2026-03-31',
  agencies: [{ agency: POLICE, duty: 'required' }, { agency: FORUM }],
};
const facts: OpenCycleFacts = {
  tool: { items: 40, revision: 0 },
  partnership: {
    agencies: [
      { id: FORUM, name: 'Marlshire Voluntary Forum', basis: 'asked-voluntarily', duty: 'invited' },
      { id: POLICE, name: 'Marlshire Police', basis: 'children-act-2004-s11', duty: 'required' },
    ],
    revision: 2,
    returnsHeld: true,
  },
};
const openCycle = (over: Partial<OpenCycleWanted> = {}, read: Partial<OpenCycleFacts> = {}): Section11CycleCommand => ({
  type: 'OpenCycle',
  wanted: { ...wanted, ...over },
  facts: { ...facts, ...read },
});
const opened: Section11CycleOpened = {
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
      { agency: POLICE, name: 'Marlshire Police', basis: 'children-act-2004-s11', duty: 'required' },
      { agency: FORUM, name: 'Marlshire Voluntary Forum', basis: 'asked-voluntarily', duty: 'invited' },
    ],
    partnershipRevision: 2,
  },
};

const closeCycle: CloseCycle = { type: 'CloseCycle', today: '2026-04-20' };
const closed: Section11CycleClosed = {
  type: 'Section11CycleClosed',
  data: { partnership: MARLSHIRE, title: 'Section 11 2026', dueOn: '2026-03-31', closedOn: '2026-04-20' },
};
const REASON = 'A flood closed the office.';
const admit = (over: Partial<AdmitLateReturn> = {}): AdmitLateReturn => ({
  type: 'AdmitLateReturn',
  agency: FORUM,
  until: '2026-05-08',
  reason: REASON,
  today: '2026-04-27',
  ...over,
});
const admitted: Section11LateReturnAdmitted = {
  type: 'Section11LateReturnAdmitted',
  data: { partnership: MARLSHIRE, agency: FORUM, agencyName: 'Marlshire Voluntary Forum', until: '2026-05-08', reason: REASON },
};

describe('opening a cycle', () => {
  it('records who is asked, on which basis and under the name of the day, by which tool and until when', () => {
    given().when(openCycle()).then(opened);
  });

  it('twice records it once', () => {
    given(opened).when(openCycle()).thenNothing();
    given(opened, closed).when(openCycle()).thenNothing();
  });

  it('is refused for a real partnership where only invented returns may be held', () => {
    const partnership = { agencies: [], revision: 2, returnsHeld: false };
    given().when(openCycle({}, { partnership })).thenRefused('no-returns-held-here', { partnership: MARLSHIRE });
  });

  it('is refused where it says otherwise than the basis whether an agency must answer, naming which', () => {
    given()
      .when(
        openCycle({
          agencies: [
            { agency: POLICE, duty: 'invited' },
            { agency: FORUM, duty: 'invited' },
          ],
        }),
      )
      .thenRefused('duty-not-as-listed', { agencies: [POLICE] });
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

describe('closing a cycle', () => {
  it('records the day, once the due day is over', () => {
    given(opened).when(closeCycle).then(closed);
    given(opened)
      .when({ ...closeCycle, today: '2026-04-01' })
      .then({ ...closed, data: { ...closed.data, closedOn: '2026-04-01' } });
  });

  it('is refused up to the due day, which agencies were promised', () => {
    given(opened)
      .when({ ...closeCycle, today: '2026-03-31' })
      .thenRefused('cycle-not-due', { dueOn: '2026-03-31' });
  });

  it('twice records it once', () => {
    given(opened, closed).when(closeCycle).thenRefused('cycle-already-closed', { closedOn: '2026-04-20' });
    given(opened, closed, admitted).when(closeCycle).thenRefused('cycle-already-closed');
  });

  it('needs a cycle', () => {
    given().when(closeCycle).thenRefused('cycle-not-open');
  });
});

describe('admitting a late return', () => {
  it('records whose, until when and why', () => {
    given(opened, closed).when(admit()).then(admitted);
  });

  it('may be until the same day, but not until a day gone by', () => {
    given(opened, closed)
      .when(admit({ until: '2026-04-27' }))
      .then({ ...admitted, data: { ...admitted.data, until: '2026-04-27' } });
    given(opened, closed)
      .when(admit({ until: '2026-04-26' }))
      .thenRefused('admission-in-past', { until: '2026-04-26', today: '2026-04-27' });
  });

  it('twice records it once, and again for longer replaces it', () => {
    given(opened, closed, admitted).when(admit()).thenNothing();
    given(opened, closed, admitted)
      .when(admit({ until: '2026-05-15' }))
      .then({ ...admitted, data: { ...admitted.data, until: '2026-05-15' } });
  });

  it('needs a reason', () => {
    given(opened, closed)
      .when(admit({ reason: ' \n' }))
      .thenRefused('say-why');
  });

  it('is for those only whom the cycle asks', () => {
    given(opened, closed)
      .when(admit({ agency: STRANGER }))
      .thenRefused('agency-not-in-cycle', { agency: STRANGER });
  });

  it('needs a cycle that is closed: in an open one nobody needs to be admitted', () => {
    given(opened).when(admit()).thenRefused('cycle-not-closed', { dueOn: '2026-03-31' });
    given().when(admit()).thenRefused('cycle-not-open');
  });
});
