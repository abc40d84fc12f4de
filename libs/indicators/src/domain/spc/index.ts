export * from './rule-profile.js';
export type { Limits } from './limits.js';
export type { Signal } from './signals.js';
export * from './xmr.js';
