import type { StoredEvent } from '@goldenthread/event-sourcing';
import { all, aRequest } from '@goldenthread/event-sourcing/testing';
import { archivePartitions } from './archive-partitions.js';
import { checkStore } from './check-store.js';
import { narrowPartitions, openBareTestStore, withClient, type TestStore } from './testing/index.js';

describe('Archiving full partitions', () => {
  let opened: TestStore;
  beforeEach(async () => {
    opened = await openBareTestStore();
    await narrowPartitions(opened.database.adminUrl, 10, 5);
  });
  afterEach(() => opened.close());

  const archive = (before?: bigint) =>
    archivePartitions(opened.database.adminUrl, { before, signal: new AbortController().signal }).then((moved) =>
      moved.map(({ name, first, last }) => [name, first, last]),
    );

  /** Two streams whose events take turns, so that both lie in every partition. */
  async function fill(events: number): Promise<void> {
    for (let made = 0; made < events; made++) await opened.store.append([aRequest({ stream: `thing-${made % 2}` })]);
  }

  async function everythingRead(): Promise<readonly (readonly StoredEvent[])[]> {
    const { store } = opened;
    return [
      await all(store.readAll()),
      await all(store.readAll({ after: 7n, upTo: 22n, max: 12 })),
      await all(store.readStream('thing-0')),
      await all(store.readStream('thing-1', { from: 3, max: 9 })),
      await all(store.readStream('thing-1', { direction: 'backwards' })),
    ];
  }

  it('leaves every event where readers find it, in the same order', async () => {
    await fill(35);
    const before = await everythingRead();
    expect(await archive()).toEqual([
      ['events_0', 0n, 9n],
      ['events_1', 10n, 19n],
      ['events_2', 20n, 29n],
    ]);
    expect(await everythingRead()).toEqual(before);
    expect((await checkStore(opened.reader)).problems.filter(({ problem }) => !problem.includes('StoreCreated'))).toEqual([]);
    expect(await archive()).toEqual([]);
  });

  it('lets streams go on whose first events are archived, and commands be repeated', async () => {
    await fill(12);
    const first = aRequest({ stream: 'thing-9' });
    await opened.store.append([first]);
    await fill(10);
    await archive();
    const [repeated] = await opened.store.append([first]);
    expect(repeated).toMatchObject({ status: 'repeated', result: { position: 12n } });
    const [next] = await opened.store.append([aRequest({ stream: 'thing-9', expected: 0 })]);
    expect(next).toMatchObject({ status: 'appended', result: { revision: 1 } });
    expect((await all(opened.store.readStream('thing-9'))).map(({ position }) => position)).toEqual([12n, 23n]);
  });

  it('takes only what lies wholly before the position it is given', async () => {
    await fill(35);
    expect(await archive(20n)).toEqual([
      ['events_0', 0n, 9n],
      ['events_1', 10n, 19n],
    ]);
  });

  it('never takes the partition that is being filled, nor leaves a gap in the archive', async () => {
    await fill(25);
    await withClient(opened.database.adminUrl, async (admin) => {
      await expect(admin.query(`SELECT es.archive_partition('events_1')`)).rejects.toThrow('is not the oldest partition');
      await archive();
      await expect(admin.query(`SELECT es.archive_partition('events_2')`)).rejects.toThrow('is not full yet');
    });
  });

  it('keeps what is archived as safe from rewriting as what is not, and lets nobody but the owner move it', async () => {
    await fill(12);
    await archive();
    await withClient(opened.database.adminUrl, async (admin) => {
      await admin.query('SET session_replication_role = replica');
      for (const table of ['archived_events', 'events_0']) {
        for (const statement of [`DELETE FROM es.${table}`, `UPDATE es.${table} SET revision = 9`, `TRUNCATE es.${table}`]) {
          await expect(admin.query(statement)).rejects.toThrow('is forbidden');
        }
      }
    });
    for (const role of ['writer', 'reader', 'projector'] as const) {
      for (const step of ['mark_bounds', 'check_bounds', 'archive_partition']) {
        await expect(opened.pool(role).query(`SELECT es.${step}('events_1')`)).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  it('waits for a long reader without keeping appends waiting', async () => {
    await fill(12);
    await withClient(opened.database.adminUrl, async (reader) => {
      await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await reader.query('SELECT count(*) FROM es.every_event');
      let isDone = false;
      const archiving = archive().finally(() => {
        isDone = true;
      });
      for (let made = 0; made < 20; made++) {
        const [outcome] = await opened.store.append([aRequest({ stream: 'thing-2' })]);
        expect(outcome?.status).toBe('appended');
      }
      expect(isDone).toBe(false);
      await reader.query('COMMIT');
      expect((await archiving)[0]).toEqual(['events_0', 0n, 9n]);
    });
  });

  it('stops when it is told to, and goes on from there', async () => {
    await fill(35);
    const stopping = new AbortController();
    const onArchived = (): void => {
      stopping.abort(new Error('enough'));
    };
    await expect(archivePartitions(opened.database.adminUrl, { signal: stopping.signal, onArchived })).rejects.toThrow('enough');
    expect(await archive()).toEqual([
      ['events_1', 10n, 19n],
      ['events_2', 20n, 29n],
    ]);
  });
});
