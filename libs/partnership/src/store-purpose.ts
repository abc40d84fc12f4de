import type { EventStore, StoreIdentity, StorePurpose } from '@goldenthread/event-sourcing';

const known = new WeakMap<EventStore, StorePurpose>();

/** What a store is for, as its event 0 says. A store that does not say is a test's: no program opens one. */
export async function purposeOfStore(store: EventStore): Promise<StorePurpose> {
  const purpose = known.get(store) ?? (await readPurpose(store));
  if (purpose) known.set(store, purpose);
  return purpose ?? 'test';
}

async function readPurpose(store: EventStore): Promise<StorePurpose | undefined> {
  for await (const { type, bytes } of store.readAll({ max: 1 })) {
    if (type === 'StoreCreated') return (JSON.parse(new TextDecoder().decode(bytes)) as StoreIdentity).purpose;
  }
  return undefined;
}
