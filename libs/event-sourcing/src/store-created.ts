import { canonicalBytes, sha256 } from './canonical-json.js';
import type { EventCatalogue } from './catalogue.js';
import type { Actor } from './event.js';
import type { EventStore } from './event-store.js';
import { GOLDEN_THREAD_NAMESPACE, newId, uuidV5 } from './identity.js';

/** What a store is for. Only a demonstration or a test may set its own clock. */
export type StorePurpose = 'production' | 'demonstration' | 'test';

/** Event 0 of every store. These names are stored for ever. */
export type StoreCreated = {
  readonly type: 'StoreCreated';
  readonly data: { readonly storeId: string; readonly purpose: StorePurpose };
};

/** What is recorded of a store itself. */
export const storeEvents = { StoreCreated: [{}], DemonstrationBegun: [{}], DemonstrationLoaded: [{}] } satisfies EventCatalogue;

export const STORE_STREAM = 'store-identity';

/** The program itself, where no person acts. */
export const THE_PROGRAM: Actor = {
  person: '00000000-0000-0000-0000-000000000000',
  agency: '00000000-0000-0000-0000-000000000000',
  role: 'operator',
};

/** Who a store is: read from its event 0. */
export interface StoreIdentity {
  readonly storeId: string;
  readonly purpose: StorePurpose;
}

/**
 * Reads event 0, recording it first where the store is empty. When two programs start at once, one of them records it
 * and both answer the same.
 *
 * @throws Error where the store's first event is something else: it is not one of ours.
 */
export async function identifyStore(store: EventStore, purpose: StorePurpose): Promise<StoreIdentity> {
  if (!(await store.head())) await createStore(store, { storeId: newId(), purpose });
  for await (const first of store.readAll({ max: 1 })) {
    if (first.type !== 'StoreCreated')
      throw new Error(`The first event of this store is "${first.type}", not StoreCreated: it is not a Golden Thread store`);
    return JSON.parse(new TextDecoder().decode(first.bytes)) as StoreIdentity;
  }
  throw new Error('The store did not keep its first event');
}

async function createStore(store: EventStore, identity: StoreIdentity): Promise<void> {
  const commandId = uuidV5(GOLDEN_THREAD_NAMESPACE, 'StoreCreated');
  const bytes = canonicalBytes(identity);
  await store.append([
    {
      stream: STORE_STREAM,
      expected: 'none',
      commandId,
      digest: sha256(bytes),
      events: [
        {
          id: uuidV5(commandId, '0'),
          type: 'StoreCreated',
          schemaVersion: 1,
          effectiveOn: null,
          partnership: null,
          correlationId: commandId,
          causationId: null,
          actor: THE_PROGRAM,
          keyIds: [],
          bytes,
          sha256: sha256(bytes),
        },
      ],
    },
  ]);
}
