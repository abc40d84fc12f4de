import { newId } from '@goldenthread/event-sourcing';
import { eventStoreMigrations, poolAs } from '@goldenthread/event-store-postgres';
import { migratedDatabase, withClient, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import type { Pool } from 'pg';
import { accessMigrations } from './access.migrations.js';
import { PeopleRegister } from './postgres-people.js';
import { SealedSessions } from './sealed-sessions.js';
import { sessionMigrations } from './sessions.migrations.js';

interface Content {
  readonly said: string;
}

let database: MigratedDatabase;
let writer: Pool;
let sessions: SealedSessions<Content>;

beforeAll(async () => {
  database = await migratedDatabase([...eventStoreMigrations, ...accessMigrations, ...sessionMigrations]);
  writer = poolAs('writer', database.adminUrl, { max: 2, onIdleError: () => undefined });
  sessions = new SealedSessions(writer);
});
afterAll(async () => {
  await writer.end();
  await database.drop();
});

async function rows(): Promise<{ id_hash: Buffer; content: Buffer }[]> {
  return withClient(database.adminUrl, async (client) => {
    return (await client.query<{ id_hash: Buffer; content: Buffer }>('select id_hash, content from console.session')).rows;
  });
}

async function aPerson(): Promise<string> {
  const id = newId();
  await new PeopleRegister(writer).enrol({ person: { id, name: 'Amara Osei' }, signIns: [], appointments: [] });
  return id;
}

describe('a visit', () => {
  it('is found by its id alone, with what it was given last', async () => {
    const id = await sessions.begin({ said: 'first' });
    expect(await sessions.find(id)).toEqual({ said: 'first' });
    await sessions.keep(id, { said: 'second' });
    expect(await sessions.find(id)).toEqual({ said: 'second' });
    await sessions.end(id);
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('has an id of 256 random bits, which is not in the table, nor anything it says', async () => {
    const id = await sessions.begin({ said: 'in confidence' });
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    const kept = (await rows()).map(({ id_hash: hash, content }) => Buffer.concat([hash, content]).toString('latin1')).join();
    expect(kept).not.toContain(id);
    expect(kept).not.toContain(Buffer.from(id, 'base64url').toString('latin1'));
    expect(kept).not.toContain('in confidence');
  });

  it.each(['', 'short', `${'a'.repeat(43)}=`, "' or true --", 'a'.repeat(43)])('is not found by another id: %j', async (id) => {
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('cannot be opened with the content of another', async () => {
    const [one, other] = [await sessions.begin({ said: 'one' }), await sessions.begin({ said: 'other' })];
    await withClient(database.adminUrl, async (client) => {
      const { rows: swapped } = await client.query<{ content: Buffer }>(
        'select content from console.session order by started_at desc limit 1',
      );
      await client.query('update console.session set content = $1', [swapped[0]?.content]);
    });
    await expect(sessions.find(one)).rejects.toThrow();
    expect(await sessions.find(other)).toEqual({ said: 'other' });
  });

  it('ends, wherever they are, with all others of its person, and of nobody else', async () => {
    const [person, bystander] = [await aPerson(), await aPerson()];
    const theirs = [await sessions.begin({ said: 'a' }, person), await sessions.begin({ said: 'b' }, person)];
    const others = await sessions.begin({ said: 'c' }, bystander);
    await sessions.endAllOf(person);
    expect(await Promise.all(theirs.map((id) => sessions.find(id)))).toEqual([undefined, undefined]);
    expect(await sessions.find(others)).toEqual({ said: 'c' });
  });

  it('that is over is cleared away when another begins', async () => {
    await withClient(database.adminUrl, (client) =>
      client.query(`update console.session set last_seen_at = now() - interval '31 minutes'`),
    );
    await sessions.begin({ said: 'new' });
    expect(await rows()).toHaveLength(1);
  });
});

describe('a program', () => {
  it('does not start where visits cannot be kept', async () => {
    await expect(sessions.requireStore()).resolves.toBeUndefined();
    const bare = await migratedDatabase();
    const pool = poolAs('writer', bare.adminUrl, { max: 1, onIdleError: () => undefined });
    await expect(new SealedSessions(pool).requireStore()).rejects.toThrow('console.session');
    await pool.end();
    await bare.drop();
  });
});
