import { aCopiedCommand, aRequest, eventStoreContract } from '@goldenthread/event-sourcing/testing';
import { checkStore } from './check-store.js';
import { OWNER } from './roles.js';
import { openBareTestStore, openFillableTestStore, withClient, type TestStore } from './testing/index.js';

eventStoreContract('The PostgreSQL store that can be filled', openFillableTestStore);

describe('Filling a store in PostgreSQL', () => {
  let opened: TestStore;
  afterEach(() => opened.close());

  it('leaves a store that is sound, though the events of one command may differ in their moments', async () => {
    const fillable = await openFillableTestStore();
    opened = fillable;
    const command = aCopiedCommand({ stream: 'thing-1', count: 2 });
    await fillable.store.takeIn([
      { ...command, events: command.events.map((event, index) => ({ ...event, recordedAt: `2019-03-31T10:00:00.00${index}Z` })) },
      aCopiedCommand({ stream: 'thing-2', count: 3, recordedAt: '2020-01-01T00:00:00.000Z' }),
    ]);
    await fillable.store.append([aRequest({ stream: 'thing-1', expected: 1 })]);
    const check = await checkStore(fillable.reader, () => undefined);
    expect(check).toMatchObject({ events: 6, streams: 2, commands: 3 });
    // What the purpose was named by beforehand has no event 0 to show for it.
    expect(check.problems.map(({ problem }) => problem).filter((problem) => !problem.includes('StoreCreated'))).toEqual([]);
  });

  it('is refused once anything was recorded here, so that nothing is dated back', async () => {
    const fillable = await openFillableTestStore();
    opened = fillable;
    await fillable.store.takeIn([aCopiedCommand({ stream: 'thing-1', recordedAt: '2019-03-31T10:00:00.000Z' })]);
    await fillable.store.append([aRequest({ stream: 'thing-2' })]);
    const later = aCopiedCommand({ stream: 'thing-3', recordedAt: '2090-01-01T00:00:00.000Z' });
    await expect(fillable.store.takeIn([later])).rejects.toThrow('its newest event was recorded here');
  });

  it('is judged as appends are: by the name of a stream, and by the length of a digest', async () => {
    const fillable = await openFillableTestStore();
    opened = fillable;
    const command = aCopiedCommand({ stream: 'thing-1' });
    for (const wrong of [{ stream: '' }, { digest: 'ab'.repeat(31) }]) {
      await expect(fillable.store.takeIn([{ ...command, ...wrong }])).rejects.toMatchObject({ code: '23514' });
    }
    await fillable.store.takeIn([command]);
  });

  it('is for the owner alone', async () => {
    opened = await openBareTestStore();
    for (const pool of [opened.writer, opened.reader, opened.pool('projector')]) {
      await expect(pool.query(`SELECT es.take_in('[]')`)).rejects.toMatchObject({ code: '42501' });
    }
    await withClient(opened.database.adminUrl, async (admin) => {
      await admin.query(`SET ROLE ${OWNER}`);
      await expect(admin.query(`SELECT es.take_in('[]')`)).resolves.toBeDefined();
    });
  });
});
