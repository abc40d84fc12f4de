export * from './figures.js';
export * from './profile.js';
export * from './suppress.js';
