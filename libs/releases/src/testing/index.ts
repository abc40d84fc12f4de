export * from './examples.js';
export * from './what-readers-can-tell.js';
