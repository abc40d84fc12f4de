import type { DatedAppointment, EnrolledPerson, Person } from '@goldenthread/access';
import { inWords } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import { printable } from '../lines.words.js';
import { counted } from '../numbers.words.js';

/** Somebody who was brought in, or appointed once more. */
export interface Enrolled {
  readonly person: Person & { readonly email?: string };
  readonly appointment: DatedAppointment;
  readonly isNew: boolean;
}

export function enrolledWords({ person, appointment, isNew }: Enrolled): string {
  const who = isNew ? `${printable(person.name)} can sign in now` : `${printable(person.name)} was known already`;
  return `${who}. Person ${person.id}: ${appointmentWords({ ...appointment, until: appointment.until ?? null })}.`;
}

export function endedWords(appointments: number, lastDay: Day): string {
  if (appointments === 0) return `Nothing was to end: no appointment holds beyond ${inWords(lastDay)}.`;
  return `${counted(appointments, 'appointment')} will hold no longer than ${inWords(lastDay)}.`;
}

export function peopleWords(people: readonly EnrolledPerson[]): string {
  if (people.length === 0) return 'Nobody is enrolled yet.';
  return people
    .flatMap((person) => [...personLines(person), ''])
    .join('\n')
    .trimEnd();
}

function personLines({ id, name, email, signIns, appointments }: EnrolledPerson): string[] {
  return [
    `${printable(name)}${email === null ? '' : ` (${printable(email)})`}`,
    `  person ${id}`,
    ...signIns.map(({ issuer, subject }) => `  signs in at ${printable(issuer)} as ${printable(subject)}`),
    ...appointments.map((appointment) => `  ${appointmentWords(appointment)}`),
  ];
}

function appointmentWords({ role, agency, partnership, from, until }: EnrolledPerson['appointments'][number]): string {
  const where = partnership === null ? '' : ` in partnership ${partnership}`;
  return `${role} for ${agency}${where} from ${from}${until === null ? '' : ` to ${until}`}`;
}
