import type { EventStore, StoredEvent, SubscriptionMessage } from '@goldenthread/event-sourcing';
import { aCopiedCommand, aRequest, eventStoreContract } from '@goldenthread/event-sourcing/testing';
import { KurrentDbEventStore } from './kurrentdb-event-store.js';
import { FakeServer } from './testing/fake-server.js';

function openOn(server: FakeServer, store = ''): KurrentDbEventStore {
  return new KurrentDbEventStore({ connection: server.connect(), store });
}

for (const [name, acrossStreams] of [
  ['on a server that appends across streams', true],
  ['on a server that writes to one stream at a time', false],
] as const) {
  eventStoreContract(`The KurrentDB engine ${name}`, () => {
    const store = openOn(new FakeServer(acrossStreams));
    return Promise.resolve({ store, close: () => store.close() });
  });

  describe(`The KurrentDB engine ${name}`, () => {
    let server: FakeServer;
    let store: KurrentDbEventStore;

    beforeEach(() => {
      server = new FakeServer(acrossStreams);
      store = openOn(server);
    });

    afterEach(() => store.close());

    it('finds out what became of a write whose answer was lost, and does it once', async () => {
      server.answersToLose = 1;
      const [outcome] = await store.append([aRequest({ stream: 'thing-1', expected: 'none', count: 2 })]);
      expect(outcome).toMatchObject({ status: 'repeated', result: { revision: 1, count: 2 } });
      expect(await all(store.readAll())).toHaveLength(2);
    });

    it('gives up on a server that keeps silent, and leaves it to the caller to ask again', async () => {
      const request = aRequest({ stream: 'thing-1', expected: 'none' });
      server.answersToLose = 1;
      server.readsToFail = 4;
      await expect(store.append([request])).rejects.toThrow('did not answer');
      expect(await store.append([request])).toMatchObject([{ status: 'repeated' }]);
      expect(await all(store.readAll())).toHaveLength(1);
    });

    it.each(['any', 'none'] as const)('records a command once that two programs send at once, expecting %s', async (expected) => {
      const another = openOn(server);
      const request = aRequest({ stream: 'thing-1', expected, count: 2 });
      const outcomes = await Promise.all([store.append([request]), another.append([request])]);
      expect(outcomes.map(([outcome]) => outcome?.status).sort()).toEqual(['appended', 'repeated']);
      expect(await all(store.readAll())).toHaveLength(2);
      await another.close();
    });

    it('lets two programs write to one stream without losing anything', async () => {
      const another = openOn(server);
      const requests = Array.from({ length: 20 }, () => aRequest({ stream: 'thing-1' }));
      await Promise.all(requests.map((request, index) => (index % 2 ? store : another).append([request])));
      expect((await all(store.readStream('thing-1'))).map(({ revision }) => revision)).toEqual(requests.map((_, index) => index));
      await another.close();
    });

    it('never takes time back when the leader’s clock is set back', async () => {
      const clock = ['2026-11-25T10:00:05.250Z', '2026-11-25T10:00:01.000Z', '2026-11-25T10:00:07.000Z'].map((at) => Date.parse(at));
      for (const at of clock) {
        server.now = () => at;
        await store.append([aRequest({ stream: `thing-${at}` })]);
      }
      const moments = ['2026-11-25T10:00:05.250Z', '2026-11-25T10:00:05.250Z', '2026-11-25T10:00:07.000Z'];
      expect((await all(store.readAll())).map(({ recordedAt }) => recordedAt)).toEqual(moments);
      expect((await all(openOn(server).readAll())).map(({ recordedAt }) => recordedAt)).toEqual(moments);
    });

    it('dates a demonstration by the time that is set, and never back', async () => {
      const times = ['2019-03-31T10:00:00.000Z', '2019-06-30T10:00:00.000Z', '2019-06-01T10:00:00.000Z'];
      const clock = { now: () => Promise.resolve(times.shift() ?? '') };
      const demonstration = new KurrentDbEventStore({ connection: server.connect(), store: '', clock });
      for (const stream of ['thing-1', 'thing-2', 'thing-3']) await demonstration.append([aRequest({ stream })]);
      expect((await all(store.readAll())).map(({ recordedAt }) => recordedAt)).toEqual([
        '2019-03-31T10:00:00.000Z',
        '2019-06-30T10:00:00.000Z',
        '2019-06-30T10:00:00.000Z',
      ]);
      expect(await store.head()).toMatchObject({ recordedAt: '2019-06-30T10:00:00.000Z' });
      await demonstration.close();
    });

    it('goes on delivering after reads and pushes were lost, each event once', async () => {
      const ending = new AbortController();
      const seen: SubscriptionMessage[] = [];
      await store.append([aRequest({ stream: 'thing-0' })]);
      for await (const message of store.subscribe({ after: -1n, signal: ending.signal })) {
        seen.push(message);
        const events = seen.filter(({ kind }) => kind === 'event').length;
        if (message.kind !== 'caught-up') continue;
        if (events === 4) ending.abort();
        server.cut();
        await store.append([aRequest({ stream: `thing-${events}` })]);
        server.readsToFail = 2;
      }
      expect(seen.filter(({ kind }) => kind === 'event').map((message) => 'event' in message && message.event.stream)).toEqual([
        'thing-0',
        'thing-1',
        'thing-2',
        'thing-3',
      ]);
    });

    it('shares a server with another store, and neither sees the other', async () => {
      const training = openOn(server, 'training');
      await store.append([aRequest({ stream: 'thing-1' })]);
      await training.append([aRequest({ stream: 'thing-1', expected: 'none', count: 2 })]);
      expect(await streamsOf(store)).toEqual(['thing-1']);
      expect(await streamsOf(training)).toEqual(['thing-1', 'thing-1']);
      expect(await all(training.readAll({ filter: { types: ['Happened'] } }))).toHaveLength(2);
      await training.close();
    });

    it('takes in many commands of a copy at once, in their order, some of which are here already', async () => {
      const commands = Array.from({ length: 6 }, (_, index) => {
        return aCopiedCommand({ stream: `thing-${index}`, count: 2, recordedAt: `2020-01-0${index + 1}T00:00:00.000Z` });
      });
      await store.takeIn(commands.slice(0, 3));
      await store.takeIn(commands);
      expect(await streamsOf(store)).toEqual(commands.flatMap(({ stream }) => [stream, stream]));
    });

    it('finds a command without its stream, or says that it needs it', async () => {
      const request = aRequest({ stream: 'thing-1' });
      await store.append([request]);
      const found = store.findCommand(request.commandId);
      await (store.capabilities.commandsAcrossStreams
        ? expect(found).resolves.toMatchObject({ stream: 'thing-1' })
        : expect(found).rejects.toThrow('only in its stream'));
    });

    it('keeps its own streams to itself', async () => {
      await expect(store.append([aRequest({ stream: 'command-1' })])).rejects.toThrow('own category');
    });
  });
}

async function streamsOf(store: EventStore): Promise<string[]> {
  return (await all(store.readAll())).map(({ stream }) => stream);
}

async function all(events: AsyncIterable<StoredEvent>): Promise<StoredEvent[]> {
  const seen: StoredEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}
