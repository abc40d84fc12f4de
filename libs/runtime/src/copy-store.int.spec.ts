import { identifyStore, InMemoryEventStore, type CopyTarget, type EventStore, type StoredEvent } from '@goldenthread/event-sourcing';
import { aRequest } from '@goldenthread/event-sourcing/testing';
import { openKurrentDb } from '@goldenthread/event-store-kurrentdb';
import { openFillableTestStore } from '@goldenthread/event-store-postgres/testing';
import { randomUUID } from 'node:crypto';
import { copyStore } from './copy-store.js';

interface Opened {
  readonly store: EventStore & CopyTarget;
  close(): Promise<void>;
}

const server = process.env.KURRENTDB_URL;

const ENGINES: Readonly<Record<string, () => Promise<Opened>>> = {
  'the store in memory': () => Promise.resolve({ store: new InMemoryEventStore(), close: () => Promise.resolve() }),
  PostgreSQL: openFillableTestStore,
  ...(server && {
    KurrentDB: async () => {
      const store = await openKurrentDb(`${server}${server.includes('?') ? '&' : '?'}store=c${randomUUID().replaceAll('-', '')}`, {
        production: false,
      });
      return { store, close: () => store.close() };
    },
  }),
};

const PAIRS = Object.keys(ENGINES).flatMap((from) =>
  Object.keys(ENGINES).flatMap((to) => (from === to && from !== 'PostgreSQL' ? [] : [[from, to] as const])),
);

describe('A copy from one engine to another', () => {
  it.each(PAIRS)('from %s to %s holds the same events in the same order, stopped half way or not', async (fromName, toName) => {
    const from = await open(fromName);
    const to = await open(toName);
    try {
      await fill(from.store);
      const stopping = new AbortController();
      const stopped = copyStore(from.store, to.store, {
        signal: stopping.signal,
        onProgress: ({ stage }) => {
          if (stage === 'copying') stopping.abort(new Error('stopped'));
        },
      });
      await expect(stopped).rejects.toThrow('stopped');
      const report = await copyStore(from.store, to.store);
      const originals = await all(from.store);
      expect(report).toMatchObject({ events: originals.length });
      expect(report.copied).toBeLessThan(originals.length);
      expect((await all(to.store)).map(withoutPlace)).toEqual(originals.map(withoutPlace));
      expect(await identifyStore(to.store, 'test')).toEqual(await identifyStore(from.store, 'test'));
    } finally {
      await from.close();
      await to.close();
    }
  });

  it('answers a command that is sent again as the first store would', async () => {
    const from = await open('PostgreSQL');
    const to = await open(server ? 'KurrentDB' : 'the store in memory');
    try {
      await identifyStore(from.store, 'test');
      const request = aRequest({ stream: 'thing-1', count: 2 });
      await from.store.append([request]);
      await copyStore(from.store, to.store);
      expect(await to.store.append([request])).toMatchObject([{ status: 'repeated', result: { revision: 1, count: 2 } }]);
    } finally {
      await from.close();
      await to.close();
    }
  });

  if (!server) it.skip('from and to KurrentDB (skipped: KURRENTDB_URL names no server to try it on)', () => undefined);
});

async function open(engine: string): Promise<Opened> {
  const opening = ENGINES[engine];
  if (!opening) throw new Error(`No engine ${engine}`);
  return opening();
}

/** More than one call takes in. */
async function fill(store: EventStore): Promise<void> {
  await identifyStore(store, 'test');
  for (let round = 0; round < 3; round++)
    await store.append(Array.from({ length: 50 }, (_, index) => aRequest({ stream: `thing-${index % 7}`, count: 1 + (index % 3) })));
}

async function all(store: EventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

function withoutPlace({ position: _position, formerPositions: _former, bytes, ...event }: StoredEvent) {
  return { ...event, bytes: Buffer.from(bytes).toString('hex') };
}
