import { InMemoryEventStore } from './in-memory-event-store.js';
import { eventStoreContract } from './testing/index.js';

eventStoreContract('The in-memory store', () => Promise.resolve({ store: new InMemoryEventStore(), close: () => Promise.resolve() }));
