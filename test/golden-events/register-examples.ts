import type { DomainEvent } from '@goldenthread/event-sourcing';
import type { RegisterEvent } from '@goldenthread/partnership';

const PARTNERSHIP = 'partnership-00000000-0000-4000-8000-0000000000b2';
const FOOTPRINT = 'footprint-00000000-0000-4000-8000-0000000000f2';
const BODY = 'body-00000000-0000-4000-8000-00000000ab01';
const GROUP = 'group-00000000-0000-4000-8000-0000000000e7';

const DISTRICT = '00000000-0000-4000-8000-00000000ab02';
const ENTRY = '00000000-0000-4000-8000-0000000000e5';
const PARTNER_GROUP = '00000000-0000-4000-8000-0000000000e6';
const source = {
  title: 'Essex Safeguarding Children Board Multi-Agency Safeguarding Arrangements 2019-20',
  publishedOn: '2019-06-21',
  where: 'Section 4, Structure of the ESCB',
};
const plan = { title: 'An implementation plan', publishedOn: '2019', where: 'Page 17', dateNote: 'It gives no day of publication.' };
const listed = { entry: ENTRY, place: 11, wording: 'District, City & Borough Councils', kind: 'class', source } as const;

const registered: readonly { readonly stream: string; readonly event: RegisterEvent & DomainEvent }[] = [
  {
    stream: PARTNERSHIP,
    event: {
      type: 'PartnershipParticularsCorrected',
      data: { name: 'Essex Safeguarding Children Board', shortName: 'ESCB', source, was: { name: 'Essex Board', source } },
    },
  },
  {
    stream: PARTNERSHIP,
    event: {
      type: 'LegalFormTaken',
      data: { form: 'multi-agency-safeguarding-arrangements', name: 'ESCB', from: '2019-09-29', source },
      effectiveOn: '2019-09-29',
    },
  },
  {
    stream: PARTNERSHIP,
    event: {
      type: 'PredecessorReplaced',
      data: {
        predecessor: '00000000-0000-4000-8000-0000000000b3',
        predecessorName: 'Thurrock LSCB',
        on: '2019-05-01',
        asStated: 'on 1st May 2019',
        source: plan,
      },
      effectiveOn: '2019-05-01',
    },
  },
  { stream: PARTNERSHIP, event: { type: 'RegisterPublished', data: { heading: 'Designated Relevant Agencies', source } } },
  {
    stream: PARTNERSHIP,
    event: {
      type: 'RegisterEntryListed',
      data: { ...listed, body: DISTRICT, footnote: 'Twelve of them.', was: { ...listed, wording: 'District Councils' } },
    },
  },
  {
    stream: PARTNERSHIP,
    event: { type: 'ClassExpanded', data: { entry: ENTRY, members: [{ body: DISTRICT, name: 'Uttlesford District Council' }], source } },
  },
  {
    stream: PARTNERSHIP,
    event: {
      type: 'PartnerGroupNamed',
      data: { partnerGroup: PARTNER_GROUP, name: 'Essex Police', lead: 'Chief Constable', delegate: 'Assistant Chief Constable', source },
    },
  },
  {
    stream: PARTNERSHIP,
    event: {
      type: 'PartnerMembershipRecorded',
      data: {
        partnerGroup: PARTNER_GROUP,
        body: '00000000-0000-4000-8000-00000000ab01',
        name: 'Essex Police',
        from: '2019-09-29',
        until: '2022-06-30',
        source,
      },
      effectiveOn: '2019-09-29',
    },
  },
  {
    stream: PARTNERSHIP,
    event: { type: 'AreasNamed', data: { called: 'quadrants', areas: ['Mid', 'South', 'West', 'North'], source } },
  },
  { stream: PARTNERSHIP, event: { type: 'OwnNameGiven', data: { for: 'scrutineer', name: 'Safeguarding Champion', source } } },
  {
    stream: PARTNERSHIP,
    event: { type: 'BusinessUnitNamed', data: { body: '00000000-0000-4000-8000-00000000ab03', name: 'Business unit', source } },
  },
  {
    stream: PARTNERSHIP,
    event: {
      type: 'GroupNamed',
      data: {
        group: '00000000-0000-4000-8000-0000000000e7',
        name: 'Performance, Audit, and Quality Assurance sub-committee',
        shortName: 'PAQA',
        role: 'paqa',
        area: 'Mid',
        chair: 'National Probation Service representative',
        viceChair: 'CCG',
        meets: '4 times a year',
        from: '2019-09-29',
        source,
      },
      effectiveOn: '2019-09-29',
    },
  },
  {
    stream: FOOTPRINT,
    event: {
      type: 'FootprintRegistered',
      data: { name: 'Southend, Essex and Thurrock', shortName: 'SET', jointWork: ['Section 11 Children Act 2004'], source: plan },
    },
  },
  {
    stream: FOOTPRINT,
    event: {
      type: 'FootprintMembershipRecorded',
      data: { partnership: '00000000-0000-4000-8000-0000000000b2', name: 'ESCB', until: '2019-04-30', source: plan },
    },
  },
  { stream: BODY, event: { type: 'BodyRegistered', data: { name: 'Essex Police', kind: 'police', source } } },
  {
    stream: BODY,
    event: {
      type: 'BodyHosted',
      data: { host: DISTRICT, hostName: 'Essex County Council', asStated: 'hosted by Essex County Council', source },
    },
  },
  { stream: PARTNERSHIP, event: { type: 'RegisterFactWithdrawn', data: { fact: 'RegisterEntryListed', key: ENTRY, source } } },
  {
    stream: GROUP,
    event: {
      type: 'MeetingHeld',
      data: {
        partnership: '00000000-0000-4000-8000-0000000000b1',
        group: '00000000-0000-4000-8000-0000000000e7',
        groupName: 'PAQA',
        heldOn: '2026-01-22',
      },
      effectiveOn: '2026-01-22',
    },
  },
];

/** What the stored examples of registers say, all of them in their first version. */
export const registerExamples = Object.fromEntries(registered.map((one) => [`${one.event.type}.v1`, one]));
