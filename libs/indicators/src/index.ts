export * from './domain/spc/index.js';
