import { idOf, type Actor } from '@goldenthread/event-sourcing';
import { PEOPLE, type DemonstrationAgency, type DemonstrationPerson } from './marlshire.js';

// Fenshire is invented too: the next county, known here only for what it does together with Marlshire.

export const FENSHIRE = { id: idOf('partnership', 'fenshire'), name: 'Fenshire Safeguarding Children Partnership (invented)' };

const [COUNCIL, POLICE] = ['council', 'police'].map((slug) => idOf('agency', 'fenshire', slug)) as [string, string];

export const FENSHIRE_AGENCIES: readonly DemonstrationAgency[] = [
  { slug: 'council', id: COUNCIL, name: 'Fenshire County Council', kind: 'local-authority', basis: 'children-act-2004-s11' },
  { slug: 'police', id: POLICE, name: 'Fenshire Police', kind: 'police', basis: 'children-act-2004-s11' },
];

/** Those who audit for its agencies, and the one who sits on the panel. */
export const FENSHIRE_PEOPLE: readonly DemonstrationPerson[] = [
  person('fenshire-author', 'Imogen Tull', 'agency-author', COUNCIL),
  person('fenshire-officer', 'Inspector Dev Chauhan', 'agency-author', POLICE),
  person('fenshire-lead', 'Rosalind Eke', 'agency-lead', COUNCIL),
];

function person(slug: string, name: string, role: 'agency-author' | 'agency-lead', agency: string): DemonstrationPerson {
  return { slug, partnership: FENSHIRE.id, id: idOf('person', 'fenshire', slug), name, role, agency, also: [] };
}

/** All who can sign in to the demonstration. */
export const EVERYONE: readonly DemonstrationPerson[] = [...PEOPLE, ...FENSHIRE_PEOPLE];

/** Somebody of Fenshire as they act there. */
export function actorOfFenshire(slug: string): Actor {
  const found = FENSHIRE_PEOPLE.find((one) => one.slug === slug);
  if (!found) throw new Error(`Fenshire has no "${slug}"`);
  return { person: found.id, agency: found.agency, role: found.role };
}
