import { aRequest } from '@goldenthread/event-sourcing/testing';
import { openCreatedTestStore, withClient, type TestStore } from './testing/index.js';
import type { WorkingRole } from './roles.js';

const TABLES = ['events', 'events_0', 'commands', 'streams', 'head'];

describe('What is stored is never changed', () => {
  let opened: TestStore;

  beforeAll(async () => {
    opened = await openCreatedTestStore();
    await opened.store.append([aRequest({ stream: 'thing-1', count: 2 })]);
  });

  afterAll(() => opened.close());

  const contents = () =>
    withClient(opened.database.adminUrl, async (admin) => {
      const tables = TABLES.map((table) => `'${table}', (SELECT json_agg(t) FROM es.${table} t)`);
      return (await admin.query<{ all: unknown }>(`SELECT json_build_object(${tables.join(', ')}) AS all`)).rows[0]?.all;
    });

  const COLUMN: Record<string, string> = { streams: 'revision', head: 'position' };
  const attempts = (table: string): Record<string, string> => ({
    update: `UPDATE es.${table} SET ${COLUMN[table] ?? 'revision'} = 7`,
    'update of nothing': `UPDATE es.${table} SET ${COLUMN[table] ?? 'revision'} = 7 WHERE false`,
    delete: `DELETE FROM es.${table}`,
    truncate: `TRUNCATE es.${table} CASCADE`,
  });

  describe.each<WorkingRole>(['writer', 'reader', 'projector'])('the %s', (role) => {
    it.each(TABLES)('may not update, delete, truncate or insert in es.%s', async (table) => {
      const before = await contents();
      const pool = opened.pool(role);
      const insert = { insert: `INSERT INTO es.${table} OVERRIDING SYSTEM VALUE SELECT * FROM es.${table}` };
      for (const statement of Object.values({ ...attempts(table), ...insert })) {
        await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
      expect(await contents()).toEqual(before);
    });

    it('may not take the triggers away, nor become someone who may', async () => {
      const pool = opened.pool(role);
      await expect(pool.query('ALTER TABLE es.events DISABLE TRIGGER ALL')).rejects.toMatchObject({ code: '42501' });
      await expect(pool.query('DROP TABLE es.commands')).rejects.toMatchObject({ code: '42501' });
      await expect(pool.query(`SELECT es.add_partition(1)`)).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('nobody adds a second head', async () => {
    await withClient(opened.database.adminUrl, async (admin) => {
      await admin.query(`SET session_replication_role = replica`);
      await expect(admin.query('INSERT INTO es.head (only_row) VALUES (false)')).rejects.toThrow('INSERT of es.head is forbidden');
    });
  });

  describe.each(['goldenthread_owner', 'the superuser'])('as %s, with the privilege and in replication mode', (user) => {
    const tries = TABLES.flatMap((table) => Object.keys(attempts(table)).map((attempt) => [table, attempt] as const)).filter(
      // The append function itself raises a stream's revision and the head.
      ([table, attempt]) => !(table in COLUMN && attempt.startsWith('update')),
    );

    it.each(tries)('es.%s refuses: %s', async (table, attempt) => {
      const before = await contents();
      await withClient(opened.database.adminUrl, async (admin) => {
        await admin.query(`SET session_replication_role = replica`);
        if (user !== 'the superuser') await admin.query(`SET ROLE ${user}`);
        await expect(admin.query(attempts(table)[attempt] ?? '')).rejects.toThrow('is forbidden: what is stored is never changed');
      });
      expect(await contents()).toEqual(before);
    });
  });
});
