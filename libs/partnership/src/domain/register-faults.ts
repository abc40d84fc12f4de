import { isDay } from '@goldenthread/calendar';
import type { AgencyKind, PartnershipKind, Source } from './partnership.events.js';
import type { EntryKind, GroupRole, LegalForm, OwnNameFor } from './register.events.js';
import type { BodyRecord, FootprintRecord, GroupRecord, PartnershipRecord, RegisterFile } from './register-file.js';

/** What is wrong with a file, and where: for the person who wrote it. */
export interface RegisterFault {
  readonly file: string;
  /** The record, from the outside in: "escb, register, nhs-england". */
  readonly entry: string;
  readonly sentence: string;
}

/** Thrown for files that cannot be imported as they are. Nothing of any of them was stored. */
export class RegisterFileRefusedError extends Error {
  override readonly name = 'RegisterFileRefusedError';

  constructor(readonly faults: readonly RegisterFault[]) {
    super(['The register was not imported:', ...faults.map(({ file, entry, sentence }) => `- ${file}, ${entry}: ${sentence}`)].join('\n'));
  }
}

type Words<Word extends string> = Readonly<Record<Word, true>>;

const KINDS_OF_AGENCY: Words<AgencyKind> = {
  'local-authority': true,
  'district-council': true,
  police: true,
  'health-commissioner': true,
  'health-provider': true,
  probation: true,
  'youth-justice': true,
  'fire-and-rescue': true,
  education: true,
  'early-years': true,
  voluntary: true,
  'national-body': true,
  'business-unit': true,
};
/** All that an agency may be. */
export const AGENCY_KINDS: readonly AgencyKind[] = Object.keys(KINDS_OF_AGENCY) as AgencyKind[];

const PARTNERSHIP_KINDS: Words<PartnershipKind> = { published: true, invented: true };
const ENTRY_KINDS: Words<EntryKind> = { body: true, class: true, service: true, seat: true };
const LEGAL_FORMS: Words<LegalForm> = { 'local-safeguarding-children-board': true, 'multi-agency-safeguarding-arrangements': true };
const OWN_NAMES: Words<OwnNameFor> = { scrutineer: true, 'safeguarding-partners': true, 'relevant-agencies': true };
const GROUP_ROLES: Words<GroupRole> = {
  executive: true,
  'strategic-partners': true,
  assembly: true,
  paqa: true,
  'case-audits': true,
  'practice-reviews': true,
  exploitation: true,
  'learning-and-development': true,
  'child-deaths': true,
  local: true,
  joint: true,
  other: true,
};

const SLUG = /^[a-z0-9][a-z0-9-]*$/;
const PUBLISHED_ON = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** Everything wrong with the files, before any of them is imported: they may name each other's records. */
export function faultsIn(files: readonly RegisterFile[]): readonly RegisterFault[] {
  const slugs = {
    bodies: new Set(files.flatMap(({ bodies = [] }) => bodies.map(({ slug }) => slug))),
    partnerships: new Set(files.flatMap(({ partnerships = [] }) => partnerships.map(({ slug }) => slug))),
  };
  const faults = new Faults(slugs);
  for (const { file, bodies = [], partnerships = [], footprints = [] } of files) {
    const here = faults.in(file);
    for (const body of bodies) checkBody(body, here.in(name(body)));
    for (const partnership of partnerships) checkPartnership(partnership, here.in(name(partnership)));
    for (const footprint of footprints) checkFootprint(footprint, here.in(name(footprint)));
  }
  sayRepeated(files, ({ bodies }) => bodies, faults);
  sayRepeated(files, ({ partnerships }) => partnerships, faults);
  sayRepeated(files, ({ footprints }) => footprints, faults);
  return faults.found;
}

/** Collects faults, knowing where it is. */
class Faults {
  constructor(
    readonly slugs: { readonly bodies: ReadonlySet<string>; readonly partnerships: ReadonlySet<string> },
    readonly found: RegisterFault[] = [],
    private readonly path: readonly string[] = [],
  ) {}

  in(...steps: readonly string[]): Faults {
    return new Faults(this.slugs, this.found, [...this.path, ...steps]);
  }

  say(sentence: string): void {
    const [file = '', ...entry] = this.path;
    this.found.push({ file, entry: entry.length > 0 ? entry.join(', ') : 'the file', sentence });
  }

  text(value: unknown, what: string): void {
    if (typeof value !== 'string' || value.trim() === '' || value !== value.trim()) {
      this.say(`${what} must be words, without spaces before or after.`);
    }
  }

  word(value: unknown, words: Words<string>, what: string): void {
    if (typeof value === 'string' && Object.hasOwn(words, value)) return;
    this.say(`${what} "${String(value)}" is unknown. Known are ${Object.keys(words).join(', ')}.`);
  }

  slug(value: unknown): void {
    if (typeof value !== 'string' || !SLUG.test(value)) this.say('Its slug must be lower-case letters, digits and hyphens.');
  }

  body(slug: unknown, what: string): void {
    if (typeof slug !== 'string' || !this.slugs.bodies.has(slug))
      this.say(`${what} names a body, "${String(slug)}", that no file describes.`);
  }

  partnership(slug: unknown): void {
    if (typeof slug !== 'string' || !this.slugs.partnerships.has(slug)) {
      this.say(`It names a partnership, "${String(slug)}", that no file describes.`);
    }
  }

  day(value: unknown, what: string): void {
    if (value !== undefined && (typeof value !== 'string' || !isDay(value))) this.say(`${what} must be a date such as 2019-09-29.`);
  }

  dates({ from, until }: { readonly from?: string; readonly until?: string }): void {
    this.day(from, 'The first day');
    this.day(until, 'The last day');
    if (from !== undefined && until !== undefined && until < from) this.say(`It ends on ${until}, before it begins on ${from}.`);
  }

  /** @param needed whether there must be one. */
  source(source: Source | undefined, needed: boolean): void {
    if (!source) {
      if (needed) this.say('It has no source: say where it was published.');
      return;
    }
    this.text(source.title, 'The title of its source');
    this.text(source.where, 'The place in its source');
    if (typeof source.publishedOn !== 'string' || !PUBLISHED_ON.test(source.publishedOn)) {
      this.say('The date of its source must be a day, a month or a year, such as 2019-06-21, 2019-06 or 2019.');
    }
  }

  twice<Item>(items: readonly Item[], by: (item: Item) => string, sentence: (key: string) => string): void {
    for (const key of new Set(repeated(items, by).map(by))) this.say(sentence(key));
  }
}

function checkBody({ slug, name: called, kind, source, hostedBy }: BodyRecord, at: Faults): void {
  at.slug(slug);
  at.text(called, 'Its name');
  at.word(kind, KINDS_OF_AGENCY, 'Its kind');
  at.source(source, true);
  if (!hostedBy) return;
  at.body(hostedBy.body, 'Its host');
  at.dates(hostedBy);
  at.source(hostedBy.source, true);
}

function checkPartnership(partnership: PartnershipRecord, at: Faults): void {
  const needed = partnership.kind !== 'invented';
  at.slug(partnership.slug);
  at.text(partnership.name, 'Its name');
  at.word(partnership.kind, PARTNERSHIP_KINDS, 'Its kind');
  at.source(partnership.source, needed);
  checkHistory(partnership, at, needed);
  checkRegister(partnership, at.in('register'), needed);
  checkPartners(partnership, at, needed);
  const { areas, ownNames = [], businessUnit, groups = [] } = partnership;
  if (areas) {
    at.in('areas').text(areas.called, 'What areas are called');
    at.in('areas').source(areas.source, needed);
    at.in('areas').twice(areas.areas, String, (area) => `The area ${area} is there twice.`);
  }
  for (const own of ownNames) {
    at.in('own names').word(own.for, OWN_NAMES, 'What has a name of its own');
    at.in('own names').text(own.name, 'The name');
    at.in('own names').source(own.source, needed);
  }
  if (businessUnit) {
    at.in('business unit').body(businessUnit.body, 'It');
    at.in('business unit').source(businessUnit.source, needed);
  }
  checkGroups(groups, areas?.areas ?? [], at, needed);
}

function checkHistory({ legalForms = [], replaced = [] }: PartnershipRecord, at: Faults, needed: boolean): void {
  at.twice(
    legalForms,
    ({ form }) => form,
    (form) => `The legal form ${form} is there twice.`,
  );
  for (const form of legalForms) {
    const here = at.in('legal forms', form.form);
    here.word(form.form, LEGAL_FORMS, 'The legal form');
    here.dates(form);
    here.source(form.source, needed);
  }
  for (const one of replaced) {
    const here = at.in('replaced', one.partnership);
    here.partnership(one.partnership);
    here.day(one.on, 'The day');
    here.source(one.source, needed);
  }
}

function checkRegister({ register }: PartnershipRecord, at: Faults, needed: boolean): void {
  if (!register) return;
  at.text(register.heading, 'The heading');
  at.source(register.source, needed);
  at.twice(
    register.entries,
    ({ slug }) => slug,
    (slug) => `The entry ${slug} is there twice.`,
  );
  at.twice(
    register.entries,
    ({ wording }) => wording,
    (wording) => `“${wording}” is there twice.`,
  );
  for (const entry of register.entries) {
    const here = at.in(name(entry));
    here.slug(entry.slug);
    here.text(entry.wording, 'The wording');
    here.word(entry.kind, ENTRY_KINDS, 'The kind');
    here.source(entry.source ?? register.source, needed);
    if (entry.body !== undefined) here.body(entry.body, 'It');
    if (entry.kind === 'body' && entry.body === undefined) here.say('It is a body: say which.');
    if (!entry.expandsTo) continue;
    if (entry.kind !== 'class') here.say('Only a class comes to several organisations.');
    here.source(entry.expandsTo.source, needed);
    here.twice(entry.expandsTo.bodies, String, (body) => `It comes to ${body} twice.`);
    for (const body of entry.expandsTo.bodies) here.body(body, 'It');
  }
}

function checkPartners({ partnerGroups = [] }: PartnershipRecord, at: Faults, needed: boolean): void {
  at.twice(
    partnerGroups,
    ({ slug }) => slug,
    (slug) => `The group of partners ${slug} is there twice.`,
  );
  for (const group of partnerGroups) {
    const here = at.in('statutory partners', name(group));
    here.slug(group.slug);
    here.text(group.name, 'Its name');
    here.source(group.source, needed);
    here.twice(
      group.members,
      ({ body }) => body,
      (body) => `${body} is a member twice.`,
    );
    for (const member of group.members) {
      const there = here.in(member.body);
      there.body(member.body, 'It');
      there.dates(member);
      there.source(member.source ?? group.source, needed);
    }
  }
}

function checkGroups(groups: readonly GroupRecord[], areas: readonly string[], at: Faults, needed: boolean): void {
  at.twice(
    groups,
    ({ slug }) => slug,
    (slug) => `The group ${slug} is there twice.`,
  );
  for (const group of groups) {
    const here = at.in('groups', name(group));
    here.slug(group.slug);
    here.text(group.name, 'Its name');
    here.word(group.role, GROUP_ROLES, 'Its role');
    here.dates(group);
    here.source(group.source, needed);
    if (group.area !== undefined && !areas.includes(group.area)) here.say(`The partnership has no area called ${group.area}.`);
  }
}

function checkFootprint(footprint: FootprintRecord, at: Faults): void {
  at.slug(footprint.slug);
  at.text(footprint.name, 'Its name');
  at.text(footprint.shortName, 'Its short name');
  at.source(footprint.source, true);
  at.twice(
    footprint.members,
    ({ partnership }) => partnership,
    (partnership) => `${partnership} is a member twice.`,
  );
  for (const member of footprint.members) {
    const here = at.in(member.partnership);
    here.partnership(member.partnership);
    here.dates(member);
    here.source(member.source ?? footprint.source, true);
  }
  checkGroups(footprint.groups ?? [], [], at, true);
}

/** A slug is one record's, in all files together. */
function sayRepeated(
  files: readonly RegisterFile[],
  recordsOf: (file: RegisterFile) => readonly { readonly slug: string }[] | undefined,
  faults: Faults,
): void {
  const records = files.flatMap((file) => (recordsOf(file) ?? []).map(({ slug }) => ({ slug, file: file.file })));
  for (const { slug, file } of repeated(records, (record) => record.slug)) faults.in(file, slug).say('It is there twice.');
}

/** What to call a record that may not even have a slug. */
function name({ slug, name: called }: { readonly slug?: string; readonly name?: string }): string {
  return slug ?? called ?? 'a record without a slug';
}

function repeated<Item>(items: readonly Item[], by: (item: Item) => string): readonly Item[] {
  const keys = items.map(by);
  return items.filter((item, index) => keys.indexOf(by(item)) < index);
}
