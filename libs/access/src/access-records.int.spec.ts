import { newId, THE_PROGRAM } from '@goldenthread/event-sourcing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { accessMigrations } from './access.migrations.js';
import { FORMER_USER, type DatedAppointment } from './people.js';
import { PeopleRegister, PostgresPeopleDirectory, type Enrolment } from './postgres-people.js';
import { ROLES } from './roles.js';

const DATABASE_ROLES = ['goldenthread_owner', 'goldenthread_writer', 'goldenthread_reader', 'goldenthread_projector'];
const ISSUER = 'https://issuer.example';

const database = `access_${newId().replaceAll('-', '')}`;
let admin: Client;
let writer: Client;
let reader: Client;
let directory: PostgresPeopleDirectory;
let register: PeopleRegister;

beforeAll(async () => {
  admin = await connect();
  await admin.query(`create database ${database}`);
  for (const role of DATABASE_ROLES) {
    await admin.query(`do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`);
  }
  const migrations = new DataSource({ type: 'postgres', url: urlOf(database), migrations: accessMigrations });
  await migrations.initialize();
  await migrations.runMigrations();
  await migrations.destroy();
  writer = await connect('goldenthread_writer');
  reader = await connect('goldenthread_reader');
  directory = new PostgresPeopleDirectory(reader);
  register = new PeopleRegister(writer);
});
afterAll(async () => {
  await Promise.all([writer.end(), reader.end()]);
  await admin.query(`drop database ${database} with (force)`);
  await admin.end();
});

describe('signing in', () => {
  it('leads by issuer and subject to the person and the appointments that hold today', async () => {
    const author = anAppointment({ role: 'agency-author' });
    const operator = anAppointment({ role: 'operator', partnership: null, from: '2021-01-01' });
    const { person, signIns } = await enrol({ appointments: [author, operator] });
    expect(await directory.signedIn(signInOf(signIns))).toEqual({
      id: person.id,
      name: 'Amara Osei',
      appointments: [author, operator].map(({ id, partnership, agency, role }) => ({ id, partnership, agency, role })),
    });
  });

  it('leads nowhere for another issuer with the same subject', async () => {
    const { signIns } = await enrol();
    expect(await directory.signedIn({ ...signInOf(signIns), issuer: 'https://other.example' })).toBeUndefined();
  });

  it('counts an appointment from its first day to its last, in London', async () => {
    const today = await londonDay(0);
    const held = anAppointment({ from: today, until: today });
    const { signIns } = await enrol({
      appointments: [held, anAppointment({ from: await londonDay(1) }), anAppointment({ from: '2020-01-01', until: await londonDay(-1) })],
    });
    expect((await directory.signedIn(signInOf(signIns)))?.appointments.map(({ id }) => id)).toEqual([held.id]);
  });

  it('finds a person without appointments, who may then do nothing', async () => {
    const { signIns } = await enrol({ appointments: [] });
    expect((await directory.signedIn(signInOf(signIns)))?.appointments).toEqual([]);
  });
});

describe('enrolling', () => {
  it('again says what is now true', async () => {
    const enrolment = await enrol();
    const [appointment] = enrolment.appointments;
    const ended = { ...(appointment ?? anAppointment()), until: '2020-06-30' };
    await register.enrol({ ...enrolment, person: { ...enrolment.person, name: 'Amara Osei-Grant' }, appointments: [ended] });
    expect(await directory.signedIn(signInOf(enrolment.signIns))).toEqual({
      id: enrolment.person.id,
      name: 'Amara Osei-Grant',
      appointments: [],
    });
  });

  it('never moves a sign-in or an appointment to another person', async () => {
    const first = await enrol();
    await register.enrol({ ...first, person: { id: newId(), name: 'Bryn Hale' } });
    expect(await directory.signedIn(signInOf(first.signIns))).toMatchObject({
      id: first.person.id,
      appointments: [{ id: first.appointments[0]?.id }],
    });
  });

  it('accepts every role, and no other', async () => {
    await enrol({ appointments: ROLES.map((role) => anAppointment({ role })) });
    await expect(enrol({ appointments: [anAppointment({ role: 'administrator' as 'operator' })] })).rejects.toThrow(
      'appointment_role_check',
    );
  });

  it('brings in all or nothing', async () => {
    const person = { id: newId(), name: 'Cleo Marsh' };
    await expect(enrol({ person, appointments: [anAppointment({ from: '2026-02-01', until: '2026-01-31' })] })).rejects.toThrow();
    expect((await directory.names([person.id])).get(person.id)).toBe(FORMER_USER);
  });
});

describe('ending', () => {
  it('lets appointments hold no longer than a day, of one role or of all, and names those still to come', async () => {
    const [author, lead] = [anAppointment({ role: 'agency-author' }), anAppointment({ role: 'agency-lead' })];
    const past = anAppointment({ until: '2021-01-01' });
    const later = anAppointment({ from: '2090-01-01' });
    const { person, signIns } = await enrol({ appointments: [author, lead, past, later] });
    const yesterday = await londonDay(-1);
    expect(await register.end(person.id, yesterday, 'agency-lead')).toEqual({ ended: [lead.id], toCome: [] });
    expect((await directory.signedIn(signInOf(signIns)))?.appointments.map(({ id }) => id)).toEqual([author.id]);
    expect(await register.end(person.id, yesterday)).toEqual({ ended: [author.id], toCome: [later.id] });
    expect((await directory.signedIn(signInOf(signIns)))?.appointments).toEqual([]);
    expect(await register.end(newId(), yesterday)).toEqual({ ended: [], toCome: [] });
  });
});

describe('the list of everyone', () => {
  it('says how people sign in and what they were appointed to, and leaves erased people out', async () => {
    const gone = await enrol();
    await register.erase(gone.person.id);
    const { person, signIns, appointments } = await enrol({ appointments: [anAppointment({ until: '2031-03-31' })] });
    const everyone = await directory.everyone();
    expect(everyone.find(({ id }) => id === person.id)).toEqual({ ...person, signIns, appointments });
    expect(everyone.find(({ id }) => id === gone.person.id)).toBeUndefined();
  });
});

describe('names', () => {
  it('are given for every id that is asked for, known or not', async () => {
    const { person } = await enrol();
    const unknown = newId();
    const names = await directory.names([person.id, unknown, 'not an id', THE_PROGRAM.person, person.id]);
    expect([...names]).toEqual([
      [person.id, 'Amara Osei'],
      [unknown, FORMER_USER],
      ['not an id', FORMER_USER],
      [THE_PROGRAM.person, 'Golden Thread'],
    ]);
  });

  it('are gone once erased, with the e-mail and the sign-in, and do not come back', async () => {
    const enrolment = await enrol();
    await register.erase(enrolment.person.id);
    await register.erase(enrolment.person.id);
    await register.enrol(enrolment);
    expect((await directory.names([enrolment.person.id])).get(enrolment.person.id)).toBe(FORMER_USER);
    expect(await directory.signedIn(signInOf(enrolment.signIns))).toBeUndefined();
    const { rows } = await reader.query(
      'select name, email, subject from access.person join access.sign_in on person_id = id where id = $1',
      [enrolment.person.id],
    );
    expect(rows).toEqual([{ name: null, email: null, subject: expect.stringMatching(/^erased:[0-9a-f-]{36}$/) }]);
  });
});

describe('the rights to the records', () => {
  it.each(['person', 'sign_in', 'appointment'])('let nobody at work remove a row of %s, and the reader change none', async (table) => {
    await expect(writer.query(`delete from access.${table}`)).rejects.toThrow('permission denied');
    await expect(writer.query(`truncate access.${table} cascade`)).rejects.toThrow('permission denied');
    await expect(reader.query(`delete from access.${table}`)).rejects.toThrow('permission denied');
    await expect(reader.query(`insert into access.${table} default values`)).rejects.toThrow('permission denied');
  });

  it('belong to the owner, and the projector has none', async () => {
    const { rows } = await reader.query(`select distinct tableowner from pg_tables where schemaname = 'access'`);
    expect(rows).toEqual([{ tableowner: 'goldenthread_owner' }]);
    const { rows: projector } = await reader.query(`select has_schema_privilege('goldenthread_projector', 'access', 'usage') as allowed`);
    expect(projector).toEqual([{ allowed: false }]);
  });
});

async function enrol(over: Partial<Enrolment> = {}): Promise<Enrolment> {
  const enrolment: Enrolment = {
    person: { id: newId(), name: 'Amara Osei', email: 'amara@agency.example' },
    signIns: [{ issuer: ISSUER, subject: newId() }],
    appointments: [anAppointment()],
    ...over,
  };
  await register.enrol(enrolment);
  return enrolment;
}

function anAppointment(over: Partial<DatedAppointment> = {}): DatedAppointment {
  return { id: newId(), partnership: newId(), agency: newId(), role: 'agency-author', from: '2020-01-01', ...over };
}

function signInOf(signIns: Enrolment['signIns']): Enrolment['signIns'][number] {
  const [first] = signIns;
  if (!first) throw new Error('Enrolled without a sign-in');
  return first;
}

async function londonDay(offset: number): Promise<string> {
  const { rows } = await reader.query<{ day: string }>(
    `select to_char((now() at time zone 'Europe/London')::date + $1::int, 'YYYY-MM-DD') as day`,
    [offset],
  );
  return rows[0]?.day ?? '';
}

async function connect(role?: string): Promise<Client> {
  const client = new Client({ connectionString: role ? urlOf(database) : urlOf() });
  await client.connect();
  if (role) await client.query(`set role ${role}`);
  return client;
}

function urlOf(name?: string): string {
  const url = new URL(process.env.TEST_DATABASE_URL ?? '');
  if (name) url.pathname = `/${name}`;
  return url.href;
}
