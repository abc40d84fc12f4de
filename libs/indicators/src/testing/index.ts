export * from './examples.js';
export * from './random-history.js';
export * from './shared-data.js';
