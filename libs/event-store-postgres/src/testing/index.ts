export * from './migrated-database.js';
export * from './test-store.js';
