import { section11AnswerProjection } from './section11-answer.projection.js';
import { section11ChangeProjection } from './section11-change.projection.js';
import { section11CycleProjection } from './section11-cycle.projection.js';
import { section11ReturnHistoryProjection } from './section11-return-history.projection.js';
import { section11ReturnProgressProjection } from './section11-return-progress.projection.js';
import { section11StandardProjection } from './section11-standard.projection.js';
import { section11ToolProjection } from './section11-tool.projection.js';

/** Everything Section 11 shows. */
export const section11Projections = [
  section11ToolProjection,
  section11CycleProjection,
  section11ReturnProgressProjection,
  section11StandardProjection,
  section11AnswerProjection,
  section11ReturnHistoryProjection,
  section11ChangeProjection,
] as const;
