export * from './aes-gcm-sealer.js';
export * from './in-memory-key-table.js';
export * from './key-table.js';
export { KeyNotUnwrappedError } from './key-wrapping.js';
export * from './migrations/index.js';
export * from './postgres-key-table.js';
export * from './postgres-name-lists.js';
