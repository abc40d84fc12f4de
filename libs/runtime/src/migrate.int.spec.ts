import { DATABASE_ROLES } from '@goldenthread/event-store-postgres';
import { migratedDatabase, withClient } from '@goldenthread/event-store-postgres/testing';
import { migrate } from './migrate.js';

describe('Migrating', () => {
  it('lets another user work, who then starts without any right to migrate', async () => {
    const database = await migratedDatabase([]);
    const user = `worker_${Date.now()}`;
    await withClient(database.adminUrl, (admin) => admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'w'`));
    const url = new URL(database.adminUrl);
    url.username = user;
    url.password = 'w';

    await withClient(database.adminUrl, (admin) => admin.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC'));
    await expect(migrate(url.href)).rejects.toThrow('run `goldenthread migrate`, with DATABASE_ADMIN_URL');
    expect((await migrate(url.href, database.adminUrl)).length).toBeGreaterThan(5);
    expect(await migrate(url.href)).toEqual([]);
    await withClient(url.href, async (client) => {
      await client.query(`SET ROLE ${DATABASE_ROLES.writer}`);
      await expect(client.query(`INSERT INTO es.streams (stream, revision) VALUES ('x-1', 0)`)).rejects.toMatchObject({ code: '42501' });
    });
    await database.drop();
  });

  it('runs once where several programs start at the same moment', async () => {
    const database = await migratedDatabase([]);
    const ran = await Promise.all([1, 2, 3].map(() => migrate(database.adminUrl)));
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    await database.drop();
  });
});
