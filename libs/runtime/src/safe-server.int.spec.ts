import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '@goldenthread/embedded-postgres';
import { withClient } from '@goldenthread/event-store-postgres/testing';
import { migrate } from './migrate.js';
import { requireSafeServer } from './safe-server.js';

const dataDir = join(tmpdir(), `goldenthread-safe-server-${randomUUID()}`);
let postgres: EmbeddedPostgres | undefined;
/** The superuser's address, and that of a login that may only work. */
let admin = '';
let login = '';

/** A server of this test's own, with settings that nothing but its command line may change. */
async function serve(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  await postgres?.stop();
  postgres = new EmbeddedPostgres({ dataDir, settings });
  admin = (await postgres.start()).url;
  const url = new URL(admin);
  [url.username, url.password] = ['app', 'app'];
  login = url.href;
}

async function asAdmin(...statements: readonly string[]): Promise<void> {
  await withClient(admin, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

const faults = async (url: string, production = true): Promise<readonly string[]> => {
  const refused = await requireSafeServer(url, { production }).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return refused === '' ? [] : refused.split('\n');
};

beforeAll(async () => {
  await serve();
  await asAdmin(`CREATE ROLE app LOGIN PASSWORD 'app'`);
  await migrate(login, admin);
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('A server that the record may rest on', () => {
  it('is one that was migrated by another user than the one who works', async () => {
    expect(await faults(login)).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[], string]>([
    [
      'synchronous_commit',
      ['ALTER ROLE app SET synchronous_commit = off'],
      ['ALTER ROLE app RESET synchronous_commit'],
      'synchronous_commit=off',
    ],
    [
      'an owner who logs in',
      ['ALTER ROLE goldenthread_owner LOGIN'],
      ['ALTER ROLE goldenthread_owner NOLOGIN'],
      'goldenthread_owner can log in',
    ],
    [
      'a login that may become the owner',
      ['GRANT goldenthread_owner TO app WITH INHERIT FALSE'],
      ['REVOKE goldenthread_owner FROM app'],
      'may work as goldenthread_owner',
    ],
    [
      'a right to update events',
      ['GRANT UPDATE ON es.events TO app'],
      ['REVOKE UPDATE ON es.events FROM app'],
      'app has UPDATE on es.events',
    ],
    [
      'a writer who may delete from a partition',
      ['GRANT DELETE ON es.events_0 TO goldenthread_writer'],
      ['REVOKE DELETE ON es.events_0 FROM goldenthread_writer'],
      'goldenthread_writer has DELETE on es.events_0',
    ],
    [
      'a right to truncate that all have',
      ['GRANT TRUNCATE ON es.commands TO PUBLIC'],
      ['REVOKE TRUNCATE ON es.commands FROM PUBLIC'],
      'goldenthread_reader has TRUNCATE on es.commands',
    ],
    [
      'a trigger that was put out of action',
      ['ALTER TABLE es.events_0 DISABLE TRIGGER forbid'],
      ['ALTER TABLE es.events_0 ENABLE ALWAYS TRIGGER forbid'],
      'Nothing refuses to rewrite es.events_0',
    ],
    [
      'a trigger that replication skips',
      ['ALTER TABLE es.streams ENABLE TRIGGER forbid'],
      ['ALTER TABLE es.streams ENABLE ALWAYS TRIGGER forbid'],
      'Nothing refuses to rewrite es.streams',
    ],
  ])('is none with %s', async (_what, unsafe, safe, words) => {
    await asAdmin(...unsafe);
    try {
      expect((await faults(login)).join('\n')).toContain(words);
    } finally {
      await asAdmin(...safe);
    }
    expect(await faults(login)).toEqual([]);
  });

  it('is none for a superuser in production, and elsewhere says so', async () => {
    expect(await faults(admin)).toEqual([expect.stringContaining('is a superuser')]);
    const warned: string[] = [];
    await requireSafeServer(admin, { production: false, logger: { warn: (words: string) => warned.push(words) } });
    expect(warned).toEqual([expect.stringMatching(/^In production this would be refused\. goldenthread is a superuser/)]);
  });

  it.each(['fsync', 'full_page_writes'])('is none with %s off, in production or not', async (setting) => {
    await serve({ [setting]: 'off' });
    for (const production of [true, false]) expect(await faults(login, production)).toEqual([expect.stringContaining(`${setting}=off`)]);
  });
});
