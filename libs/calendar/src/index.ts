export * from './clock.js';
export * from './days.js';
