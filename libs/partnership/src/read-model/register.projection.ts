import { categoryOf, changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { PartnershipRegistered } from '../domain/partnership.events.js';
import { factKey } from '../domain/register-facts.js';
import type { MeetingHeld, PartnershipParticularsCorrected, RegisterFact, RegisterFactWithdrawn } from '../domain/register.events.js';
import type { GroupMeetingRow } from './group-meeting.row.js';
import type { RegisterFactRow, RegisterOwnerKind } from './register-fact.row.js';

type Seen = PartnershipRegistered | PartnershipParticularsCorrected | RegisterFact | RegisterFactWithdrawn;

const facts = changesOf<RowOf<RegisterFactRow>, 'owner' | 'fact' | 'key'>('register_fact', ['owner', 'fact', 'key']);
const meetings = changesOf<RowOf<GroupMeetingRow>, 'group' | 'heldOn'>('group_meeting', ['group', 'heldOn']);

/** Every fact of every register, one row each. A registration's key is `only`. */
export const registerProjection: Projection<Seen> = {
  name: 'register',
  version: 1,
  handles: [
    'PartnershipRegistered',
    'PartnershipParticularsCorrected',
    'LegalFormTaken',
    'PredecessorReplaced',
    'RegisterPublished',
    'RegisterEntryListed',
    'ClassExpanded',
    'PartnerGroupNamed',
    'PartnerMembershipRecorded',
    'AreasNamed',
    'OwnNameGiven',
    'BusinessUnitNamed',
    'GroupNamed',
    'FootprintRegistered',
    'FootprintMembershipRecorded',
    'BodyRegistered',
    'BodyHosted',
    'RegisterFactWithdrawn',
  ],
  project: (event) => [change(event)],
};

/** The days each group met. */
export const groupMeetingProjection: Projection<MeetingHeld> = {
  name: 'group-meeting',
  version: 1,
  handles: ['MeetingHeld'],
  project: ({ data: { group, heldOn, partnership, groupName } }) => [meetings.put({ group, heldOn, partnership, groupName })],
};

function change(event: RecordedEvent<Seen>): RowChange {
  const owner = event.stream.slice(event.stream.indexOf('-') + 1);
  const ownerKind = categoryOf(event.stream) as RegisterOwnerKind;
  switch (event.type) {
    case 'PartnershipRegistered':
    case 'PartnershipParticularsCorrected':
      return facts.put({ owner, fact: event.type, key: 'only', ownerKind, data: plain(event.data) });
    case 'RegisterFactWithdrawn':
      return facts.drop({ owner, fact: event.data.fact, key: event.data.key });
    default: {
      const key = factKey({ type: event.type, data: event.data } as RegisterFact);
      return facts.put({ owner, fact: event.type, key, ownerKind, data: plain(event.data) });
    }
  }
}

/** What the fact says now: what it corrected stays in the record. */
function plain(data: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'was'));
}
