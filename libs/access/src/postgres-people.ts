import { isUuid, THE_PROGRAM, Together, type Day } from '@goldenthread/event-sourcing';
import {
  FORMER_USER,
  PeopleDirectory,
  type AppointedPerson,
  type Appointment,
  type DatedAppointment,
  type Person,
  type SignedInPerson,
} from './people.js';
import type { Role } from './roles.js';
import type { SignIn } from './sign-in.js';

/** The one thing asked of a database connection or pool (of `pg`): a parameterised statement. */
export interface Sql {
  query(statement: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Reads who people are. Needs the rights of `goldenthread_reader`. */
export class PostgresPeopleDirectory extends PeopleDirectory {
  /** Everyone who asks something at the same moment is looked up in one question. */
  private readonly askers = new Together((signIns: readonly SignIn[]) => this.find(signIns));

  constructor(private readonly reader: Sql) {
    super();
  }

  override signedIn(signIn: SignIn): Promise<SignedInPerson | undefined> {
    return this.askers.ask(signIn);
  }

  override async names(ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const asked = [...new Set(ids)];
    const { rows } = await this.reader.query(NAMES, [asked.filter(isUuid)]);
    const known = new Map((rows as Person[]).map(({ id, name }) => [id, name]));
    known.set(THE_PROGRAM.person, 'Golden Thread');
    return new Map(asked.map((id) => [id, known.get(id) ?? FORMER_USER]));
  }

  override async appointedIn(partnership: string): Promise<readonly AppointedPerson[]> {
    const { rows } = await this.reader.query(APPOINTED, [partnership]);
    return rows as AppointedPerson[];
  }

  /** Everyone who is enrolled and not erased, by name: for whoever keeps the list. */
  async everyone(): Promise<readonly EnrolledPerson[]> {
    const { rows } = await this.reader.query(EVERYONE, []);
    return rows as EnrolledPerson[];
  }

  private async find(signIns: readonly SignIn[]): Promise<(SignedInPerson | undefined)[]> {
    const { rows } = await this.reader.query(WHO_SIGNED_IN, [signIns.map(({ issuer }) => issuer), signIns.map(({ subject }) => subject)]);
    const found = new Map((rows as (SignedInPerson & { place: string })[]).map(({ place, ...person }) => [Number(place) - 1, person]));
    return signIns.map((_signIn, index) => found.get(index));
  }
}

/** A person as they stand in the records, with all appointments they ever held. */
export interface EnrolledPerson extends Person {
  readonly email: string | null;
  readonly signIns: readonly SignIn[];
  /** The earliest first. `until` is the last day; null where it goes on. */
  readonly appointments: readonly (Appointment & { readonly from: Day; readonly until: Day | null })[];
}

export interface Enrolment {
  readonly person: Person & { readonly email?: string };
  readonly signIns: readonly SignIn[];
  readonly appointments: readonly DatedAppointment[];
}

/** Writes who people are. Needs the rights of `goldenthread_writer`. */
export class PeopleRegister {
  constructor(private readonly writer: Sql) {}

  /**
   * Brings in a person with their sign-ins and appointments, all or nothing. Doing it again changes name, e-mail and last
   * days to what is said now. It never moves a sign-in from one person to another, nor brings an erased person back.
   */
  async enrol({ person, signIns, appointments }: Enrolment): Promise<void> {
    await this.writer.query(ENROL, [
      person.id,
      person.name,
      person.email ?? null,
      JSON.stringify(signIns),
      JSON.stringify(appointments.map(toRow)),
    ]);
  }

  /**
   * Lets appointments of a person hold no longer than a day. Those that ended before stay as they are.
   *
   * @param lastDay the last day they hold.
   * @param role only those in this role; all of them where absent.
   * @returns the appointments that are shorter now, and those that begin only after that day, which cannot end on it.
   */
  async end(person: string, lastDay: Day, role?: Role): Promise<{ readonly ended: readonly string[]; readonly toCome: readonly string[] }> {
    const { rows } = await this.writer.query(END, [person, lastDay, role ?? null]);
    const appointments = rows as { id: string; ended: boolean }[];
    const idsOf = (wanted: boolean): string[] => appointments.filter(({ ended }) => ended === wanted).map(({ id }) => id);
    return { ended: idsOf(true), toCome: idsOf(false) };
  }

  /** Forgets what a person is called and how they signed in. Their id stays in the events, and leads nowhere. */
  async erase(person: string): Promise<void> {
    await this.writer.query(ERASE, [person]);
  }
}

function toRow({ id, partnership, agency, role, from, until }: DatedAppointment): Appointment & { from_day: string; until_day?: string } {
  return { id, partnership, agency, role, from_day: from, until_day: until };
}

const WHO_SIGNED_IN = `
  select asked.place, person.id, person.name,
         coalesce((
           select json_agg(json_build_object('id', a.id, 'partnership', a.partnership, 'agency', a.agency, 'role', a.role)
                           order by a.from_day, a.id)
             from access.appointment a
            where a.person_id = person.id
              and (now() at time zone 'Europe/London')::date between a.from_day and coalesce(a.until_day, 'infinity')
         ), '[]') as appointments
    from unnest($1::text[], $2::text[]) with ordinality as asked (issuer, subject, place)
    join access.sign_in on sign_in.issuer = asked.issuer and sign_in.subject = asked.subject
    join access.person on person.id = sign_in.person_id
   where person.erased_at is null`;

const NAMES = `select id, name from access.person where id = any($1::uuid[]) and erased_at is null`;

const APPOINTED = `
  select distinct person.id as person, person.name, a.agency, a.role
    from access.appointment a
    join access.person on person.id = a.person_id
   where a.partnership = $1 and person.erased_at is null
     and (now() at time zone 'Europe/London')::date between a.from_day and coalesce(a.until_day, 'infinity')
   order by person.name, a.agency, a.role`;

const ENROL = `
  with enrolled as (
    insert into access.person as known (id, name, email) values ($1, $2, $3)
    on conflict (id) do update set name = excluded.name, email = excluded.email where known.erased_at is null
    returning id
  ), linked as (
    insert into access.sign_in (issuer, subject, person_id)
    select issuer, subject, enrolled.id from enrolled, json_to_recordset($4::json) as given (issuer text, subject text)
    on conflict (issuer, subject) do nothing
  )
  insert into access.appointment (id, person_id, partnership, agency, role, from_day, until_day)
  select given.id, enrolled.id, partnership, agency, role, from_day, until_day
    from enrolled,
         json_to_recordset($5::json) as given (id uuid, partnership uuid, agency uuid, role text, from_day date, until_day date)
  on conflict (id) do update set until_day = excluded.until_day where appointment.person_id = excluded.person_id`;

const EVERYONE = `
  select person.id, person.name, person.email,
         coalesce((
           select json_agg(json_build_object('issuer', s.issuer, 'subject', s.subject) order by s.issuer, s.subject)
             from access.sign_in s where s.person_id = person.id
         ), '[]') as "signIns",
         coalesce((
           select json_agg(json_build_object('id', a.id, 'partnership', a.partnership, 'agency', a.agency, 'role', a.role,
                                             'from', a.from_day, 'until', a.until_day) order by a.from_day, a.id)
             from access.appointment a where a.person_id = person.id
         ), '[]') as appointments
    from access.person
   where person.erased_at is null
   order by person.name, person.id`;

const END = `
  with held as (
    select id, from_day from access.appointment
     where person_id = $1 and ($3::text is null or role = $3) and coalesce(until_day, 'infinity') > $2::date
  ), ended as (
    update access.appointment set until_day = $2::date from held where appointment.id = held.id and held.from_day <= $2::date
  )
  select id, from_day <= $2::date as ended from held order by from_day, id`;

const ERASE = `
  with erased as (
    update access.person set name = null, email = null, erased_at = now() where id = $1 and erased_at is null returning id
  )
  update access.sign_in set subject = 'erased:' || gen_random_uuid() from erased where person_id = erased.id`;
