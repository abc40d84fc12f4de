export * from './what-readers-can-tell.js';
