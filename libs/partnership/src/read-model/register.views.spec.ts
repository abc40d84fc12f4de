import { TimelineFold, type DomainEvent, type Position, type RecordedEvent } from '@goldenthread/event-sourcing';
import { recorded } from '@goldenthread/event-sourcing/testing';
import type { PartnershipRegistered } from '../domain/partnership.events.js';
import type { RegisterEvent } from '../domain/register.events.js';
import type { RegisterFactRow } from './register-fact.row.js';
import { groupMeetingProjection, registerProjection } from './register.projection.js';
import { registerStatement, showFootprint, showPartnerships, showRegister, type Seeing } from './register.views.js';

const ESSEX = '00000000-0000-4000-8000-0000000000b2';
const THURROCK = '00000000-0000-4000-8000-0000000000b3';
const SET = '00000000-0000-4000-8000-0000000000f2';
const POLICE = '00000000-0000-4000-8000-00000000ab01';
const source = { title: 'The arrangements', publishedOn: '2019-06-21', where: 'Appendix' };

type Told = readonly [owner: string, event: (PartnershipRegistered | RegisterEvent) & DomainEvent];

/** What stood at a position of a history, as the tables would hold it. */
function factsAt(history: readonly Told[], position: Position): RegisterFactRow[] {
  const fold = new TimelineFold();
  for (const [index, [stream, event]] of history.entries()) {
    const [one] = recorded('', [event], { stream, position: BigInt(index) });
    for (const change of registerProjection.project(one as RecordedEvent<PartnershipRegistered>)) fold.apply(change, BigInt(index));
  }
  const standing = fold
    .changes()
    .added.filter(({ validFrom, validTo }) => validFrom <= position && (validTo === null || validTo > position));
  return standing.map(({ key, values }) => ({ ...key, ...values }) as unknown as RegisterFactRow);
}

const seeing: Seeing = { day: '2026-11-25', purpose: 'demonstration' };
const police = { partnerGroup: 'g1', body: POLICE, name: 'Essex Police', from: '2019-09-29', source };
const history: readonly Told[] = [
  [`partnership-${ESSEX}`, { type: 'PartnershipRegistered', data: { name: 'Essex Board', shortName: 'ESCB', kind: 'published', source } }],
  [`partnership-${ESSEX}`, { type: 'RegisterPublished', data: { heading: 'Designated Relevant Agencies', source } }],
  [`partnership-${ESSEX}`, { type: 'RegisterEntryListed', data: { entry: 'e2', place: 2, wording: 'Lay Member', kind: 'seat', source } }],
  [
    `partnership-${ESSEX}`,
    { type: 'RegisterEntryListed', data: { entry: 'e1', place: 1, wording: 'Essex Police', kind: 'body', body: POLICE, source } },
  ],
  [`partnership-${ESSEX}`, { type: 'PartnerGroupNamed', data: { partnerGroup: 'g1', name: 'Police', source } }],
  [`partnership-${ESSEX}`, { type: 'PartnerMembershipRecorded', data: police }],
  [`partnership-${ESSEX}`, { type: 'PartnerMembershipRecorded', data: { ...police, until: '2022-06-30', was: police } }],
  [`partnership-${ESSEX}`, { type: 'RegisterFactWithdrawn', data: { fact: 'RegisterEntryListed', key: 'e2' } }],
  [
    `partnership-${ESSEX}`,
    { type: 'PartnershipParticularsCorrected', data: { name: 'Essex Safeguarding Children Board', source, was: { name: 'Essex Board' } } },
  ],
  [`partnership-${THURROCK}`, { type: 'PartnershipRegistered', data: { name: 'Thurrock LSCP', kind: 'published', source } }],
  [
    `partnership-${THURROCK}`,
    { type: 'RegisterEntryListed', data: { entry: 'e1', place: 1, wording: 'Police', kind: 'body', body: POLICE, source } },
  ],
  [
    `partnership-${THURROCK}`,
    { type: 'PredecessorReplaced', data: { predecessor: ESSEX, predecessorName: 'Essex Board', on: '2019-05-01', source } },
  ],
  [`body-${POLICE}`, { type: 'BodyRegistered', data: { name: 'Essex Police', kind: 'police', source } }],
  [
    `footprint-${SET}`,
    { type: 'FootprintRegistered', data: { name: 'Southend, Essex and Thurrock', shortName: 'SET', jointWork: [], source } },
  ],
  [
    `footprint-${SET}`,
    { type: 'FootprintMembershipRecorded', data: { partnership: ESSEX, name: 'Essex Board', until: '2026-11-25', source } },
  ],
  [`footprint-${SET}`, { type: 'FootprintMembershipRecorded', data: { partnership: THURROCK, name: 'Thurrock LSCP', source } }],
];
const HEAD = BigInt(history.length - 1);

describe('a register as at a position', () => {
  it('lists its entries in the place they were published in', () => {
    const register = showRegister(ESSEX, factsAt(history, 6n), seeing);
    expect(register?.register?.entries.map(({ wording, asked }) => [wording, asked])).toEqual([
      ['Essex Police', true],
      ['Lay Member', false],
    ]);
    expect(register).toMatchObject({ entries: 2, register: { heading: 'Designated Relevant Agencies', source } });
  });

  it('has an entry until it is withdrawn, and still has it as at before', () => {
    expect(showRegister(ESSEX, factsAt(history, HEAD), seeing)?.entries).toBe(1);
    expect(showRegister(ESSEX, factsAt(history, 6n), seeing)?.entries).toBe(2);
  });

  it('knows of the end of a membership only once it was recorded, then by the day it is read on', () => {
    const membership = (position: Position, day: string) => {
      return showRegister(ESSEX, factsAt(history, position), { ...seeing, day })?.statutoryPartners[0]?.members[0];
    };
    expect(membership(5n, '2026-11-25')).toMatchObject({ until: null, holds: true });
    expect(membership(6n, '2022-06-30')).toMatchObject({ until: '2022-06-30', holds: true });
    expect(membership(6n, '2022-07-01')).toMatchObject({ until: '2022-06-30', holds: false });
    expect(membership(6n, '2019-09-28')).toMatchObject({ holds: false });
  });

  it('counts the statutory organisations of the day', () => {
    const count = (day: string) => showRegister(ESSEX, factsAt(history, HEAD), { ...seeing, day })?.statutoryOrganisations;
    expect([count('2022-06-30'), count('2022-07-01')]).toEqual([1, 0]);
  });

  it('bears its name of the time', () => {
    expect(showRegister(ESSEX, factsAt(history, 7n), seeing)?.name).toBe('Essex Board');
    expect(showRegister(ESSEX, factsAt(history, 8n), seeing)).toMatchObject({
      name: 'Essex Safeguarding Children Board',
      kind: 'published',
    });
  });

  it('tells who came before and after', () => {
    const facts = factsAt(history, HEAD);
    expect(showRegister(THURROCK, facts, seeing)?.predecessors).toMatchObject([{ partnership: ESSEX, on: '2019-05-01' }]);
    expect(showRegister(ESSEX, facts, seeing)?.successors).toMatchObject([
      { partnership: THURROCK, name: 'Thurrock LSCP', on: '2019-05-01' },
    ]);
  });

  it('is nothing where there is no such partnership, yet or at all', () => {
    expect(showRegister(THURROCK, factsAt(history, 8n), seeing)).toBeUndefined();
    expect(showRegister(POLICE, factsAt(history, HEAD), seeing)).toBeUndefined();
  });
});

describe('the list of partnerships', () => {
  it('is in order of name, with the footprints each is in that day', () => {
    const names = (day: string) =>
      showPartnerships(factsAt(history, HEAD), { ...seeing, day }).map(({ name, footprints }) => [
        name,
        footprints.map((one) => one.shortName),
      ]);
    expect(names('2026-11-25')).toEqual([
      ['Essex Safeguarding Children Board', ['SET']],
      ['Thurrock LSCP', ['SET']],
    ]);
    expect(names('2026-11-26')).toEqual([
      ['Essex Safeguarding Children Board', []],
      ['Thurrock LSCP', ['SET']],
    ]);
  });
});

describe('a footprint', () => {
  it('shows the organisations that two of its members know', () => {
    expect(showFootprint(SET, factsAt(history, HEAD), seeing)?.sharedBodies).toEqual([
      { body: POLICE, name: 'Essex Police', kind: 'police', partnerships: [ESSEX, THURROCK] },
    ]);
  });

  it('shares nothing with a member that has left', () => {
    const footprint = showFootprint(SET, factsAt(history, HEAD), { ...seeing, day: '2026-11-26' });
    expect(footprint?.members.map(({ name, holds }) => [name, holds])).toEqual([
      ['Essex Board', false],
      ['Thurrock LSCP', true],
    ]);
    expect(footprint?.sharedBodies).toEqual([]);
  });

  it('is nothing where there is none', () => {
    expect(showFootprint(ESSEX, factsAt(history, HEAD), seeing)).toBeUndefined();
  });
});

describe('what a page says first', () => {
  it.each([
    ['2019-06-21', 'Register as published (The arrangements, 21 June 2019); no returns are held here.'],
    ['2019-06', 'Register as published (The arrangements, June 2019); no returns are held here.'],
    ['2019', 'Register as published (The arrangements, 2019); no returns are held here.'],
  ])('dates a document of %s no finer than it is', (publishedOn, statement) => {
    expect(registerStatement('published', false, { ...source, publishedOn }, null)).toBe(statement);
  });

  it('says so where the documents name a partnership and list no register', () => {
    expect(registerStatement('published', false, null, source)).toBe(
      'Known from what was published, without a register (The arrangements, 21 June 2019); no returns are held here.',
    );
  });

  it('says of an invented partnership that it is invented, and of a real one in its own store only where it is from', () => {
    expect(registerStatement('invented', true, null, null)).toBe('Invented data: there is no such partnership.');
    expect(registerStatement('published', true, source, null)).toBe('Register as published (The arrangements, 21 June 2019).');
  });
});

describe('the meetings of a group', () => {
  it('are a row each', () => {
    const [event] = recorded('group', [
      { type: 'MeetingHeld' as const, data: { partnership: ESSEX, group: 'g', groupName: 'PAQA', heldOn: '2026-01-22' } },
    ]);
    if (!event) throw new Error('no event');
    expect(groupMeetingProjection.project(event)).toEqual([
      { verb: 'put', view: 'group_meeting', key: { group: 'g', heldOn: '2026-01-22' }, values: { partnership: ESSEX, groupName: 'PAQA' } },
    ]);
  });
});
