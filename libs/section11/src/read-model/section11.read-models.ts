import { readModel, type ReadModel } from '@goldenthread/read-models';
import { section11AnswerProjection } from './section11-answer.projection.js';
import { Section11AnswerRow } from './section11-answer.row.js';
import { section11ChangeProjection } from './section11-change.projection.js';
import { Section11ChangeRow } from './section11-change.row.js';
import { section11CycleProjection } from './section11-cycle.projection.js';
import { Section11CycleRow } from './section11-cycle.row.js';
import { section11ReturnHistoryProjection } from './section11-return-history.projection.js';
import { Section11ReturnHistoryRow } from './section11-return-history.row.js';
import { section11ReturnProgressProjection } from './section11-return-progress.projection.js';
import { Section11ReturnProgressRow } from './section11-return-progress.row.js';
import { section11StandardProjection } from './section11-standard.projection.js';
import { Section11StandardRow } from './section11-standard.row.js';
import { section11ToolProjection } from './section11-tool.projection.js';
import { Section11ToolRow } from './section11-tool.row.js';

/** Everything Section 11 shows. */
export const section11ReadModels: readonly ReadModel[] = [
  readModel(section11ToolProjection, Section11ToolRow),
  readModel(section11CycleProjection, Section11CycleRow),
  readModel(section11ReturnProgressProjection, Section11ReturnProgressRow),
  readModel(section11StandardProjection, Section11StandardRow),
  readModel(section11AnswerProjection, Section11AnswerRow),
  readModel(section11ReturnHistoryProjection, Section11ReturnHistoryRow),
  readModel(section11ChangeProjection, Section11ChangeRow),
];
