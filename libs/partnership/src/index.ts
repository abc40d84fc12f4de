export * from './commands/list-agency.handler.js';
export * from './commands/partnership.reader.js';
export * from './commands/register-partnership.handler.js';
export * from './domain/partnership.js';
export * from './domain/partnership.events.js';
export * from './partnership.module.js';
export * from './read-model/partnership-agency.projection.js';
export * from './read-model/partnership-agency.row.js';
