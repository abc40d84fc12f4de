import type { Day, EventCatalogue } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Whether a body is real, known by what was published about it, or invented for demonstration and tests. */
export type PartnershipKind = 'published' | 'invented';

/** Where the facts about a real body were published. */
export type Source = { readonly title: string; readonly publishedOn: Day };

/** What an agency is to children: decides which duty and which tool it meets. */
export type AgencyKind =
  | 'local-authority'
  | 'district-council'
  | 'police'
  | 'health-commissioner'
  | 'health-provider'
  | 'probation'
  | 'youth-justice'
  | 'fire-and-rescue'
  | 'education'
  | 'early-years'
  | 'voluntary'
  | 'national-body';

export type PartnershipRegistered = {
  readonly type: 'PartnershipRegistered';
  readonly data: { readonly name: string; readonly kind: PartnershipKind; readonly source?: Source };
};

/** An agency belongs to the partnership's list of those whose arrangements it looks at. */
export type AgencyListed = {
  readonly type: 'AgencyListed';
  readonly data: { readonly agency: string; readonly name: string; readonly kind: AgencyKind };
};

export type PartnershipEvent = PartnershipRegistered | AgencyListed;

export const partnershipEvents = {
  PartnershipRegistered: [{}],
  AgencyListed: [{}],
} satisfies Record<PartnershipEvent['type'], EventCatalogue[string]>;
