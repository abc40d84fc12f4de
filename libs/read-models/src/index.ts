import { ReadModels1795700000300 } from './migrations/1795700000300-read-models.js';

export { liveGenerations, type Generation } from './generations.js';
export { lagsOf, type Lag } from './lag.js';
export { ERASED, OpenedWords } from './opened-words.js';
export { parkEvent, retryProjection } from './poison.js';
export { ProjectionRunner, rebuildModel, type RunnerOptions } from './projection-runner.js';
export { readModel, type ReadModel, type RowClass } from './read-model.js';
export { ReadingPoints, type AsAt, type ReadingPoint, type ReadingRefusal } from './reading.js';
export { RebuildDiffersError, type RebuildOptions, type RebuildProgress, type RebuildResult } from './rebuild.js';
export type { RunnerLog } from './follower.js';
export { UNMEASURED, type RunnerMeter } from './runner-meter.js';
export { asAt, TimelineRow, validAt, type RowOf } from './timeline-row.js';
export { recordedIn, ToldChanges, type ChangeCounts, type ChangeSpan, type DayOfChanges } from './told-changes.js';

/** The migrations of what the runner keeps, in order. */
export const readModelMigrations = [ReadModels1795700000300];
