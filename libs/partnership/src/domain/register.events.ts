import type { Day, EventCatalogue } from '@goldenthread/event-sourcing';
import type { AgencyKind, PartnershipRegistered, Source } from './partnership.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.
//
// Each event is one fact of a published register, whole. The same fact recorded again with other content is a correction:
// its event says `was`, so that both readings stand in the record and nothing is edited.

/** A fact as it is now, and where it corrects an earlier recording of itself, what that said. */
type Corrects<Data> = Data & { readonly was?: Data };

/** Invented partnerships need no source; whatever is said of a real one does. */
type Sourced = { readonly source?: Source };

/** The days a fact holds on. `until` is the last day; nothing where it goes on, or where no source says. */
type Dated = {
  readonly from?: Day;
  readonly until?: Day;
  /** The source's own words, where it gives no one date. */
  readonly asStated?: string;
};

/**
 * What stands behind an entry of a register:
 *
 * - `body`: one organisation.
 * - `class`: many organisations under one name, such as "All Primary Education Establishments".
 * - `service`: a part of a body, such as the youth offending service of a council.
 * - `seat`: a person's place at the table, such as a lay member. Never asked for a return.
 *
 * An entry is not a return: a class may answer by hundreds of returns, a seat by none. Rates of response count returns
 * issued, never entries.
 */
export type EntryKind = 'body' | 'class' | 'service' | 'seat';

/** What a partnership is in law. */
export type LegalForm = 'local-safeguarding-children-board' | 'multi-agency-safeguarding-arrangements';

/**
 * What a group does, in this product's words; what its partnership calls it is its name.
 *
 * `paqa` weighs self-assessments, audits and figures; `case-audits` audits cases; `local` sees to one area of the
 * partnership; `joint` works across the partnerships of a footprint.
 */
export type GroupRole =
  | 'executive'
  | 'strategic-partners'
  | 'assembly'
  | 'paqa'
  | 'case-audits'
  | 'practice-reviews'
  | 'exploitation'
  | 'learning-and-development'
  | 'child-deaths'
  | 'local'
  | 'joint'
  | 'other';

/** Where a partnership has its own name for what this product calls otherwise. */
export type OwnNameFor = 'scrutineer' | 'safeguarding-partners' | 'relevant-agencies';

/** What the partnership was registered with was put right. Whether it is real or invented never changes. */
export type PartnershipParticularsCorrected = {
  readonly type: 'PartnershipParticularsCorrected';
  readonly data: Corrects<Pick<PartnershipRegistered['data'], 'name' | 'shortName' | 'source'>>;
};

/** A partnership keeps its identity through its legal forms. */
export type LegalFormTaken = {
  readonly type: 'LegalFormTaken';
  readonly data: Corrects<{ readonly form: LegalForm; readonly name?: string } & Dated & Sourced>;
};

/** The partnership took the place of another, which had an identity of its own. */
export type PredecessorReplaced = {
  readonly type: 'PredecessorReplaced';
  readonly data: Corrects<
    { readonly predecessor: string; readonly predecessorName: string; readonly on?: Day; readonly asStated?: string } & Sourced
  >;
};

/** The partnership's list of relevant agencies was published, under this heading. */
export type RegisterPublished = {
  readonly type: 'RegisterPublished';
  readonly data: Corrects<{ readonly heading: string } & Sourced>;
};

/** One line of that list, in the words it was published in. */
export type RegisterEntryListed = {
  readonly type: 'RegisterEntryListed';
  readonly data: Corrects<
    {
      readonly entry: string;
      /** Its place in the list as published, from 1. */
      readonly place: number;
      readonly wording: string;
      readonly kind: EntryKind;
      /** The organisation, where the entry is one that is known by name. */
      readonly body?: string;
      /** What the list says of the entry beside its wording. */
      readonly footnote?: string;
    } & Sourced
  >;
};

/** Which organisations a class comes to: all of them, each time it is said. */
export type ClassExpanded = {
  readonly type: 'ClassExpanded';
  readonly data: Corrects<
    { readonly entry: string; readonly members: readonly { readonly body: string; readonly name: string }[] } & Sourced
  >;
};

/**
 * One of the three safeguarding partners that the law names: council, police, health. Leads and votes count these groups;
 * money and returns count the organisations in them.
 */
export type PartnerGroupNamed = {
  readonly type: 'PartnerGroupNamed';
  readonly data: Corrects<
    {
      readonly partnerGroup: string;
      readonly name: string;
      /** The office that leads for it, and the one that acts for the leader. */
      readonly lead?: string;
      readonly delegate?: string;
    } & Sourced
  >;
};

/** An organisation is one of a group of statutory partners. */
export type PartnerMembershipRecorded = {
  readonly type: 'PartnerMembershipRecorded';
  readonly data: Corrects<{ readonly partnerGroup: string; readonly body: string; readonly name: string } & Dated & Sourced>;
};

/** The partnership divides its area: "quadrants" of Essex. All of them, each time it is said. */
export type AreasNamed = {
  readonly type: 'AreasNamed';
  readonly data: Corrects<{ readonly called: string; readonly areas: readonly string[] } & Sourced>;
};

export type OwnNameGiven = {
  readonly type: 'OwnNameGiven';
  readonly data: Corrects<{ readonly for: OwnNameFor; readonly name: string } & Sourced>;
};

/** The body whose staff run the partnership's business. It is none of its members. */
export type BusinessUnitNamed = {
  readonly type: 'BusinessUnitNamed';
  readonly data: Corrects<{ readonly body: string; readonly name: string } & Sourced>;
};

/** A group, board or sub-committee of a partnership or of a footprint. */
export type GroupNamed = {
  readonly type: 'GroupNamed';
  readonly data: Corrects<
    {
      readonly group: string;
      readonly name: string;
      readonly shortName?: string;
      readonly role: GroupRole;
      /** The one of the partnership's areas that it sees to. */
      readonly area?: string;
      /** Who chairs it, as published: an office, never a person. */
      readonly chair?: string;
      readonly viceChair?: string;
      /** How often it meets, as published. */
      readonly meets?: string;
    } & Dated &
      Sourced
  >;
};

/** Partnerships work together as one area, each with its own arrangements. */
export type FootprintRegistered = {
  readonly type: 'FootprintRegistered';
  readonly data: Corrects<
    {
      readonly name: string;
      readonly shortName: string;
      /** What is done together, or may be, as published. */
      readonly jointWork: readonly string[];
    } & Sourced
  >;
};

export type FootprintMembershipRecorded = {
  readonly type: 'FootprintMembershipRecorded';
  readonly data: Corrects<{ readonly partnership: string; readonly name: string } & Dated & Sourced>;
};

/** An organisation, known by one id wherever it is listed. */
export type BodyRegistered = {
  readonly type: 'BodyRegistered';
  readonly data: Corrects<{ readonly name: string; readonly kind: AgencyKind } & Sourced>;
};

/** A body has its home, staff or payroll at another, and is yet not a part of it. */
export type BodyHosted = {
  readonly type: 'BodyHosted';
  readonly data: Corrects<{ readonly host: string; readonly hostName: string } & Dated & Sourced>;
};

/** A fact was taken back: it is in the published register no longer, or never was. The record of it stays. */
export type RegisterFactWithdrawn = {
  readonly type: 'RegisterFactWithdrawn';
  readonly data: {
    /** The type of the event that recorded it, and what tells it from others of that type. */
    readonly fact: string;
    readonly key: string;
    readonly source?: Source;
  };
};

/** A group met. The coordinator records it; "since the last meeting" counts from that day's end. */
export type MeetingHeld = {
  readonly type: 'MeetingHeld';
  readonly data: { readonly partnership: string; readonly group: string; readonly groupName: string; readonly heldOn: Day };
};

/** What is recorded of a partnership beside its registration and its agencies. */
export type PartnershipFact =
  | LegalFormTaken
  | PredecessorReplaced
  | RegisterPublished
  | RegisterEntryListed
  | ClassExpanded
  | PartnerGroupNamed
  | PartnerMembershipRecorded
  | AreasNamed
  | OwnNameGiven
  | BusinessUnitNamed
  | GroupNamed;

export type FootprintFact = FootprintRegistered | FootprintMembershipRecorded | GroupNamed;
export type BodyFact = BodyRegistered | BodyHosted;

/** Every kind of fact that a register is made of. */
export type RegisterFact = PartnershipFact | FootprintFact | BodyFact;

export type FootprintEvent = FootprintFact | RegisterFactWithdrawn;
export type BodyEvent = BodyFact | RegisterFactWithdrawn;
export type GroupEvent = MeetingHeld;

export type RegisterEvent = PartnershipParticularsCorrected | RegisterFact | RegisterFactWithdrawn | GroupEvent;

export const registerEvents = {
  PartnershipParticularsCorrected: [{}],
  LegalFormTaken: [{}],
  PredecessorReplaced: [{}],
  RegisterPublished: [{}],
  RegisterEntryListed: [{}],
  ClassExpanded: [{}],
  PartnerGroupNamed: [{}],
  PartnerMembershipRecorded: [{}],
  AreasNamed: [{}],
  OwnNameGiven: [{}],
  BusinessUnitNamed: [{}],
  GroupNamed: [{}],
  FootprintRegistered: [{}],
  FootprintMembershipRecorded: [{}],
  BodyRegistered: [{}],
  BodyHosted: [{}],
  RegisterFactWithdrawn: [{}],
  MeetingHeld: [{}],
} satisfies Record<RegisterEvent['type'], EventCatalogue[string]>;
