import { randomUUID } from 'node:crypto';
import { withClient, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { readModels } from '@goldenthread/runtime';
import { openPlayedHistory, type PlayedHistory } from '../../../../test/support/played-history.js';
import { answered, typed } from '../../../../test/support/typed.js';
import { Stopped } from '../failure.js';

describe('store', () => {
  let played: PlayedHistory;
  beforeAll(async () => {
    played = await openPlayedHistory();
  });
  afterAll(async () => {
    await played.close();
  });

  it('check finds a sound store sound, counts it, and writes nothing', async () => {
    const before = await played.platform.store.head();
    const events = Number(before?.position) + 1;
    expect(await answered('store check --json', played.environment)).toMatchObject({ sound: true, events, problems: [] });
    expect(await played.platform.store.head()).toEqual(before);
  });

  it('check finds what was changed in a copy, and ends with 2', async () => {
    const stream = `section11Return-${played.ref}`;
    const position = String(played.positions[1]);
    await inCopy(played.database, async (DATABASE_URL) => {
      await withClient(DATABASE_URL, async (admin) => {
        await admin.query('ALTER TABLE es.events DISABLE TRIGGER ALL');
        await admin.query('ALTER TABLE es.events DROP CONSTRAINT sha256_is_of_data');
        await admin.query(`UPDATE es.events SET data = data || '\\x20'::bytea WHERE position = $1`, [position]);
      });
      const { exitCode, printed, noted } = await typed('store check', { DATABASE_URL });
      expect({ exitCode, noted }).toEqual({ exitCode: 2, noted: 'The store is not sound: 1 problem.' });
      expect(printed).toContain(`  - At position ${position}, stream ${stream}: The SHA-256 of its data is not the one stored with it.`);
      const data = JSON.parse((await typed('store check --json', { DATABASE_URL })).printed) as object;
      expect(data).toMatchObject({ sound: false, problems: [{ position, stream }] });
    });
  });

  it('check stops when it is told to', async () => {
    await inCopy(played.database, async (DATABASE_URL) => {
      await withClient(DATABASE_URL, async (admin) => {
        await admin.query('SET session_replication_role = replica');
        await admin.query(`INSERT INTO es.streams (stream, revision) SELECT 'thing-' || n, -1 FROM generate_series(1, 2000) AS n`);
      });
      const stopped = await typed('store check', { DATABASE_URL }, AbortSignal.abort(new Stopped()));
      expect(stopped).toEqual({ exitCode: 130, printed: '', noted: 'Stopped.' });
    });
  });

  it('status says which store it is, and how far each view is', async () => {
    const head = await played.platform.store.head();
    const position = String(head?.position);
    const status = await answered<{ views: readonly object[] }>('store status --json', played.environment);
    expect(status).toMatchObject({ store: played.platform.identity.storeId, purpose: 'test', head: { position } });
    expect(status.views).toHaveLength(readModels.length + 1);
    for (const view of status.views) expect(view).toMatchObject({ position, eventsBehind: 0, secondsBehind: 0, stopped: null });
  });

  it('status says which view stopped, and why', async () => {
    await inCopy(played.database, async (DATABASE_URL) => {
      const failed = `UPDATE rm.generation SET failure = $1, failed_at = checkpoint + 1 WHERE projection = 'section11-tool'`;
      await withClient(DATABASE_URL, (admin) => admin.query(failed, ['UnknownEventError: no such type']));
      const { printed } = await typed('store status', { DATABASE_URL });
      expect(printed).toMatch(/section11-tool +stopped at position \d+: UnknownEventError: no such type/);
    });
  });
});

/** Works on the database once more, under a name of its own. */
async function inCopy({ adminUrl }: MigratedDatabase, work: (url: string) => Promise<void>): Promise<void> {
  const [cluster, copy] = [new URL(adminUrl), new URL(adminUrl)];
  cluster.pathname = '/postgres';
  const original = copy.pathname.slice(1);
  const name = `gt_copy_${randomUUID().replaceAll('-', '')}`;
  copy.pathname = `/${name}`;
  await withClient(cluster.href, async (admin) => {
    // A database is copied only while nobody is connected to it.
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [original]);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${original}`);
    try {
      await work(copy.href);
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  });
}
