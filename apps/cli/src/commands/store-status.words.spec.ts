import { statusData, statusWords, type StoreStatus } from './store-status.words.js';

const live = { generation: 1, checkpoint: 52n, failure: null, failedAt: null };
const status: StoreStatus = {
  identity: { storeId: '8a9a0b4d-c910-4754-b5bf-7f307a86037a', purpose: 'demonstration' },
  head: { position: 52n, recordedAt: '2026-01-05T09:30:00.000Z' },
  views: [
    { projection: 'moment', views: [], lag: { live, events: 0, seconds: 0 } },
    { projection: 'things', views: ['thing'], lag: { live: { ...live, generation: 3, checkpoint: 51n }, events: 1, seconds: 2.4 } },
    {
      projection: 'others',
      views: ['other'],
      lag: { live: { ...live, checkpoint: 17n, failure: 'UnknownEventError: no such type', failedAt: 18n }, events: 35, seconds: 4_000 },
    },
    { projection: 'new', views: ['new'], lag: undefined },
  ],
};

describe('The status of a store', () => {
  it('says which store it is, how far it goes, and how each view is', () => {
    expect(statusWords(status)).toBe(`Store 8a9a0b4d-c910-4754-b5bf-7f307a86037a, for demonstration
Its newest event is at position 52, recorded Monday 5 January 2026 at 09:30

Views:
  moment  at position 52, up with the store (finds the position of a date)
  things  at position 51, 1 event and 2 seconds behind
  others  stopped at position 18: UnknownEventError: no such type
  new     not begun: a worker makes it when it first runs`);
  });

  it('says the same to scripts, positions as text', () => {
    expect(statusData(status)).toMatchObject({
      store: status.identity?.storeId,
      head: { position: '52' },
      views: [
        { projection: 'moment', eventsBehind: 0, secondsBehind: 0, stopped: null },
        { projection: 'things', views: ['thing'], generation: 3, position: '51', eventsBehind: 1, secondsBehind: 2.4, stopped: null },
        {
          projection: 'others',
          position: '17',
          eventsBehind: 35,
          secondsBehind: 4_000,
          stopped: { at: '18', because: 'UnknownEventError: no such type' },
        },
        { projection: 'new', generation: null, position: null, eventsBehind: null, secondsBehind: null },
      ],
    });
  });

  it('says that a store is empty', () => {
    const empty = {
      identity: undefined,
      head: undefined,
      views: [{ projection: 'moment', views: [], lag: { live: { ...live, checkpoint: -1n }, events: 0, seconds: 0 } }],
    };
    expect(statusWords(empty)).toContain('The store is empty');
    expect(statusWords(empty)).toContain('at its beginning, up with the store');
    expect(statusData(empty)).toMatchObject({ store: null, head: null, views: [{ eventsBehind: 0 }] });
  });

  it('counts no events where positions cannot be counted by', () => {
    const [at, behind] = [{ live, events: null, seconds: 0 } as const, { live, events: null, seconds: 150 } as const];
    const sparse = {
      ...status,
      views: [
        { projection: 'moment', views: [], lag: at },
        { projection: 'things', views: ['thing'], lag: behind },
      ],
    };
    expect(statusWords(sparse)).toContain('moment  at position 52, up with the store');
    expect(statusWords(sparse)).toContain('things  at position 52, 3 minutes behind');
  });
});
