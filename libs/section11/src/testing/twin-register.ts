import type { AgencyKind, DutyBasis, EntryKind, EntryRecord, RegisterFile, Source } from '@goldenthread/partnership';
import { bodyIdOf, partnershipIdOf } from '@goldenthread/partnership';

// Eastmarsh is invented: no such place, no such bodies. It has the size and the shape of the register that Essex published
// in 2019, entry by entry, so that what depends on them can be tried without saying anything of a real body.

interface TwinEntry {
  readonly kind: Exclude<EntryKind, 'seat'>;
  readonly slug: string;
  readonly wording: string;
  readonly of: AgencyKind;
  readonly basis: DutyBasis;
  /** Of a class: whom it comes to. Of the others: itself. */
  readonly members: readonly string[];
}

/** One organisation that a return is issued to. */
export interface TwinAgency {
  readonly agency: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly basis: DutyBasis;
  /** The entry of the register that it stands behind. */
  readonly entry: string;
}

function single(
  kind: 'body' | 'service',
  slug: string,
  wording: string,
  of: AgencyKind,
  basis: DutyBasis = 'children-act-2004-s11',
): TwinEntry {
  return { kind, slug, wording, of, basis, members: [wording] };
}

function classOf(slug: string, wording: string, of: AgencyKind, basis: DutyBasis, members: readonly string[]): TwinEntry {
  return { kind: 'class', slug, wording, of, basis, members };
}

const body = (slug: string, wording: string, of: AgencyKind, basis?: DutyBasis): TwinEntry => single('body', slug, wording, of, basis);
const service = (slug: string, wording: string, of: AgencyKind, basis?: DutyBasis): TwinEntry =>
  single('service', slug, wording, of, basis);

const DISTRICTS = [
  'Alder',
  'Birchcombe',
  'Coldharbour',
  'Dunmere',
  'Eastmarsh City',
  'Fenwick',
  'Grimley',
  'Harrow Fen',
  'Inglewick',
  'Jarrold',
  'Kelsey',
  'Lowmarsh',
];

const ENTRIES: readonly TwinEntry[] = [
  classOf('primary', 'All Primary Schools of Eastmarsh', 'education', 'education-act-2002-s175', ['Alder Primary', 'Reedbank Primary']),
  classOf('secondary', 'All Secondary Schools of Eastmarsh', 'education', 'education-act-2002-s157', [
    'Saltings Academy',
    'Marsh End Academy',
  ]),
  classOf('special', 'All Special Schools of Eastmarsh', 'education', 'education-act-2002-s175', ['Tidewater School', 'Curlew School']),
  classOf('alternative', 'All Pupil Referral Units of Eastmarsh', 'education', 'education-act-2002-s175', [
    'The Bridge Unit',
    'The Lock Unit',
  ]),
  classOf('further', 'All Colleges of Eastmarsh', 'education', 'education-act-2002-s175', ['Eastmarsh College', 'Fenside College']),
  classOf('early-years', 'Early Years Settings of Eastmarsh', 'early-years', 'childcare-act-2006-s40', [
    'Duckling Nursery',
    'Reed Warblers',
  ]),
  classOf('voluntary', 'Voluntary Sector of Eastmarsh', 'voluntary', 'asked-voluntarily', ['Marsh Young Carers', 'Eastmarsh Scouts']),
  service('adult-care', 'Eastmarsh Adult Care', 'local-authority'),
  service('childrens-care', 'Eastmarsh Children’s Care', 'local-authority'),
  service('housing', 'Eastmarsh Housing', 'local-authority'),
  classOf(
    'districts',
    'Districts of Eastmarsh',
    'district-council',
    'children-act-2004-s11',
    DISTRICTS.map((name) => `${name} Council`),
  ),
  service('youth-offending', 'Eastmarsh Youth Offending', 'youth-justice'),
  body('court-advisers', 'Court Advisers of Eastmarsh', 'national-body', 'asked-voluntarily'),
  service('family-wellbeing', 'Eastmarsh Family Wellbeing', 'health-provider', 'contract'),
  body('regional-health', 'Eastmarsh Regional Health', 'health-commissioner'),
  ...['North', 'South', 'East', 'West', 'Mid'].map((area) => {
    return body(`commissioners-${area.toLowerCase()}`, `${area} Eastmarsh Commissioners`, 'health-commissioner');
  }),
  ...['Alder', 'Birchcombe', 'Coldharbour', 'Dunmere', 'Fenwick', 'Grimley'].map((place) => {
    return body(`hospital-${place.toLowerCase()}`, `${place} Hospitals`, 'health-provider');
  }),
  body('community-care', 'Marsh Community Care', 'health-provider', 'contract'),
  service('mental-health', 'Young Minds of Eastmarsh', 'health-provider', 'contract'),
  body('partnership-trust', 'Eastmarsh Partnership Hospitals', 'health-provider'),
  body('ambulance', 'Eastmarsh Ambulance', 'health-provider'),
  body('homecare', 'Fen Homecare', 'health-provider', 'contract'),
  body('probation', 'Eastmarsh Probation', 'probation'),
  body('rehabilitation', 'Eastmarsh Rehabilitation Company', 'probation', 'contract'),
  body('police', 'Eastmarsh Police', 'police'),
  body('fire', 'Eastmarsh Fire and Rescue', 'fire-and-rescue', 'asked-voluntarily'),
];

export const EASTMARSH = { id: partnershipIdOf('eastmarsh'), name: 'Eastmarsh Safeguarding Children Partnership (invented)' } as const;

/** Everyone a return is issued to: each body and service, and each member of a class. */
export const EASTMARSH_AGENCIES: readonly TwinAgency[] = ENTRIES.flatMap(({ slug: entry, of: kind, basis, members }) => {
  return members.map((name, index) => ({ agency: bodyIdOf(bodySlug(entry, index)), name, kind, basis, entry }));
});

/** Bodies need a source; these say plainly that they have none. */
const INVENTED: Source = { title: 'Invented for tests', publishedOn: '2026', where: 'twin-register.ts' };

/** The register as a file: 35 entries, in the order and of the kinds of its model. */
export const eastmarshRegister: RegisterFile = {
  file: 'twin-register.ts',
  bodies: EASTMARSH_AGENCIES.map(({ name, kind, entry }, index, all) => {
    const place = index - all.findIndex((agency) => agency.entry === entry);
    return { slug: bodySlug(entry, place), name, kind, source: INVENTED };
  }),
  partnerships: [
    {
      slug: 'eastmarsh',
      name: EASTMARSH.name,
      kind: 'invented',
      register: { heading: 'Designated relevant agencies', entries: ENTRIES.map(entryRecord) },
    },
  ],
};

function entryRecord({ kind, slug, wording, members }: TwinEntry): EntryRecord {
  if (kind === 'body') return { slug, wording, kind, body: bodySlug(slug, 0) };
  if (kind === 'service') return { slug, wording, kind };
  return { slug, wording, kind, expandsTo: { bodies: members.map((_, index) => bodySlug(slug, index)) } };
}

function bodySlug(entry: string, place: number): string {
  return `eastmarsh-${entry}-${place + 1}`;
}
