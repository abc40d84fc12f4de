import type { DemonstrationPerson as SignInPerson } from '../demonstration-issuer/index.js';
import { EVERYONE, FENSHIRE_AGENCIES } from './fenshire.js';
import { subjectOf } from './load-demonstration.js';
import { AGENCIES } from './marlshire.js';

const ROLES: Readonly<Record<string, string>> = {
  'agency-author': 'Agency authors: answer for their agency',
  'agency-lead': 'Agency safeguarding leads: sign off and submit',
  coordinator: 'Business unit coordinator: runs the cycle',
  'paqa-member': 'PAQA sub-committee: performance, audit and quality assurance',
  scrutineer: 'Independent scrutineer: looks at any date',
  'lay-member': 'Lay member of the partnership: reads what is released',
  'data-protection-lead': 'Data protection lead',
  operator: 'Operator: keeps the service running',
};

/** Those who can sign in to the demonstration, as its sign-in page lists them: by what they do. */
export function signInPeople(): SignInPerson[] {
  const order = Object.keys(ROLES);
  return [...EVERYONE]
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
    .map((person) => ({
      slug: person.slug,
      subject: subjectOf(person),
      name: person.name,
      role: ROLES[person.role] ?? person.role,
      agency: [...AGENCIES, ...FENSHIRE_AGENCIES].find(({ id }) => id === person.agency)?.name ?? 'Independent of every agency',
    }));
}
