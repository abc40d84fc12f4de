export * from './examples.js';
export * from './shared-data.js';
