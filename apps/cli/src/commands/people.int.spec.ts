import { migratedDatabase, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { newId } from '@goldenthread/event-sourcing';
import { allMigrations } from '@goldenthread/runtime';
import { answered, typed } from '../../../../test/support/typed.js';

interface Listed {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly signIns: readonly object[];
    readonly appointments: readonly { readonly role: string; readonly until: string | null }[];
  }[];
}

interface EnrolledPerson {
  readonly person: { readonly id: string };
  readonly isNew: boolean;
}

describe('people', () => {
  let database: MigratedDatabase;
  let environment: Readonly<Record<string, string>>;
  const agency = newId();
  beforeAll(async () => {
    database = await migratedDatabase(allMigrations);
    environment = { DATABASE_URL: database.adminUrl, OIDC_ISSUER: 'https://sign-in.example/realms/here' };
  });
  afterAll(async () => {
    await database.drop();
  });
  const enrol = (more: string): Promise<EnrolledPerson> =>
    answered(`people enrol --json --agency ${agency} --partnership escb --from 2026-01-05 ${more}`, environment);

  it('enrol brings somebody in by their sign-in, and the same again changes nothing but what they are called', async () => {
    const first = await enrol('--subject amara --name "Amara Osei" --email amara@here.example --role coordinator');
    expect(first).toMatchObject({ isNew: true });
    expect(await enrol('--subject amara --name "Amara Osei-Grant" --role coordinator')).toMatchObject({
      person: first.person.id ? { id: first.person.id } : {},
      isNew: false,
    });
    const { people } = await answered<Listed>('people list --json', environment);
    expect(people).toEqual([
      {
        id: first.person.id,
        name: 'Amara Osei-Grant',
        email: null,
        signIns: [{ issuer: environment.OIDC_ISSUER, subject: 'amara' }],
        appointments: [expect.objectContaining({ role: 'coordinator', agency, from: '2026-01-05', until: null })],
      },
    ]);
  });

  it('enrol takes a lay member too', async () => {
    const { person } = await enrol('--subject doreen --name "Doreen Achebe" --role lay-member');
    const { people } = await answered<Listed>('people list --json', environment);
    expect(people.find(({ id }) => id === person.id)).toMatchObject({ appointments: [{ role: 'lay-member', until: null }] });
  });

  it('end lets one role or all end on a day, and who is unknown is said to be', async () => {
    const { person } = await enrol('--subject bryn --name "Bryn Hale" --role agency-author');
    await enrol('--subject bryn --name "Bryn Hale" --role agency-lead');
    const end = (more: string) => typed(`people end ${person.id} ${more}`, environment);
    expect(await end('--role agency-lead --last-day 2026-03-31')).toEqual({
      exitCode: 0,
      printed: '1 appointment will hold no longer than Tuesday 31 March 2026.',
      noted: '',
    });
    expect(await end('--last-day 2026-06-30')).toMatchObject({ exitCode: 0, printed: expect.stringMatching(/^1 appointment will/) });
    expect(await end('--last-day 2026-06-30')).toMatchObject({ exitCode: 0, printed: expect.stringMatching(/^Nothing was to end/) });
    expect(await end('--last-day 2025-12-31')).toMatchObject({
      exitCode: 1,
      noted: expect.stringContaining('begin only after 2025-12-31'),
    });
    const { people } = await answered<Listed>('people list --json', environment);
    const days = people.find(({ id }) => id === person.id)?.appointments.map(({ role, until }) => `${role} ${until ?? ''}`);
    expect(days?.sort()).toEqual(['agency-author 2026-06-30', 'agency-lead 2026-03-31']);
    expect(await typed(`people end ${newId()}`, environment)).toMatchObject({
      exitCode: 4,
      noted: expect.stringContaining('There is no person'),
    });
  });

  it('list says it in words, without obeying what is hidden in a name', async () => {
    await typed(`people enrol --subject x --name "Bad\u001b[2JName" --agency ${agency} --role operator`, environment);
    const { printed } = await typed('people list', environment);
    expect(printed).toContain('Bad\ufffd[2JName\n');
    expect(printed).toContain(`operator for ${agency} from `);
  });

  it.each([
    ['--role coordinator', '--partnership is needed'],
    ['--role coordinator --partnership escb --from 2026-02-01 --until 2026-01-31', 'is before the first day'],
  ])('enrol %s is refused', async (options, words) => {
    const { exitCode, noted } = await typed(`people enrol --subject y --name Y --agency ${agency} ${options}`, environment);
    expect({ exitCode, noted }).toEqual({ exitCode: 64, noted: expect.stringContaining(words) });
  });

  it('enrol needs to know at which issuer', async () => {
    const { exitCode, noted } = await typed(`people enrol --subject y --name Y --agency ${agency} --role operator`, {
      DATABASE_URL: database.adminUrl,
    });
    expect({ exitCode, noted }).toEqual({ exitCode: 64, noted: expect.stringContaining('OIDC_ISSUER') });
  });
});
