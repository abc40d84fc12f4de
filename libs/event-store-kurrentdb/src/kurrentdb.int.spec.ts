import { eventStoreContract, type StoreUnderTest } from '@goldenthread/event-sourcing/testing';
import { randomUUID } from 'node:crypto';
import { openKurrentDb } from './open-kurrentdb.js';

const url = process.env.KURRENTDB_URL;

/** A store of its own on the server that KURRENTDB_URL names. */
async function open(oneStreamAtATime: boolean): Promise<StoreUnderTest> {
  const address = `${url ?? ''}${url?.includes('?') ? '&' : '?'}store=t${randomUUID().replaceAll('-', '')}`;
  const store = await openKurrentDb(address, { production: false }, { oneStreamAtATime });
  return { store, close: () => store.close() };
}

if (url) {
  eventStoreContract('The KurrentDB store', () => open(false));
  eventStoreContract('The KurrentDB store, writing to one stream at a time', () => open(true));
} else {
  describe('The KurrentDB store', () => {
    it.skip('keeps the event store’s contract (skipped: KURRENTDB_URL names no server to try it on)', () => undefined);
  });
}
