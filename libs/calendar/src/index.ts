export * from './bank-holidays.js';
export * from './clock.js';
export * from './days.js';
export * from './working-days.js';
