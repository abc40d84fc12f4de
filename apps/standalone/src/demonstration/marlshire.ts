import type { Role } from '@goldenthread/access';
import { idOf, type Actor } from '@goldenthread/event-sourcing';
import { groupIdOf, type AgencyKind, type DutyBasis, type RegisterFile } from '@goldenthread/partnership';

// Marlshire is invented: no such county, no such people.

export const MARLSHIRE = { id: idOf('partnership', 'marlshire'), name: 'Marlshire Safeguarding Children Partnership (invented)' };

export interface DemonstrationAgency {
  readonly slug: string;
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly basis: DutyBasis;
}

function agency(slug: string, name: string, kind: AgencyKind, basis: DutyBasis): DemonstrationAgency {
  return { slug, id: idOf('agency', 'marlshire', slug), name, kind, basis };
}

export const AGENCIES: readonly DemonstrationAgency[] = [
  agency('business-unit', 'Marlshire Partnership Business Unit', 'business-unit', 'asked-voluntarily'),
  agency('county-council', 'Marlshire County Council', 'local-authority', 'children-act-2004-s11'),
  agency('constabulary', 'Marlshire Constabulary', 'police', 'children-act-2004-s11'),
  agency('health-board', 'Marlshire Integrated Care Board', 'health-commissioner', 'children-act-2004-s11'),
  agency('hospitals', 'Marlshire Hospitals', 'health-provider', 'children-act-2004-s11'),
  agency('probation', 'Marlshire Probation', 'probation', 'children-act-2004-s11'),
  agency('youth-justice', 'Marlshire Youth Justice Service', 'youth-justice', 'children-act-2004-s11'),
  agency('fire-and-rescue', 'Marlshire Fire and Rescue Service', 'fire-and-rescue', 'asked-voluntarily'),
  agency('coastal-district', 'Coastal District Council', 'district-council', 'children-act-2004-s11'),
  agency('vale-district', 'Vale District Council', 'district-council', 'children-act-2004-s11'),
  agency('learning-trust', 'Marlshire Learning Trust', 'education', 'education-act-2002-s157'),
  agency('young-voices', 'Young Voices Marlshire', 'voluntary', 'asked-voluntarily'),
];

/** The four local groups, which learning is shared with. */
export const LOCAL_GROUPS = ['north', 'south', 'coast', 'vale'].map((area) => {
  return {
    slug: `local-${area}`,
    name: `Marlshire Local Safeguarding Group ${area.charAt(0).toUpperCase()}${area.slice(1)}`,
    role: 'local' as const,
  };
});

/** Its register: the partnership itself and its groups. */
export const MARLSHIRE_REGISTER: RegisterFile = {
  file: 'marlshire.ts',
  partnerships: [
    {
      slug: 'marlshire',
      name: MARLSHIRE.name,
      kind: 'invented',
      ownNames: [{ for: 'scrutineer', name: 'Independent Scrutineer' }],
      groups: [
        { slug: 'executive', name: 'Marlshire Executive', role: 'executive', meets: '4 times a year' },
        {
          slug: 'paqa',
          name: 'Performance, Audit and Quality Assurance sub-committee',
          shortName: 'PAQA',
          role: 'paqa',
          chair: 'Marlshire Probation',
          meets: '4 times a year',
        },
        ...LOCAL_GROUPS,
      ],
    },
  ],
};

/** The group by which meetings of the sub-committee are recorded. */
export const PAQA_GROUP = groupIdOf('marlshire', 'paqa');

export interface DemonstrationPerson {
  /** What `npm run -s token -- <slug>` is told. */
  readonly slug: string;
  /** The partnership they act in. */
  readonly partnership: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: string;
  /** The roles they hold beside that, each for an agency; they act in one at a time. */
  readonly also: readonly { readonly role: Role; readonly agency: string }[];
}

function person(slug: string, name: string, role: Role, of: string, also: readonly Role[] = []): DemonstrationPerson {
  const agency = idOf('agency', 'marlshire', of);
  const partnership = MARLSHIRE.id;
  return { slug, partnership, id: idOf('person', 'marlshire', slug), name, role, agency, also: also.map((one) => ({ role: one, agency })) };
}

/**
 * One for each role, named after it; then an author and a lead for every agency that returns. The scrutineer and
 * the lay member act for bodies of their own, which are on no partnership's list: nobody asks them for a return. The chair of PAQA holds two roles.
 */
export const PEOPLE: readonly DemonstrationPerson[] = [
  person('coordinator', 'Priya Raman', 'coordinator', 'business-unit'),
  person('paqa-member', 'Tom Ashworth', 'paqa-member', 'health-board'),
  person('paqa-chair', 'Judith Fairweather', 'paqa-member', 'probation', ['agency-lead']),
  person('scrutineer', 'Dr Helen Osei', 'scrutineer', 'independent-scrutiny'),
  person('data-protection-lead', 'Mariam Haddad', 'data-protection-lead', 'county-council'),
  person('operator', 'Sam Whitlock', 'operator', 'business-unit'),
  person('lay-member', 'Doreen Achebe', 'lay-member', 'lay-members'),
  person('agency-author', 'Callum Birch', 'agency-author', 'constabulary'),
  person('agency-lead', 'Superintendent Ruth Adeyemi', 'agency-lead', 'constabulary'),
  person('co-author', 'Nia Pritchard', 'agency-author', 'constabulary'),
  person('health-author', 'Joanna Kowalska', 'agency-author', 'hospitals'),
  person('health-lead', 'Dr Anil Mehta', 'agency-lead', 'hospitals'),
  person('probation-author', 'Grace Lindqvist', 'agency-author', 'probation'),
  person('probation-lead', 'Peter Vance', 'agency-lead', 'probation'),
  person('council-author', 'Aisha Rahman', 'agency-author', 'county-council'),
  person('council-lead', 'Martin Hollis', 'agency-lead', 'county-council'),
  person('board-author', 'Leah Summers', 'agency-author', 'health-board'),
  person('board-lead', 'Catherine Boyle', 'agency-lead', 'health-board'),
  person('youth-justice-author', 'Dominic Fry', 'agency-author', 'youth-justice'),
  person('youth-justice-lead', 'Sandra Okafor', 'agency-lead', 'youth-justice'),
  person('fire-author', 'Gareth Pugh', 'agency-author', 'fire-and-rescue'),
  person('fire-lead', 'Area Manager Lucy Trent', 'agency-lead', 'fire-and-rescue'),
  person('coastal-author', 'Ellen Marsh', 'agency-author', 'coastal-district'),
  person('coastal-lead', 'Raj Bhatt', 'agency-lead', 'coastal-district'),
  person('vale-author', 'Simon Clegg', 'agency-author', 'vale-district'),
  person('vale-lead', 'Beatrice Lowe', 'agency-lead', 'vale-district'),
  person('trust-author', 'Hannah Doyle', 'agency-author', 'learning-trust'),
  person('trust-lead', 'Oliver Sands', 'agency-lead', 'learning-trust'),
  person('voices-author', 'Zoe Fletcher', 'agency-author', 'young-voices'),
  person('voices-lead', 'Emeka Nwosu', 'agency-lead', 'young-voices'),
];

/** Somebody of Marlshire as they act in their first role. */
export function actorOf(slug: string): Actor {
  const person = PEOPLE.find((one) => one.slug === slug);
  if (!person) throw new Error(`Marlshire has no "${slug}"`);
  return { person: person.id, agency: person.agency, role: person.role };
}
