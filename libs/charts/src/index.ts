export { countsOverTime } from './counts-over-time.js';
export * from './density-strip.js';
export * from './grade-cell.js';
export * from './grade-movement.js';
export * from './rating-bar.js';
export * from './response-curve.js';
export * from './series-chart.js';
export { KIND_WORDS, pointMark, type PointKind } from './series-marks.js';
export * from './sparkline.js';
