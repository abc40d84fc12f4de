import { newId } from '@goldenthread/event-sourcing';
import { eventStoreMigrations, poolAs } from '@goldenthread/event-store-postgres';
import { migratedDatabase, withClient, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import type pg from 'pg';
import { AesGcmSealer } from './aes-gcm-sealer.js';
import { InMemoryKeyTable } from './in-memory-key-table.js';
import { privacyMigrations } from './migrations/index.js';
import { PostgresNameLists } from './postgres-name-lists.js';

describe('The lists of names', () => {
  let database: MigratedDatabase;
  let writer: pg.Pool;
  let lists: PostgresNameLists;
  const subject = newId();

  beforeAll(async () => {
    database = await migratedDatabase([...eventStoreMigrations, ...privacyMigrations]);
    writer = poolAs('writer', database.adminUrl, { max: 2, onIdleError: () => undefined });
    lists = new PostgresNameLists({ writer, sealer: new AesGcmSealer(new InMemoryKeyTable()), storeId: newId() });
  });
  afterAll(async () => {
    await writer.end();
    await database.drop();
  });

  it('are empty where nobody listed any', async () => {
    expect(await lists.of(newId())).toEqual([]);
  });

  it('are replaced whole', async () => {
    await lists.list(subject, ['Rowan Example', 'Zoë Ünal']);
    expect(await lists.of(subject)).toEqual(['Rowan Example', 'Zoë Ünal']);
    await lists.list(subject, ['Rowan Example']);
    expect(await lists.of(subject)).toEqual(['Rowan Example']);
  });

  it('lie sealed in the table', async () => {
    const rows = await withClient(
      database.adminUrl,
      async (admin) => (await admin.query('SELECT * FROM keys.name_list')).rows as unknown[],
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/Rowan|Example/);
  });
});
