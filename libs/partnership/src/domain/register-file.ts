import { idOf, type Day } from '@goldenthread/event-sourcing';
import type { AgencyKind, PartnershipKind, Source } from './partnership.events.js';
import type { EntryKind, GroupRole, LegalForm, OwnNameFor } from './register.events.js';

// A register as it is written down, before it is recorded: every record has a slug of its own, by which others name it
// and from which its id follows, so that the same file always speaks of the same records.

/** The days a fact holds on; `until` is the last. */
export interface DatedRecord {
  readonly from?: Day;
  readonly until?: Day;
  /** The source's own words, where it gives no one date. */
  readonly asStated?: string;
}

/** Needed by all that is said of real bodies. */
export interface SourcedRecord {
  readonly source?: Source;
}

export interface BodyRecord extends SourcedRecord {
  readonly slug: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly hostedBy?: { readonly body: string } & DatedRecord & SourcedRecord;
}

/** One line of a register. Without a source of its own, it has the register's. */
export interface EntryRecord extends SourcedRecord {
  readonly slug: string;
  /** Exactly as published. */
  readonly wording: string;
  readonly kind: EntryKind;
  readonly body?: string;
  readonly footnote?: string;
  /** Of a class: the organisations it comes to, where somebody published which. */
  readonly expandsTo?: { readonly bodies: readonly string[] } & SourcedRecord;
}

export interface GroupRecord extends DatedRecord, SourcedRecord {
  readonly slug: string;
  readonly name: string;
  readonly shortName?: string;
  readonly role: GroupRole;
  readonly area?: string;
  readonly chair?: string;
  readonly viceChair?: string;
  readonly meets?: string;
}

export interface PartnerGroupRecord extends SourcedRecord {
  readonly slug: string;
  readonly name: string;
  readonly lead?: string;
  readonly delegate?: string;
  /** Without a source of its own, a membership has the group's. */
  readonly members: readonly ({ readonly body: string } & DatedRecord & SourcedRecord)[];
}

/** All that is known of a partnership: what a file leaves out, its import takes back. */
export interface PartnershipRecord extends SourcedRecord {
  readonly slug: string;
  readonly name: string;
  readonly shortName?: string;
  readonly kind: PartnershipKind;
  readonly legalForms?: readonly ({ readonly form: LegalForm; readonly name?: string } & DatedRecord & SourcedRecord)[];
  readonly replaced?: readonly ({ readonly partnership: string; readonly on?: Day; readonly asStated?: string } & SourcedRecord)[];
  readonly register?: { readonly heading: string; readonly entries: readonly EntryRecord[] } & SourcedRecord;
  readonly partnerGroups?: readonly PartnerGroupRecord[];
  readonly areas?: { readonly called: string; readonly areas: readonly string[] } & SourcedRecord;
  readonly ownNames?: readonly ({ readonly for: OwnNameFor; readonly name: string } & SourcedRecord)[];
  readonly businessUnit?: { readonly body: string } & SourcedRecord;
  readonly groups?: readonly GroupRecord[];
}

export interface FootprintRecord extends SourcedRecord {
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
  readonly jointWork?: readonly string[];
  readonly members: readonly ({ readonly partnership: string } & DatedRecord & SourcedRecord)[];
  readonly groups?: readonly GroupRecord[];
}

export interface RegisterFile {
  /** What the file is called in messages. */
  readonly file: string;
  readonly bodies?: readonly BodyRecord[];
  readonly partnerships?: readonly PartnershipRecord[];
  readonly footprints?: readonly FootprintRecord[];
}

export const partnershipIdOf = (slug: string): string => idOf('partnership', slug);
export const footprintIdOf = (slug: string): string => idOf('footprint', slug);
export const bodyIdOf = (slug: string): string => idOf('body', slug);
export const entryIdOf = (partnership: string, slug: string): string => idOf('register-entry', partnership, slug);
export const partnerGroupIdOf = (partnership: string, slug: string): string => idOf('partner-group', partnership, slug);
/** @param owner the slug of the partnership or footprint whose group it is. */
export const groupIdOf = (owner: string, slug: string): string => idOf('group', owner, slug);
