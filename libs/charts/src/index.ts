export * from './density-strip.js';
export * from './rating-bar.js';
export * from './response-curve.js';
