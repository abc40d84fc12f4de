import { InMemoryEventStore, type EventStore } from '@goldenthread/event-sourcing';
import { aRequest } from '@goldenthread/event-sourcing/testing';
import type { Generation } from './generations.js';
import { lagsOf } from './lag.js';

const at = (projection: string, checkpoint: bigint): Generation => {
  return { projection, checkpoint, generation: 1, shape: '', state: 'live', failure: null, failedAt: null };
};

/** Events at positions 0, 1 and 2, a minute after one another; the clock stands ten seconds after the last. */
async function threeEvents(): Promise<{ store: EventStore; clock: { now: () => Promise<string> } }> {
  let now = '2026-03-01T09:00:00.000Z';
  const store = new InMemoryEventStore(() => now);
  for (now of ['2026-03-01T09:01:00.000Z', '2026-03-01T09:02:00.000Z', '2026-03-01T09:03:00.000Z']) {
    await store.append([aRequest({ stream: 'thing-1' })]);
  }
  return { store, clock: { now: () => Promise.resolve('2026-03-01T09:03:10.000Z') } };
}

describe('How far views are behind', () => {
  it('is the number of events they lack, and the age of the oldest of them', async () => {
    const { store, clock } = await threeEvents();
    const lags = await lagsOf([at('one', 2n), at('two', 0n), at('three', -1n), at('four', 0n)], store, clock);
    expect(lags.map(({ live, events, seconds }) => [live.projection, events, seconds])).toEqual([
      ['one', 0, 0],
      ['two', 2, 70],
      ['three', 3, 130],
      ['four', 2, 70],
    ]);
  });

  it('is said in seconds alone where positions are only comparable', async () => {
    const { store, clock } = await threeEvents();
    const sparse = { ...store, capabilities: { ...store.capabilities, densePositions: false } };
    Object.setPrototypeOf(sparse, store);
    const lags = await lagsOf([at('one', 2n), at('two', 1n)], sparse, clock);
    expect(lags).toMatchObject([
      { events: null, seconds: 0 },
      { events: null, seconds: 10 },
    ]);
  });

  it('is nothing in an empty store', async () => {
    const store = new InMemoryEventStore(() => '2026-03-01T09:00:00.000Z');
    expect(await lagsOf([at('one', -1n)], store, { now: () => Promise.resolve('2026-03-01T09:00:00.000Z') })).toMatchObject([
      { events: 0, seconds: 0 },
    ]);
  });
});
