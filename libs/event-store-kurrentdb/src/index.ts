export { ConnectionTrouble, KurrentDbRefusal } from './connection.js';
export { KurrentDbEventStore, type KurrentDbEventStoreOptions } from './kurrentdb-event-store.js';
export { openKurrentDb } from './open-kurrentdb.js';
export { KurrentDbUrlError, parseKurrentDbUrl, type KurrentDbAddress, type UrlRules } from './store-url.js';
