import type { Source } from './partnership.events.js';
import type { BodyFact, FootprintFact, GroupNamed, PartnershipFact } from './register.events.js';
import {
  bodyIdOf,
  entryIdOf,
  footprintIdOf,
  groupIdOf,
  partnerGroupIdOf,
  partnershipIdOf,
  type BodyRecord,
  type DatedRecord,
  type FootprintRecord,
  type GroupRecord,
  type PartnershipRecord,
  type RegisterFile,
} from './register-file.js';

/** What files say names are, for those who refer to a record by its slug. */
export interface Names {
  body(slug: string): string;
  partnership(slug: string): string;
}

/** @throws Error for a slug that no file describes: `faultsIn` says so beforehand. */
export function namesIn(files: readonly RegisterFile[]): Names {
  const bodies = new Map(files.flatMap(({ bodies: all = [] }) => all.map(({ slug, name }) => [slug, name])));
  const partnerships = new Map(files.flatMap(({ partnerships: all = [] }) => all.map(({ slug, name }) => [slug, name])));
  return { body: (slug) => known(bodies, slug), partnership: (slug) => known(partnerships, slug) };
}

/** The facts of a body, each after those it rests on. */
export function bodyFacts({ name, kind, source, hostedBy }: BodyRecord, names: Names): readonly BodyFact[] {
  return [{ type: 'BodyRegistered', data: { name, kind, ...sourced(source) } }, ...(hostedBy ? [hostedFact(hostedBy, names)] : [])];
}

/** The facts of a partnership, each after those it rests on. */
export function partnershipFacts(record: PartnershipRecord, names: Names): readonly PartnershipFact[] {
  const { areas, ownNames = [], businessUnit, groups = [], slug } = record;
  return [
    ...historyFacts(record, names),
    ...registerFacts(record, names),
    ...partnerFacts(record, names),
    ...(areas ? [{ type: 'AreasNamed', data: { called: areas.called, areas: areas.areas, ...sourced(areas.source) } } as const] : []),
    ...ownNames.map(({ for: of, name, source }) => ({ type: 'OwnNameGiven', data: { for: of, name, ...sourced(source) } }) as const),
    ...(businessUnit ? [businessUnitFact(businessUnit, names)] : []),
    ...groups.map((group) => groupFact(slug, group)),
  ];
}

/** The facts of a footprint, each after those it rests on. */
export function footprintFacts(record: FootprintRecord, names: Names): readonly FootprintFact[] {
  const { slug, name, shortName, jointWork = [], source, members, groups = [] } = record;
  return [
    { type: 'FootprintRegistered', data: { name, shortName, jointWork, ...sourced(source) } },
    ...members.map((member): FootprintFact => {
      const data = { partnership: partnershipIdOf(member.partnership), name: names.partnership(member.partnership) };
      return { type: 'FootprintMembershipRecorded', data: { ...data, ...dated(member), ...sourced(member.source ?? source) } };
    }),
    ...groups.map((group) => groupFact(slug, group)),
  ];
}

/** The id of the record that a file's record becomes. */
export const recordIdOf = { body: bodyIdOf, partnership: partnershipIdOf, footprint: footprintIdOf };

function hostedFact({ body: host, source, ...rest }: NonNullable<BodyRecord['hostedBy']>, names: Names): BodyFact {
  return { type: 'BodyHosted', data: { host: bodyIdOf(host), hostName: names.body(host), ...dated(rest), ...sourced(source) } };
}

function historyFacts({ legalForms = [], replaced = [] }: PartnershipRecord, names: Names): readonly PartnershipFact[] {
  return [
    ...legalForms.map(({ form, name, source, ...rest }): PartnershipFact => {
      return { type: 'LegalFormTaken', data: { form, ...given({ name }), ...dated(rest), ...sourced(source) } };
    }),
    ...replaced.map(({ partnership, on, asStated, source }): PartnershipFact => {
      const data = { predecessor: partnershipIdOf(partnership), predecessorName: names.partnership(partnership) };
      return { type: 'PredecessorReplaced', data: { ...data, ...given({ on, asStated }), ...sourced(source) } };
    }),
  ];
}

function registerFacts({ slug, register }: PartnershipRecord, names: Names): readonly PartnershipFact[] {
  if (!register) return [];
  const published: PartnershipFact = { type: 'RegisterPublished', data: { heading: register.heading, ...sourced(register.source) } };
  const entries = register.entries.flatMap(
    ({ slug: own, wording, kind, body, footnote, source, expandsTo }, index): readonly PartnershipFact[] => {
      const entry = entryIdOf(slug, own);
      const rest = { ...given({ body: body === undefined ? undefined : bodyIdOf(body), footnote }), ...sourced(source ?? register.source) };
      const listed: PartnershipFact = { type: 'RegisterEntryListed', data: { entry, place: index + 1, wording, kind, ...rest } };
      if (!expandsTo) return [listed];
      const members = expandsTo.bodies.map((one) => ({ body: bodyIdOf(one), name: names.body(one) }));
      return [listed, { type: 'ClassExpanded', data: { entry, members, ...sourced(expandsTo.source) } }];
    },
  );
  return [published, ...entries];
}

function partnerFacts({ slug, partnerGroups = [] }: PartnershipRecord, names: Names): readonly PartnershipFact[] {
  return partnerGroups.flatMap(({ slug: own, name, lead, delegate, source, members }): readonly PartnershipFact[] => {
    const partnerGroup = partnerGroupIdOf(slug, own);
    return [
      { type: 'PartnerGroupNamed', data: { partnerGroup, name, ...given({ lead, delegate }), ...sourced(source) } },
      ...members.map((member): PartnershipFact => {
        const data = { partnerGroup, body: bodyIdOf(member.body), name: names.body(member.body) };
        return { type: 'PartnerMembershipRecorded', data: { ...data, ...dated(member), ...sourced(member.source ?? source) } };
      }),
    ];
  });
}

function businessUnitFact({ body, source }: NonNullable<PartnershipRecord['businessUnit']>, names: Names): PartnershipFact {
  return { type: 'BusinessUnitNamed', data: { body: bodyIdOf(body), name: names.body(body), ...sourced(source) } };
}

function groupFact(
  owner: string,
  { slug, name, role, shortName, area, chair, viceChair, meets, source, ...rest }: GroupRecord,
): GroupNamed {
  const data = { group: groupIdOf(owner, slug), name, role, ...given({ shortName, area, chair, viceChair, meets }) };
  return { type: 'GroupNamed', data: { ...data, ...dated(rest), ...sourced(source) } };
}

function dated({ from, until, asStated }: DatedRecord): DatedRecord {
  return given({ from, until, asStated });
}

function sourced(source: Source | undefined): { readonly source?: Source } {
  if (!source) return {};
  const { title, publishedOn, where, dateNote } = source;
  return { source: { title, publishedOn, where, ...given({ dateNote }) } };
}

/** Only what is there: an absent field and an undefined one are the same fact. */
function given<Fields extends Readonly<Record<string, string | undefined>>>(fields: Fields): { [Field in keyof Fields]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Field in keyof Fields]?: string };
}

function known(names: ReadonlyMap<string, string>, slug: string): string {
  const name = names.get(slug);
  if (name === undefined) throw new Error(`No file describes "${slug}"`);
  return name;
}
