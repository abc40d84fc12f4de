import { specifying } from '@goldenthread/event-sourcing/testing';
import { body } from './body.js';
import { footprint } from './footprint.js';
import { group, type GroupCommand } from './group.js';
import type { AgencyListed, PartnershipRegistered, Source } from './partnership.events.js';
import { partnership, type PartnershipCommand } from './partnership.js';
import type { BodyEvent, FootprintEvent, GroupEvent, PartnershipFact, RegisterEvent } from './register.events.js';
import { holdsReturns, mayBeAsked } from './returns-held.js';

type Event = PartnershipRegistered | AgencyListed | Exclude<RegisterEvent, FootprintOnly | GroupEvent>;
type FootprintOnly = { type: 'FootprintRegistered' | 'FootprintMembershipRecorded' | 'BodyRegistered' | 'BodyHosted' };

const given = (...history: Event[]) => specifying(partnership).given(...history);
const record = (fact: PartnershipFact): PartnershipCommand => ({ type: 'RecordFact', fact });

const source: Source = { title: 'Arrangements', publishedOn: '2019-06-21', where: 'Appendix' };
const marlshire: PartnershipRegistered = { type: 'PartnershipRegistered', data: { name: 'Marlshire', kind: 'invented' } };
const real: PartnershipRegistered = { type: 'PartnershipRegistered', data: { name: 'Essex', kind: 'published', source } };

const districts = { entry: 'e1', place: 1, wording: 'District, City & Borough Councils', kind: 'class' } as const;
const districtsListed = { type: 'RegisterEntryListed', data: districts } as const;
const seat = { entry: 'e2', place: 2, wording: 'Lay Member', kind: 'seat' } as const;
const seatListed = { type: 'RegisterEntryListed', data: seat } as const;

describe('recording a fact of a register', () => {
  it('needs a partnership', () => {
    given().when(record(districtsListed)).thenRefused('partnership-not-registered');
  });

  it('lists an entry in the words it was published in', () => {
    given(marlshire).when(record(districtsListed)).then(districtsListed);
  });

  it('twice records it once', () => {
    given(marlshire, districtsListed).when(record(districtsListed)).thenNothing();
  });

  it('again with other words corrects it, and says what it said', () => {
    const wording = 'District and Borough Councils';
    given(marlshire, districtsListed)
      .when(record({ ...districtsListed, data: { ...districts, wording } }))
      .then({ type: 'RegisterEntryListed', data: { ...districts, wording, was: districts } });
  });

  it('corrected and recorded as corrected records it once', () => {
    const corrected = { ...districts, wording: 'District and Borough Councils' };
    given(marlshire, districtsListed, { type: 'RegisterEntryListed', data: { ...corrected, was: districts } })
      .when(record({ type: 'RegisterEntryListed', data: corrected }))
      .thenNothing();
  });

  it('back to what it was is a correction too', () => {
    const corrected = { ...districts, wording: 'District and Borough Councils' };
    given(marlshire, districtsListed, { type: 'RegisterEntryListed', data: { ...corrected, was: districts } })
      .when(record(districtsListed))
      .then({ type: 'RegisterEntryListed', data: { ...districts, was: corrected } });
  });

  it('of a real partnership needs the source of what is said', () => {
    given(real).when(record(districtsListed)).thenRefused('source-needed', { fact: 'RegisterEntryListed' });
    const sourced = { ...districtsListed, data: { ...districts, source } };
    given(real).when(record(sourced)).then(sourced);
  });

  it('that ends before it begins is refused; on one day it may do both', () => {
    const board = (from: string, until: string) =>
      ({
        type: 'LegalFormTaken',
        data: { form: 'local-safeguarding-children-board', from, until },
        effectiveOn: from,
      }) as const;
    given(marlshire)
      .when(record(board('2019-09-29', '2019-09-28')))
      .thenRefused('ends-before-it-begins', { from: '2019-09-29' });
    const oneDay = board('2019-09-29', '2019-09-29');
    given(marlshire).when(record(oneDay)).then(oneDay);
  });
});

describe('expanding a class', () => {
  const members = [
    { body: 'b1', name: 'Basildon Borough Council' },
    { body: 'b2', name: 'Braintree District Council' },
  ];
  const expanded = { type: 'ClassExpanded', data: { entry: 'e1', members } } as const;

  it('says which organisations it comes to, once however often', () => {
    given(marlshire, districtsListed).when(record(expanded)).then(expanded);
    given(marlshire, districtsListed, expanded).when(record(expanded)).thenNothing();
  });

  it('needs the entry to be listed, and to be a class', () => {
    given(marlshire).when(record(expanded)).thenRefused('entry-not-listed');
    given(marlshire, seatListed)
      .when(record({ ...expanded, data: { entry: 'e2', members } }))
      .thenRefused('entry-not-a-class', { wording: 'Lay Member' });
  });

  it('names nobody twice', () => {
    const twice = [...members, { body: 'b1', name: 'Basildon Borough Council' }];
    given(marlshire, districtsListed)
      .when(record({ ...expanded, data: { entry: 'e1', members: twice } }))
      .thenRefused('class-names-one-twice', { names: ['Basildon Borough Council'] });
  });
});

describe('statutory partners', () => {
  const named = { type: 'PartnerGroupNamed', data: { partnerGroup: 'g1', name: 'Health' } } as const;
  const membership = { partnerGroup: 'g1', body: 'b1', name: 'NHS Mid Essex CCG', from: '2019-09-29' };
  const member = { type: 'PartnerMembershipRecorded', data: membership, effectiveOn: '2019-09-29' } as const;

  it('belong to a group that is named first', () => {
    given(marlshire).when(record(member)).thenRefused('partner-group-not-named');
    given(marlshire, named).when(record(member)).then(member);
  });

  it('end their membership by a correction that says when', () => {
    const ended = { ...membership, until: '2022-06-30' };
    given(marlshire, named, member)
      .when(record({ type: 'PartnerMembershipRecorded', data: ended }))
      .then({ type: 'PartnerMembershipRecorded', data: { ...ended, was: membership }, effectiveOn: '2019-09-29' } as Event);
  });
});

describe('naming a group', () => {
  const areas = { type: 'AreasNamed', data: { called: 'quadrants', areas: ['Mid', 'South'] } } as const;
  const staySafe = (area: string): PartnershipFact => ({
    type: 'GroupNamed',
    data: { group: 'g', name: 'Stay Safe', role: 'local', area },
  });

  it('for an area takes one that the partnership has', () => {
    given(marlshire, areas)
      .when(record(staySafe('Mid')))
      .then(staySafe('Mid'));
    given(marlshire, areas)
      .when(record(staySafe('East')))
      .thenRefused('area-not-named', { area: 'East' });
    given(marlshire)
      .when(record(staySafe('Mid')))
      .thenRefused('area-not-named');
  });
});

describe('taking a fact back', () => {
  const withdraw: PartnershipCommand = { type: 'WithdrawFact', fact: 'RegisterEntryListed', key: 'e1' };
  const withdrawn = { type: 'RegisterFactWithdrawn', data: { fact: 'RegisterEntryListed', key: 'e1' } } as const;

  it('records that it is', () => {
    given(marlshire, districtsListed).when(withdraw).then(withdrawn);
  });

  it('twice, or of one that never was, records nothing', () => {
    given(marlshire, districtsListed, withdrawn).when(withdraw).thenNothing();
    given(marlshire).when(withdraw).thenNothing();
  });

  it('leaves room to record it anew', () => {
    given(marlshire, districtsListed, withdrawn).when(record(districtsListed)).then(districtsListed);
  });
});

describe('correcting what a partnership was registered with', () => {
  const correct: PartnershipCommand = { type: 'CorrectParticulars', name: 'Essex Safeguarding Children Board', source };
  const corrected = {
    type: 'PartnershipParticularsCorrected',
    data: { name: 'Essex Safeguarding Children Board', source, was: { name: 'Essex', source } },
  } as const;

  it('says what it was', () => {
    given(real).when(correct).then(corrected);
  });

  it('twice records it once', () => {
    given(real, corrected).when(correct).thenNothing();
  });

  it('of a real one needs a source still', () => {
    given(real).when({ type: 'CorrectParticulars', name: 'Essex' }).thenRefused('source-needed');
  });
});

describe('a footprint', () => {
  const registered: FootprintEvent = {
    type: 'FootprintRegistered',
    data: { name: 'Southend, Essex and Thurrock', shortName: 'SET', jointWork: [] },
  };
  const membership = { type: 'FootprintMembershipRecorded', data: { partnership: 'p1', name: 'Thurrock LSCB' } } as const;
  const when = (fact: Extract<FootprintEvent, { data: object }>) =>
    ({ type: 'RecordFact', fact }) as Parameters<typeof footprint.decide>[0];

  it('is registered before it has members, each once', () => {
    specifying(footprint).given().when(when(membership)).thenRefused('footprint-not-registered');
    specifying(footprint).given().when(when(registered)).then(registered);
    specifying(footprint).given(registered).when(when(membership)).then(membership);
    specifying(footprint).given(registered, membership).when(when(membership)).thenNothing();
  });

  it('has no member that left before it joined', () => {
    const backwards = { ...membership, data: { ...membership.data, from: '2019-05-01', until: '2019-04-30' } };
    specifying(footprint).given(registered).when(when(backwards)).thenRefused('ends-before-it-begins');
  });
});

describe('a body', () => {
  const registered: BodyEvent = { type: 'BodyRegistered', data: { name: 'Business unit', kind: 'business-unit' } };
  const hosted = { type: 'BodyHosted', data: { host: 'b2', hostName: 'Essex County Council' } } as const;
  const when = (fact: BodyEvent) => ({ type: 'RecordFact', fact }) as Parameters<typeof body.decide>[0];

  it('of its own may be hosted by another, which is recorded once', () => {
    specifying(body).given().when(when(hosted)).thenRefused('body-not-registered');
    specifying(body).given(registered).when(when(hosted)).then(hosted);
    specifying(body).given(registered, hosted).when(when(hosted)).thenNothing();
  });
});

describe('recording a meeting', () => {
  const meeting: GroupCommand = {
    type: 'RecordMeeting',
    partnership: 'p1',
    group: 'g1',
    groupName: 'PAQA',
    heldOn: '2026-01-22',
    today: '2026-01-22',
  };
  const held: GroupEvent & { effectiveOn: string } = {
    type: 'MeetingHeld',
    data: { partnership: 'p1', group: 'g1', groupName: 'PAQA', heldOn: '2026-01-22' },
    effectiveOn: '2026-01-22',
  };

  it('on the day it is held or later records it', () => {
    specifying(group).given().when(meeting).then(held);
    specifying(group)
      .given()
      .when({ ...meeting, today: '2026-02-01' })
      .then(held);
  });

  it('twice records it once, even where the group has another name by then', () => {
    specifying(group).given(held).when(meeting).thenNothing();
    specifying(group)
      .given(held)
      .when({ ...meeting, groupName: 'Performance group' })
      .thenNothing();
  });

  it('that is still to come is refused', () => {
    specifying(group)
      .given()
      .when({ ...meeting, today: '2026-01-21' })
      .thenRefused('meeting-in-future', { heldOn: '2026-01-22', today: '2026-01-21' });
  });

  it('of a group that the partnership does not have is refused', () => {
    specifying(group)
      .given()
      .when({ ...meeting, groupName: undefined })
      .thenRefused('group-not-named');
  });
});

describe('returns', () => {
  it('of a real partnership are held in production only', () => {
    expect(holdsReturns('published', 'demonstration')).toBe(false);
    expect(holdsReturns('published', 'test')).toBe(false);
    expect(holdsReturns('published', 'production')).toBe(true);
  });

  it('of an invented one are held anywhere', () => {
    expect(holdsReturns('invented', 'demonstration')).toBe(true);
    expect(holdsReturns('invented', 'production')).toBe(true);
  });

  it('are asked of everybody but seats', () => {
    expect((['body', 'class', 'service', 'seat'] as const).filter(mayBeAsked)).toEqual(['body', 'class', 'service']);
  });
});
