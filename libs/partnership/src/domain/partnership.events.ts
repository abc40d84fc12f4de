import type { EventCatalogue } from '@goldenthread/event-sourcing';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Whether a body is real, known by what was published about it, or invented for demonstration and tests. */
export type PartnershipKind = 'published' | 'invented';

/** Where a fact about a real body was published. */
export type Source = {
  /** The document's own title. */
  readonly title: string;
  /** When it was published, no finer than the document says: a day, a month (`2019-06`) or a year. */
  readonly publishedOn: string;
  /** Where in the document: section, paragraph or page. */
  readonly where: string;
  /** What the date is, where it is not plainly that of publication. */
  readonly dateNote?: string;
};

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
  | 'national-body'
  /** The staff of a partnership, who answer to all of it. */
  | 'business-unit';

/** By what an agency is asked to show its safeguarding arrangements. What follows from it: `dutyOf`. */
export type DutyBasis =
  | 'children-act-2004-s11'
  | 'education-act-2002-s175'
  | 'education-act-2002-s157'
  | 'childcare-act-2006-s40'
  | 'contract'
  | 'asked-voluntarily';

export type PartnershipRegistered = {
  readonly type: 'PartnershipRegistered';
  readonly data: { readonly name: string; readonly shortName?: string; readonly kind: PartnershipKind; readonly source?: Source };
};

/** An agency belongs to the partnership's list of those whose arrangements it looks at. */
export type AgencyListed = {
  readonly type: 'AgencyListed';
  readonly data: { readonly agency: string; readonly name: string; readonly kind: AgencyKind; readonly basis: DutyBasis };
};

export type PartnershipEvent = PartnershipRegistered | AgencyListed;

export const partnershipEvents = {
  PartnershipRegistered: [{}],
  AgencyListed: [{}],
} satisfies Record<PartnershipEvent['type'], EventCatalogue[string]>;
