export * from './domain/case-audits.events.js';
