import { aRequest } from '@goldenthread/event-sourcing/testing';
import { migratedDatabase, withClient, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { allMigrations, openStoreAt } from '@goldenthread/runtime';
import { openPlayedHistory, type PlayedHistory } from '../../../../test/support/played-history.js';
import { answered, typed } from '../../../../test/support/typed.js';
import { Stopped } from '../failure.js';

describe('store copy', () => {
  let played: PlayedHistory;
  let target: MigratedDatabase;
  beforeAll(async () => {
    played = await openPlayedHistory();
  });
  afterAll(async () => {
    await played.close();
  });
  beforeEach(async () => {
    target = await migratedDatabase(allMigrations);
  });
  afterEach(async () => {
    await target.drop();
  });

  it('fills another database with the same store, at the moments it was recorded, and copies nothing twice', async () => {
    const head = await played.platform.store.head();
    const events = Number(head?.position) + 1;
    const copied = await answered(`store copy --json --to ${target.adminUrl}`, played.environment);
    expect(copied).toMatchObject({ same: true, events, copied: events, upTo: String(head?.position) });
    const environment = { ...played.environment, DATABASE_URL: target.adminUrl };
    expect(await answered('store check --json', environment)).toMatchObject({ sound: true, events });
    expect(await answered('store status --json', environment)).toMatchObject({
      store: played.platform.identity.storeId,
      head: { position: String(head?.position), recordedAt: head?.recordedAt },
    });
    const former = 'SELECT count(*)::integer AS kept FROM es.events WHERE former_positions = ARRAY[position]';
    const { rows } = await withClient(target.adminUrl, (admin) => admin.query(former));
    expect(rows).toEqual([{ kept: events }]);
    expect(await typed('store copy', { ...played.environment, COPY_TO: target.adminUrl })).toMatchObject({
      exitCode: 0,
      printed: expect.stringMatching(/^0 events copied, /),
    });
  });

  it('ends with 5 where the other store holds anything else, and leaves it as it was', async () => {
    const { store, close } = await openStoreAt(target.adminUrl, { production: false });
    await withClient(target.adminUrl, (admin) => admin.query(`UPDATE es.head SET purpose = 'test'`));
    await store.append([aRequest({ stream: 'thing-1' })]);
    await close();
    const { exitCode, printed, noted } = await typed(`store copy --to ${target.adminUrl}`, played.environment);
    expect({ exitCode, printed }).toEqual({ exitCode: 5, printed: '' });
    expect(noted).toContain('thing-1 at revision 0 is another event');
    const { rows } = await withClient(target.adminUrl, (admin) => admin.query('SELECT count(*)::integer AS events FROM es.events'));
    expect(rows).toEqual([{ events: 1 }]);
  });

  it('stops when it is told to, and says how to go on', async () => {
    const stopped = await typed(`store copy --to ${target.adminUrl}`, played.environment, AbortSignal.abort(new Stopped()));
    expect(stopped).toMatchObject({ exitCode: 130, printed: '', noted: expect.stringContaining('goes on from there') });
    expect(await typed(`store copy --to ${target.adminUrl}`, played.environment)).toMatchObject({ exitCode: 0 });
  });

  it('needs the user who migrated the other database, and says so', async () => {
    const user = `copier_${Date.now()}`;
    await withClient(target.adminUrl, async (admin) => {
      await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'w'`);
      await admin.query(`GRANT goldenthread_reader, goldenthread_writer TO ${user}`);
    });
    const url = new URL(target.adminUrl);
    [url.username, url.password] = [user, 'w'];
    const { exitCode, noted } = await typed(`store copy --to ${url.href}`, played.environment);
    expect({ exitCode, noted }).toEqual({ exitCode: 1, noted: expect.stringContaining('may not fill a store') });
  });
});
