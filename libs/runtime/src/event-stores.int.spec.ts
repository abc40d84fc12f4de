import { identifyStore } from '@goldenthread/event-sourcing';
import { migratedDatabase, withClient } from '@goldenthread/event-store-postgres/testing';
import { pino } from 'pino';
import { openStoreAt } from './event-stores.js';
import { allMigrations, forgetViews, migrate } from './migrate.js';
import { openPlatform } from './platform.js';

const server = process.env.KURRENTDB_URL;

describe('The engine that holds the events', () => {
  it('is opened by its address alone, as copying needs it', async () => {
    const database = await migratedDatabase(allMigrations);
    try {
      const opened = await openStoreAt(database.adminUrl, { production: false });
      const identity = await identifyStore(opened.store, 'test');
      await opened.close();
      const again = await openStoreAt(database.adminUrl, { production: false });
      expect(await identifyStore(again.store, 'test')).toEqual(identity);
      await again.close();
      await expect(openStoreAt('kurrentdb://gt:s3cret@db?tls=false', { production: false })).rejects.toThrow('must not say tls=false');
    } finally {
      await database.drop();
    }
  });

  it('may change: the views of the one before are thrown away, and room is made for new ones', async () => {
    const database = await migratedDatabase([]);
    const { adminUrl } = database;
    try {
      await migrate(adminUrl);
      await withClient(adminUrl, (admin) => admin.query(`INSERT INTO rm.moment VALUES (now(), 7)`));
      await forgetViews(adminUrl);
      expect(await migrate(adminUrl)).toEqual([expect.stringMatching(/^ReadModels/), expect.stringMatching(/^PolicyCheckpoints/)]);
      const { rows } = await withClient(adminUrl, (admin) => admin.query('SELECT FROM rm.moment'));
      expect(rows).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  const onServer = server ? it : it.skip;
  onServer('may be KurrentDB, and all else stays in the database (skipped unless KURRENTDB_URL names a server)', async () => {
    const database = await migratedDatabase(allMigrations);
    const platform = await openPlatform({
      databaseUrl: database.adminUrl,
      eventStoreUrl: `${server ?? ''}${server?.includes('?') ? '&' : '?'}store=p${Date.now().toString(36)}`,
      keyEncryptionKey: Buffer.alloc(32, 7),
      purpose: 'test',
      logger: pino({ level: 'silent' }),
    });
    try {
      expect(platform.store.capabilities.densePositions).toBe(false);
      expect(await identifyStore(platform.store, 'production')).toEqual(platform.identity);
      expect(Date.parse(await platform.clock.now())).toBeGreaterThan(0);
      const { rows } = await platform.pools.reader.query<{ position: string }>('SELECT position FROM es.head');
      expect(rows).toEqual([{ position: '-1' }]);
    } finally {
      await platform.close();
      await database.drop();
    }
  });
});
