export * from './archive-partitions.js';
export * from './check-store.js';
export * from './fillable-event-store.js';
export * from './migrations/index.js';
export * from './postgres-clock.js';
export * from './postgres-event-store.js';
export * from './roles.js';
export * from './safe-server.js';
