import { newId, sha256, type EventStore } from '@goldenthread/event-sourcing';
import { aRequest, all } from '@goldenthread/event-sourcing/testing';
import { appendBinds } from './append-binds.js';
import { APPEND } from './statements/append.sql.js';
import { openBareTestStore, type TestStore } from './testing/index.js';

describe('Two processes with one PostgreSQL store', () => {
  let opened: TestStore;
  let stores: readonly [EventStore, EventStore];

  beforeEach(async () => {
    opened = await openBareTestStore();
    stores = [opened.store, opened.another()];
  });

  afterEach(() => opened.close());

  it('record one command once, when both send it at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const request = aRequest({ stream: `thing-${round}`, expected: 'none', count: 2 });
      const outcomes = (await Promise.all(stores.map((store) => store.append([request])))).flat();
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['appended', 'repeated']);
      const [first, second] = outcomes.map((outcome) => 'result' in outcome && outcome.result);
      expect(first).toEqual(second);
    }
    expect(await all(opened.store.readAll())).toHaveLength(20);
  });

  it('let a command id stand for one stream, when both send it at the same moment to different ones', async () => {
    for (let round = 0; round < 10; round++) {
      const commandId = newId();
      const sends = stores.map((store, index) => {
        const request = { ...aRequest({ stream: `thing-${index}` }), commandId, digest: sha256(String(index)) };
        return store.append([request]);
      });
      const outcomes = (await Promise.all(sends)).flat();
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['appended', 'command-reused']);
    }
    expect(await all(opened.store.readAll())).toHaveLength(10);
  });

  it('do not stand in each other’s way for ever, whatever streams they name in whatever order', async () => {
    const names = ['a', 'b', 'c', 'd'].map((letter) => `thing-${letter}`);
    const calls = Array.from({ length: 40 }, (_, index) => {
      const order = index % 2 ? names : names.toReversed();
      return stores[index % 2 === 0 ? 0 : 1].append(order.map((stream) => aRequest({ stream })));
    });
    const outcomes = (await Promise.all(calls)).flat();
    expect(outcomes.filter((outcome) => outcome.status === 'appended')).toHaveLength(160);
  });

  it('see one order, dense and growing, while both write and each listens', async () => {
    const ending = new AbortController();
    const listen = async (store: EventStore): Promise<bigint[]> => {
      const positions: bigint[] = [];
      for await (const message of store.subscribe({ after: -1n, signal: ending.signal })) {
        if (message.kind === 'event') positions.push(message.event.position);
        if (positions.length === 200) return positions;
      }
      return positions;
    };
    const listening = stores.map(listen);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        stores[index % 2 === 0 ? 0 : 1].append([aRequest({ stream: `thing-${index % 7}`, count: 2 })]),
      ),
    );
    const dense = Array.from({ length: 200 }, (_, position) => BigInt(position));
    expect(await Promise.all(listening)).toEqual([dense, dense]);
    ending.abort();
  });

  it('never show an event before one that is still being committed', async () => {
    const holder = await opened.writer.connect();
    await holder.query('BEGIN');
    await holder.query(APPEND, appendBinds([aRequest({ stream: 'thing-1' })]));
    const overtaking = stores[1].append([aRequest({ stream: 'thing-2' })]);
    expect(await all(opened.store.readAll())).toEqual([]);
    await holder.query('COMMIT');
    holder.release();
    expect(await overtaking).toMatchObject([{ result: { position: 1n } }]);
    expect((await all(stores[1].readAll())).map((event) => event.stream)).toEqual(['thing-1', 'thing-2']);
  });
});
