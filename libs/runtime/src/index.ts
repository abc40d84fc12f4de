export * from './configuration.js';
export * from './domains.js';
export * from './logger.js';
export * from './migrate.js';
export * from './platform.js';
export * from './platform.module.js';
export * from './program.js';
export * from './shutdown.js';
