import { newId, OutcomeUnknownError, sha256 } from '@goldenthread/event-sourcing';
import { aRequest, all, anEvent } from '@goldenthread/event-sourcing/testing';
import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { appendBinds } from './append-binds.js';
import { APPEND } from './statements/append.sql.js';
import { openBareTestStore, withClient, type TestStore } from './testing/index.js';

describe('Appending to PostgreSQL', () => {
  let opened: TestStore;

  beforeEach(async () => {
    opened = await openBareTestStore();
  });

  afterEach(() => opened.close());

  it('refuses data that does not have the hash it came with, in the database itself', async () => {
    const tampered = { ...anEvent(), bytes: Buffer.from('{"what":"something else"}') };
    await expect(opened.store.append([aRequest({ stream: 'thing-1', events: [tampered] })])).rejects.toMatchObject({
      constraint: 'sha256_is_of_data',
    });
    expect(await opened.store.head()).toBeUndefined();
  });

  it('refuses an event id that is already stored, and stores nothing of the call', async () => {
    const event = anEvent();
    await opened.store.append([aRequest({ stream: 'thing-1', events: [event] })]);
    const call = [aRequest({ stream: 'thing-2' }), aRequest({ stream: 'thing-3', events: [event] })];
    await expect(opened.store.append(call)).rejects.toMatchObject({ code: '23505' });
    expect(await all(opened.store.readAll())).toHaveLength(1);
  });

  it('stores what waits beside something it must refuse', async () => {
    const bad = [
      aRequest({ stream: 'thing-bad', events: [{ ...anEvent(), sha256: sha256('something else') }] }),
      aRequest({ stream: 'thing-bad', events: [{ ...anEvent(), effectiveOn: '2026-02-30' }] }),
    ];
    const calls = Array.from({ length: 40 }, (_, index) => [bad[index - 20] ?? aRequest({ stream: `thing-${index}` })]);
    const settled = await Promise.allSettled(calls.map((call) => opened.store.append(call)));
    expect(settled.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([20, 21]);
    expect(await all(opened.store.readAll())).toHaveLength(38);
  });

  it('says that the outcome is unknown to all whose call was under way when the connection was lost, and goes on', async () => {
    const holder = await opened.pool('writer').connect();
    await holder.query('BEGIN');
    await holder.query(APPEND, appendBinds([aRequest({ stream: 'thing-0' })]));
    const requests = Array.from({ length: 5 }, (_, index) => aRequest({ stream: `thing-${index + 1}` }));
    const settling = Promise.allSettled(requests.map((request) => opened.store.append([request])));
    await withClient(opened.database.adminUrl, (admin) => cutThoseWhoWait(admin));
    await holder.query('COMMIT');
    holder.release();
    const settled = await settling;
    const lost = settled.filter(({ status }) => status === 'rejected');
    expect(lost.length).toBeGreaterThan(0);
    for (const { reason } of lost as PromiseRejectedResult[]) expect(reason).toMatchObject({ name: OutcomeUnknownError.name });
    const again = (await Promise.all(requests.map((request) => opened.store.append([request])))).flat();
    expect(again.filter(({ status }) => status === 'appended')).toHaveLength(lost.length);
    expect(await all(opened.store.readAll())).toHaveLength(6);
  });

  it('refuses arrays that do not fit together', async () => {
    const statement = `SELECT es.append('{thing-1}', '{-2}', $1, $2, '{2}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`;
    await expect(opened.writer.query(statement, [[newId()], [Buffer.from(sha256('x'), 'hex')]])).rejects.toThrow('but 0 were given');
  });

  it('keeps what an event may leave out, and what has odd characters in it', async () => {
    const odd = { ...anEvent(), effectiveOn: null, partnership: null, causationId: newId(), keyIds: [], type: 'Quote"d, {braced} \\ NULL' };
    const many = { ...anEvent(), keyIds: ['b/2', 'a,1', '"', 'NULL', ''] };
    await opened.store.append([aRequest({ stream: 'thing-"{},\\ 🧵', events: [odd, many] })]);
    const [first, second] = await all(opened.store.readStream('thing-"{},\\ 🧵'));
    expect(first).toMatchObject({ ...odd, bytes: expect.anything() });
    expect(second?.keyIds).toEqual(many.keyIds);
  });

  it('answers a command id repeated within one call, and one that found nothing to record in a new stream', async () => {
    const request = aRequest({ stream: 'thing-1' });
    const nothing = aRequest({ stream: 'thing-2', expected: 'none', count: 0 });
    const outcomes = await opened.store.append([nothing, request, request, nothing]);
    expect(outcomes).toMatchObject([
      { status: 'appended', result: { stream: 'thing-2', revision: -1, count: 0, position: -1n } },
      { status: 'appended', result: { revision: 0, position: 0n } },
      { status: 'repeated', result: { revision: 0, position: 0n } },
      { status: 'repeated', result: { revision: -1, position: -1n } },
    ]);
    expect(await opened.store.append([aRequest({ stream: 'thing-2', expected: 'exists' })])).toEqual([{ status: 'conflict', actual: -1 }]);
    expect(await opened.store.append([aRequest({ stream: 'thing-2', expected: 'none' })])).toMatchObject([{ status: 'appended' }]);
  });

  it('is durable although the session was told not to wait for the disk', async () => {
    const client = await opened.writer.connect();
    await client.query('SET synchronous_commit = off');
    await client.query('BEGIN');
    await client.query(
      `SELECT es.append('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`,
    );
    expect((await client.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    await client.query('ROLLBACK');
    client.release(true);
  });

  it('keeps the order of time although the server clock goes back', async () => {
    await withClient(opened.database.adminUrl, (admin) => admin.query(`UPDATE es.head SET recorded_at = '2100-01-01T00:00:00.5Z'`));
    await opened.store.append([aRequest({ stream: 'thing-1' })]);
    expect((await opened.store.head())?.recordedAt).toBe('2100-01-01T00:00:00.500Z');
  });

  it('goes on across the end of a partition, which was made ahead and is as protected as the first', async () => {
    const size = 10_000_000;
    const setHead = (position: number) =>
      withClient(opened.database.adminUrl, (admin) => admin.query('UPDATE es.head SET position = $1', [position]));
    const partitions = async () =>
      (
        await opened.reader.query<{ name: string }>(
          `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'es.events'::regclass`,
        )
      ).rows;
    expect((await opened.writer.query('SELECT es.prepare_partition() AS made')).rows).toEqual([{ made: null }]);
    await setHead(size - 4_000_001);
    await opened.store.append([aRequest({ stream: 'thing-1' })]);
    expect(await partitions()).toEqual([{ name: 'es.events_0' }, { name: 'es.events_1' }]);

    await setHead(size - 2);
    await opened.store.append([aRequest({ stream: 'thing-1', expected: 0, count: 4 })]);
    const stored = await all(opened.store.readStream('thing-1'));
    expect(stored.map((event) => [event.revision, Number(event.position) - size])).toEqual([
      [0, -4_000_000],
      [1, -1],
      [2, 0],
      [3, 1],
      [4, 2],
    ]);
    expect((await all(opened.store.readAll())).map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    await withClient(opened.database.adminUrl, async (admin) => {
      await admin.query('SET session_replication_role = replica');
      for (const statement of ['DELETE FROM es.events_1', 'UPDATE es.events_1 SET revision = 9', 'TRUNCATE es.events_1']) {
        await expect(admin.query(statement)).rejects.toThrow('is forbidden');
      }
    });
  });
});

/** Ends every connection that waits for a lock, once there is one. */
async function cutThoseWhoWait(admin: pg.ClientBase): Promise<void> {
  for (;;) {
    const { rowCount } = await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await pause(5);
  }
}
