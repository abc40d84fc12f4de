export * from '../data/scales/met-3.scale.js';
export * from '../data/tools/section11-v1.tool.js';
export * from '../data/working-together.js';
export * from './commands/cycle.reader.js';
export * from './commands/open-cycle.handler.js';
export * from './commands/open-return.handler.js';
export * from './commands/publish-tool.handler.js';
export * from './commands/record-answer.handler.js';
export * from './commands/return.reader.js';
export * from './commands/sign-off-return.handler.js';
export * from './commands/submit-return.handler.js';
export * from './commands/tool.reader.js';
export * from './domain/section11.events.js';
export * from './domain/section11-cycle.js';
export * from './domain/section11-cycle.events.js';
export * from './domain/section11-return.js';
export type {
  Answer,
  Section11ReturnCommand,
  Section11ReturnRefusal,
  Section11ReturnRefusals,
  SignOff,
} from './domain/section11-return.commands.js';
export * from './domain/section11-return.events.js';
export { countAnswers, countHeading } from './domain/section11-tally.js';
export * from './domain/section11-tool.js';
export * from './domain/section11-tool.events.js';
export * from './read-model/opened-words.js';
export * from './read-model/section11.projections.js';
export * from './read-model/section11.queries.js';
export * from './read-model/section11.read-models.js';
export * from './read-model/section11-answer.projection.js';
export * from './read-model/section11-answer.row.js';
export * from './read-model/section11-cycle.projection.js';
export * from './read-model/section11-cycle.row.js';
export * from './read-model/section11-return-history.projection.js';
export * from './read-model/section11-return-history.row.js';
export * from './read-model/section11-return-progress.projection.js';
export * from './read-model/section11-return-progress.row.js';
export * from './read-model/section11-standard.projection.js';
export * from './read-model/section11-standard.row.js';
export * from './read-model/section11-tool.projection.js';
export * from './read-model/section11-tool.row.js';
export * from './section11.module.js';
