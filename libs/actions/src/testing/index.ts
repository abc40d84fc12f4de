export * from './examples.js';
export * from './random-history.js';
