export * from './rows-law.js';
