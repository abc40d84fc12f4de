import type { Day } from '@goldenthread/event-sourcing';
import { inWords } from '@goldenthread/calendar';
import type { AgencyKind, PartnershipKind, PartnershipRegistered, Source } from '../domain/partnership.events.js';
import type { FactOf, FactType } from '../domain/register-facts.js';
import type { EntryKind, GroupRole, LegalForm, OwnNameFor, PartnershipParticularsCorrected } from '../domain/register.events.js';
import { holdsReturns, mayBeAsked } from '../domain/returns-held.js';
import type { StorePurpose } from '@goldenthread/event-sourcing';
import type { RegisterFactRow } from './register-fact.row.js';

// What pages and endpoints say of registers, made of the facts that stood at a position. Pure.

type Facts = readonly Pick<RegisterFactRow, 'owner' | 'ownerKind' | 'fact' | 'data'>[];

/** Days as published; `holds` says whether they take in the day it is read as at. */
export interface ShownDates {
  readonly from: Day | null;
  /** The last day. */
  readonly until: Day | null;
  readonly asStated: string | null;
  readonly holds: boolean;
}

export interface ShownPartnership {
  readonly partnership: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: PartnershipKind;
  /** What a page of it says first: where its register is from, and whether returns are held here. */
  readonly statement: string;
  readonly returnsHeld: boolean;
  readonly source: Source | null;
  /** How many lines its register has. Never a number of returns: rates count returns issued. */
  readonly entries: number;
  readonly partnerGroups: number;
  /** How many organisations the groups of statutory partners come to. */
  readonly statutoryOrganisations: number;
  readonly footprints: readonly { readonly footprint: string; readonly shortName: string; readonly name: string }[];
}

export interface ShownEntry {
  readonly entry: string;
  readonly place: number;
  readonly wording: string;
  readonly kind: EntryKind;
  readonly asked: boolean;
  readonly body: string | null;
  readonly footnote: string | null;
  readonly source: Source | null;
  readonly expansion: {
    readonly members: readonly { readonly body: string; readonly name: string }[];
    readonly source: Source | null;
  } | null;
}

export interface ShownGroup extends ShownDates {
  readonly group: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly role: GroupRole;
  readonly area: string | null;
  readonly chair: string | null;
  readonly viceChair: string | null;
  readonly meets: string | null;
  readonly source: Source | null;
}

export interface ShownPartnerGroup {
  readonly partnerGroup: string;
  readonly name: string;
  readonly lead: string | null;
  readonly delegate: string | null;
  readonly source: Source | null;
  readonly members: readonly ({ readonly body: string; readonly name: string; readonly source: Source | null } & ShownDates)[];
}

export interface ShownBusinessUnit {
  readonly body: string;
  readonly name: string;
  readonly source: Source | null;
  readonly hostedBy: ({ readonly body: string; readonly name: string; readonly source: Source | null } & ShownDates) | null;
}

/** One partnership with all that its register says. */
export interface ShownRegister extends ShownPartnership {
  readonly legalForms: readonly ({ readonly form: LegalForm; readonly name: string | null; readonly source: Source | null } & ShownDates)[];
  readonly predecessors: readonly ShownSuccession[];
  readonly successors: readonly ShownSuccession[];
  readonly register: { readonly heading: string; readonly source: Source | null; readonly entries: readonly ShownEntry[] } | null;
  readonly statutoryPartners: readonly ShownPartnerGroup[];
  readonly areas: { readonly called: string; readonly areas: readonly string[]; readonly source: Source | null } | null;
  readonly ownNames: readonly { readonly for: OwnNameFor; readonly name: string; readonly source: Source | null }[];
  readonly businessUnit: ShownBusinessUnit | null;
  readonly groups: readonly ShownGroup[];
}

export interface ShownSuccession {
  readonly partnership: string;
  readonly name: string;
  readonly on: Day | null;
  readonly asStated: string | null;
  readonly source: Source | null;
}

export interface ShownFootprint {
  readonly footprint: string;
  readonly name: string;
  readonly shortName: string;
  readonly jointWork: readonly string[];
  readonly source: Source | null;
  readonly members: readonly ({ readonly partnership: string; readonly name: string; readonly source: Source | null } & ShownDates)[];
  readonly groups: readonly ShownGroup[];
  /** Organisations that two or more of its partnerships know, as statutory partner or in their register. */
  readonly sharedBodies: readonly {
    readonly body: string;
    readonly name: string;
    readonly kind: AgencyKind;
    readonly partnerships: readonly string[];
  }[];
}

/** What views of registers are made with, beside the facts. */
export interface Seeing {
  /** The day that dates are judged by. */
  readonly day: Day;
  readonly purpose: StorePurpose;
}

/** What a page of a partnership says of its kind, first of all. */
export function registerStatement(kind: PartnershipKind, returnsHeld: boolean, register: Source | null, named: Source | null): string {
  if (kind === 'invented') return 'Invented data: there is no such partnership.';
  const known = register
    ? `Register as published (${cite(register)})`
    : `Known from what was published, without a register${named ? ` (${cite(named)})` : ''}`;
  return returnsHeld ? `${known}.` : `${known}; no returns are held here.`;
}

function cite({ title, publishedOn }: Source): string {
  return `${title}, ${sayDate(publishedOn)}`;
}

export function showPartnerships(facts: Facts, seeing: Seeing): readonly ShownPartnership[] {
  return ownersOf(facts, 'PartnershipRegistered')
    .map((partnership) => showPartnership(partnership, facts, seeing))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

/** @returns nothing where no such partnership stands among the facts. */
export function showRegister(partnership: string, facts: Facts, seeing: Seeing): ShownRegister | undefined {
  if (!ownersOf(facts, 'PartnershipRegistered').includes(partnership)) return undefined;
  const own = facts.filter(({ owner }) => owner === partnership);
  const heading = of(own, 'RegisterPublished')[0];
  const areas = of(own, 'AreasNamed')[0];
  return {
    ...showPartnership(partnership, facts, seeing),
    legalForms: of(own, 'LegalFormTaken')
      .map(({ data }) => ({ form: data.form, name: data.name ?? null, source: data.source ?? null, ...dates(data, seeing.day) }))
      .sort((one, other) => (one.from ?? '').localeCompare(other.from ?? '')),
    predecessors: of(own, 'PredecessorReplaced').map(({ data }) => {
      return { partnership: data.predecessor, name: data.predecessorName, ...succession(data) };
    }),
    successors: successorsOf(partnership, facts),
    register: heading ? { heading: heading.data.heading, source: heading.data.source ?? null, entries: entriesOf(own) } : null,
    statutoryPartners: partnerGroupsOf(own, seeing.day),
    areas: areas ? { called: areas.data.called, areas: areas.data.areas, source: areas.data.source ?? null } : null,
    ownNames: of(own, 'OwnNameGiven').map(({ data }) => ({ for: data.for, name: data.name, source: data.source ?? null })),
    businessUnit: businessUnitOf(own, facts, seeing.day),
    groups: groupsOf(own, seeing.day),
  };
}

export function showFootprints(facts: Facts, seeing: Seeing): readonly ShownFootprint[] {
  return ownersOf(facts, 'FootprintRegistered')
    .flatMap((footprint) => showFootprint(footprint, facts, seeing) ?? [])
    .sort((one, other) => one.shortName.localeCompare(other.shortName, 'en-GB'));
}

/** @returns nothing where no such footprint stands among the facts. */
export function showFootprint(footprint: string, facts: Facts, seeing: Seeing): ShownFootprint | undefined {
  const own = facts.filter(({ owner }) => owner === footprint);
  const registered = of(own, 'FootprintRegistered')[0];
  if (!registered) return undefined;
  const { name, shortName, jointWork, source } = registered.data;
  const members = of(own, 'FootprintMembershipRecorded')
    .map(({ data }) => ({ partnership: data.partnership, name: data.name, source: data.source ?? null, ...dates(data, seeing.day) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
  const sharedBodies = sharedBodiesOf(
    members.filter(({ holds }) => holds).map(({ partnership }) => partnership),
    facts,
  );
  return { footprint, name, shortName, jointWork, source: source ?? null, members, groups: groupsOf(own, seeing.day), sharedBodies };
}

function showPartnership(partnership: string, facts: Facts, { day, purpose }: Seeing): ShownPartnership {
  const own = facts.filter(({ owner }) => owner === partnership);
  const { name, shortName, kind, source } = particularsOf(own);
  const published = of(own, 'RegisterPublished')[0]?.data.source ?? null;
  const returnsHeld = holdsReturns(kind, purpose);
  const members = of(own, 'PartnerMembershipRecorded').filter(({ data }) => dates(data, day).holds);
  const footprints = facts
    .filter(({ owner }) => isMember(owner, partnership, facts, day))
    .flatMap((row) =>
      of([row], 'FootprintRegistered').map(({ data }) => ({ footprint: row.owner, shortName: data.shortName, name: data.name })),
    );
  return {
    partnership,
    name,
    shortName: shortName ?? null,
    kind,
    statement: registerStatement(kind, returnsHeld, published, source ?? null),
    returnsHeld,
    source: source ?? null,
    entries: of(own, 'RegisterEntryListed').length,
    partnerGroups: of(own, 'PartnerGroupNamed').length,
    statutoryOrganisations: new Set(members.map(({ data }) => data.body)).size,
    footprints,
  };
}

function particularsOf(own: Facts): PartnershipRegistered['data'] {
  const registered = own.find(({ fact }) => fact === 'PartnershipRegistered')?.data as PartnershipRegistered['data'];
  const corrected = own.find(({ fact }) => fact === 'PartnershipParticularsCorrected')?.data as
    PartnershipParticularsCorrected['data'] | undefined;
  return corrected ? { kind: registered.kind, ...corrected } : registered;
}

function entriesOf(own: Facts): readonly ShownEntry[] {
  const expansions = new Map(of(own, 'ClassExpanded').map(({ data }) => [data.entry, data]));
  return of(own, 'RegisterEntryListed')
    .map(({ data: { entry, place, wording, kind, body, footnote, source } }) => {
      const expanded = expansions.get(entry);
      const expansion = expanded ? { members: expanded.members, source: expanded.source ?? null } : null;
      const asked = mayBeAsked(kind);
      return { entry, place, wording, kind, asked, body: body ?? null, footnote: footnote ?? null, source: source ?? null, expansion };
    })
    .sort((one, other) => one.place - other.place);
}

function partnerGroupsOf(own: Facts, day: Day): readonly ShownPartnerGroup[] {
  const memberships = of(own, 'PartnerMembershipRecorded');
  return of(own, 'PartnerGroupNamed')
    .map(({ data: { partnerGroup, name, lead, delegate, source } }) => {
      const members = memberships
        .filter(({ data }) => data.partnerGroup === partnerGroup)
        .map(({ data }) => ({ body: data.body, name: data.name, source: data.source ?? null, ...dates(data, day) }))
        .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
      return { partnerGroup, name, lead: lead ?? null, delegate: delegate ?? null, source: source ?? null, members };
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

function groupsOf(own: Facts, day: Day): readonly ShownGroup[] {
  return of(own, 'GroupNamed')
    .map(({ data }) => {
      const { group, name, shortName, role, area, chair, viceChair, meets, source } = data;
      return {
        group,
        name,
        shortName: shortName ?? null,
        role,
        area: area ?? null,
        chair: chair ?? null,
        viceChair: viceChair ?? null,
        meets: meets ?? null,
        source: source ?? null,
        ...dates(data, day),
      };
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

function businessUnitOf(own: Facts, facts: Facts, day: Day): ShownBusinessUnit | null {
  const unit = of(own, 'BusinessUnitNamed')[0]?.data;
  if (!unit) return null;
  const hosted = of(
    facts.filter(({ owner }) => owner === unit.body),
    'BodyHosted',
  )[0]?.data;
  const hostedBy = hosted ? { body: hosted.host, name: hosted.hostName, source: hosted.source ?? null, ...dates(hosted, day) } : null;
  return { body: unit.body, name: unit.name, source: unit.source ?? null, hostedBy };
}

function successorsOf(partnership: string, facts: Facts): readonly ShownSuccession[] {
  return facts.flatMap((row) =>
    of([row], 'PredecessorReplaced')
      .filter(({ data }) => data.predecessor === partnership)
      .map(({ data }) => {
        return { partnership: row.owner, name: particularsOf(facts.filter(({ owner }) => owner === row.owner)).name, ...succession(data) };
      }),
  );
}

function succession({
  on,
  asStated,
  source,
}: {
  on?: Day;
  asStated?: string;
  source?: Source;
}): Pick<ShownSuccession, 'on' | 'asStated' | 'source'> {
  return { on: on ?? null, asStated: asStated ?? null, source: source ?? null };
}

function isMember(footprint: string, partnership: string, facts: Facts, day: Day): boolean {
  return of(
    facts.filter(({ owner }) => owner === footprint),
    'FootprintMembershipRecorded',
  ).some(({ data }) => {
    return data.partnership === partnership && dates(data, day).holds;
  });
}

function sharedBodiesOf(partnerships: readonly string[], facts: Facts): ShownFootprint['sharedBodies'] {
  const known = new Map<string, Set<string>>();
  for (const partnership of partnerships) {
    const own = facts.filter(({ owner }) => owner === partnership);
    const bodies = [
      ...of(own, 'RegisterEntryListed').flatMap(({ data }) => data.body ?? []),
      ...of(own, 'PartnerMembershipRecorded').map(({ data }) => data.body),
    ];
    for (const body of bodies) known.set(body, (known.get(body) ?? new Set()).add(partnership));
  }
  return [...known]
    .filter(([, by]) => by.size > 1)
    .flatMap(([body, by]) => {
      const registered = of(
        facts.filter(({ owner }) => owner === body),
        'BodyRegistered',
      )[0]?.data;
      return registered ? [{ body, name: registered.name, kind: registered.kind, partnerships: [...by] }] : [];
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

function of<Type extends FactType>(facts: Facts, type: Type): readonly { readonly data: FactOf<Type>['data'] }[] {
  return facts.filter(({ fact }) => fact === type) as unknown as readonly { readonly data: FactOf<Type>['data'] }[];
}

function ownersOf(facts: Facts, type: string): readonly string[] {
  return facts.filter(({ fact }) => fact === type).map(({ owner }) => owner);
}

function dates({ from, until, asStated }: { from?: Day; until?: Day; asStated?: string }, day: Day): ShownDates {
  const holds = (from === undefined || from <= day) && (until === undefined || day <= until);
  return { from: from ?? null, until: until ?? null, asStated: asStated ?? null, holds };
}

/** "21 June 2019", "June 2019" or "2019", as fine as the source says. */
function sayDate(publishedOn: string): string {
  if (/^\d{4}$/.test(publishedOn)) return publishedOn;
  const withDay = /^\d{4}-\d{2}$/.test(publishedOn) ? `${publishedOn}-01` : publishedOn;
  const [, day = '', ...rest] = inWords(withDay).split(' ');
  return (withDay === publishedOn ? [day, ...rest] : rest).join(' ');
}
