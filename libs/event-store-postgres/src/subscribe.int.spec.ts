import type { SubscriptionMessage } from '@goldenthread/event-sourcing';
import { aRequest, all } from '@goldenthread/event-sourcing/testing';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { appendBinds } from './append-binds.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { APPEND } from './statements/append.sql.js';
import { openBareTestStore, withClient, type TestStore } from './testing/index.js';

describe('Reading and subscribing over PostgreSQL', () => {
  let opened: TestStore;

  beforeEach(async () => {
    opened = await openBareTestStore();
  });

  afterEach(() => opened.close());

  const cutAllConnections = () =>
    withClient(opened.database.adminUrl, (admin) =>
      admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`),
    );

  it('goes page by page through more than a page, in the whole store and in one stream', async () => {
    await opened.store.append([aRequest({ stream: 'thing-1', count: 1_500 }), aRequest({ stream: 'thing-2', count: 700 })]);
    const everything = (await all(opened.store.readAll())).map((event) => Number(event.position));
    expect(everything).toEqual(Array.from({ length: 2_200 }, (_, position) => position));
    expect((await all(opened.store.readStream('thing-1'))).at(-1)).toMatchObject({ revision: 1_499 });
    expect((await all(opened.store.readStream('thing-1', { direction: 'backwards', max: 1_200 }))).at(-1)).toMatchObject({ revision: 300 });
    expect(await all(opened.store.readAll({ after: 99n, max: 1_100 }))).toHaveLength(1_100);
  });

  it('holds no connection while the consumer works', async () => {
    await opened.another().append([aRequest({ stream: 'thing-1', count: 3 })]);
    for await (const event of opened.store.readAll()) {
      expect(event.stream).toBe('thing-1');
      expect(opened.reader.idleCount).toBe(opened.reader.totalCount);
    }
  });

  it('resumes after lost connections, once each and in order', async () => {
    const ending = new AbortController();
    const positions: bigint[] = [];
    let caughtUp = 0;
    for await (const message of opened.store.subscribe({ after: -1n, signal: ending.signal })) {
      if (message.kind === 'event') positions.push(message.event.position);
      else if (++caughtUp <= 3) {
        await cutAllConnections();
        await opened.another().append([aRequest({ stream: 'thing-1', count: 2 })]);
      }
      if (positions.length === 6) ending.abort();
    }
    expect(positions).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
  });

  describe('by announcements', () => {
    const positionsOf = async (store: PostgresEventStore, count: number): Promise<bigint[]> => {
      const positions: bigint[] = [];
      for await (const message of store.subscribe({ after: -1n, signal: new AbortController().signal })) {
        if (message.kind === 'event') positions.push(message.event.position);
        if (positions.length === count) return positions;
      }
      return positions;
    };

    it('hears of what another process appends, without looking for it', async () => {
      const seldom = new PostgresEventStore({ writer: opened.pool('writer'), reader: opened.pool('reader'), pollEvery: 600_000 });
      const heard = positionsOf(seldom, 5);
      await untilSomeoneListens(opened);
      const other = opened.another();
      for (let number = 0; number < 5; number++) await other.append([aRequest({ stream: 'thing-1' })]);
      expect(await heard).toEqual([0n, 1n, 2n, 3n, 4n]);
      await seldom.close();
    });

    it('finds what nobody announced, as where an announcement was lost', async () => {
      const found = positionsOf(opened.store, 3);
      await untilSomeoneListens(opened);
      for (let number = 0; number < 3; number++) await opened.writer.query(APPEND, appendBinds([aRequest({ stream: 'thing-1' })]));
      expect(await found).toEqual([0n, 1n, 2n]);
    });

    it('listens again after the connection it listened on was lost', async () => {
      const found = positionsOf(opened.store, 2);
      const first = await untilSomeoneListens(opened);
      await withClient(opened.database.adminUrl, (admin) => admin.query('SELECT pg_terminate_backend($1)', [first]));
      await opened.another().append([aRequest({ stream: 'thing-1' })]);
      expect(await untilSomeoneListens(opened)).not.toBe(first);
      await opened.another().append([aRequest({ stream: 'thing-1' })]);
      expect(await found).toEqual([0n, 1n]);
    });
  });

  it('waits for a server that cannot be reached, and goes on once it can', async () => {
    await opened.store.append([aRequest({ stream: 'thing-1' })]);
    const ending = new AbortController();
    let refusals = 2;
    const troubles: unknown[] = [];
    const onTrouble = (error: unknown) => void troubles.push(error);
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const query = (config: pg.QueryConfig) => (refusals-- > 0 ? Promise.reject(refused) : opened.reader.query(config));
    const reader = { query } as unknown as pg.Pool;
    const store = new PostgresEventStore({ writer: opened.writer, reader, pollEvery: 1, onTrouble });
    const seen: SubscriptionMessage[] = [];
    for await (const message of store.subscribe({ after: -1n, signal: ending.signal })) {
      seen.push(message);
      if (message.kind === 'caught-up') ending.abort();
    }
    expect(troubles).toEqual([refused, refused]);
    expect(seen.map((message) => message.kind)).toEqual(['event', 'caught-up']);
  });

  it('does not hide what no waiting will cure', async () => {
    await withClient(opened.database.adminUrl, (admin) => admin.query('REVOKE SELECT ON es.head FROM goldenthread_reader'));
    const subscription = opened.store.subscribe({ after: -1n, signal: new AbortController().signal });
    await expect(all(subscription)).rejects.toMatchObject({ code: '42501' });
  });

  it('ends at once on the signal while it waits, and when the store is closed', async () => {
    const ending = new AbortController();
    const waiting = [ending.signal, new AbortController().signal].map((signal) => {
      let ended = Promise.resolve('not begun');
      const caughtUp = new Promise<void>((resolve) => {
        ended = (async () => {
          for await (const { kind } of opened.store.subscribe({ after: -1n, signal })) if (kind === 'caught-up') resolve();
          return 'ended';
        })();
      });
      return { caughtUp, ended };
    });
    await opened.store.append([aRequest({ stream: 'thing-1' })]);
    await Promise.all(waiting.map(({ caughtUp }) => caughtUp));
    ending.abort();
    expect(await waiting[0]?.ended).toBe('ended');
    await opened.store.close();
    expect(await waiting[1]?.ended).toBe('ended');
  });
});

/** The process number of the connection that listens, once there is one. */
async function untilSomeoneListens({ database }: TestStore): Promise<number> {
  return withClient(database.adminUrl, async (admin) => {
    for (;;) {
      const { rows } = await admin.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN es_head' AND state = 'idle'`,
      );
      if (rows[0]) return rows[0].pid;
      await pause(5);
    }
  });
}
