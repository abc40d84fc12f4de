export * from './decider-spec.js';
export * from './event-store-contract.js';
export * from './plain-sealer.js';
export * from './timelines.js';
