import { identifyStore } from '@goldenthread/event-sourcing';
import { aRequest, all, anEvent } from '@goldenthread/event-sourcing/testing';
import { openTestStore, withClient, type TestStore } from './testing/index.js';

describe('The first event of a store', () => {
  let opened: TestStore;

  beforeEach(async () => {
    opened = await openTestStore();
  });

  afterEach(() => opened.close());

  it('is StoreCreated or nothing', async () => {
    await expect(opened.store.append([aRequest({ stream: 'thing-1' })])).rejects.toThrow('The first event of a store must be StoreCreated');
    expect(await all(opened.store.readAll())).toEqual([]);
    await identifyStore(opened.store, 'test');
    expect(await opened.store.append([aRequest({ stream: 'thing-1' })])).toMatchObject([{ result: { position: 1n } }]);
  });

  it('tells the head what the store is for', async () => {
    await identifyStore(opened.store, 'demonstration');
    const { rows } = await withClient(opened.database.adminUrl, (admin) => admin.query('SELECT purpose FROM es.head'));
    expect(rows).toEqual([{ purpose: 'demonstration' }]);
  });

  it('must say a purpose', async () => {
    const purposeless = aRequest({ stream: 'store-identity', events: [anEvent('StoreCreated', { storeId: 'x', purpose: 'fun' })] });
    await expect(opened.store.append([purposeless])).rejects.toThrow('StoreCreated must say a purpose');
  });

  it('is never followed by another StoreCreated', async () => {
    const created = () => anEvent('StoreCreated', { storeId: 'x', purpose: 'production' });
    const twice = aRequest({ stream: 'store-identity', events: [created(), created()] });
    await expect(opened.store.append([twice])).rejects.toThrow('A store is created once');
    await identifyStore(opened.store, 'test');
    await expect(opened.store.append([aRequest({ stream: 'other-1', events: [created()] })])).rejects.toThrow('A store is created once');
    expect(await all(opened.store.readAll())).toHaveLength(1);
  });

  it('is one, when many programs start at once', async () => {
    const stores = [opened.store, opened.another(), opened.another(), opened.another()];
    const identities = await Promise.all(stores.map((store) => identifyStore(store, 'test')));
    expect(new Set(identities.map((identity) => identity.storeId)).size).toBe(1);
    expect(await all(opened.store.readAll())).toHaveLength(1);
  });
});
