export * from './density-strip.js';
export * from './grade-cell.js';
export * from './grade-movement.js';
export * from './rating-bar.js';
export * from './response-curve.js';
