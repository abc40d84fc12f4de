export * from '../data/scales/met-3.scale.js';
export * from '../data/tools/section11-v1.tool.js';
export * from '../data/working-together.js';
export * from './commands/admit-late-return.handler.js';
export * from './commands/close-cycle.handler.js';
export * from './commands/correct-answer.handler.js';
export * from './commands/cycle.reader.js';
export * from './commands/open-cycle.handler.js';
export * from './commands/open-return.handler.js';
export * from './commands/publish-tool.handler.js';
export * from './commands/record-answer.handler.js';
export * from './commands/reopen-return.handler.js';
export * from './commands/return.reader.js';
export * from './commands/sign-off-return.handler.js';
export * from './commands/submit-return.handler.js';
export * from './commands/tool.reader.js';
export * from './domain/receipt.js';
export * from './domain/section11.events.js';
export * from './domain/standard-words.js';
export * from './domain/section11-cycle.js';
export type {
  LateAdmission,
  OpenCycleFacts,
  OpenCycleWanted,
  Section11CycleCommand,
  Section11CycleRefusal,
  Section11CycleRefusals,
} from './domain/section11-cycle.commands.js';
export * from './domain/section11-cycle.events.js';
export * from './domain/section11-return.js';
export type {
  Answer,
  AnswerGiven,
  CycleWindow,
  EarlierAnswer,
  Section11ReturnCommand,
  Section11ReturnRefusal,
  Section11ReturnRefusals,
  SignOff,
} from './domain/section11-return.commands.js';
export * from './domain/section11-return.events.js';
export { countAnswers, countHeading } from './domain/section11-tally.js';
export * from './domain/section11-tool.js';
export * from './domain/section11-tool.events.js';
export * from './read-model/comparison.js';
export * from './read-model/figures.js';
export * from './read-model/reading-scope.js';
export * from './read-model/section11.queries.js';
export * from './read-model/section11.read-models.js';
export * from './read-model/section11-answer.projection.js';
export * from './read-model/section11-answer.row.js';
export * from './read-model/section11-change.projection.js';
export * from './read-model/section11-change.row.js';
export * from './read-model/section11-comparison.queries.js';
export * from './read-model/section11-cycle.projection.js';
export * from './read-model/section11-cycle.row.js';
export * from './read-model/section11-return-history.projection.js';
export * from './read-model/section11-return-history.row.js';
export * from './read-model/section11-return-progress.projection.js';
export * from './read-model/section11-return-progress.row.js';
export * from './read-model/section11-figures.queries.js';
export * from './read-model/section11-standard.projection.js';
export * from './read-model/section11-standard.row.js';
export * from './read-model/section11-tool.projection.js';
export * from './read-model/section11-tool.row.js';
export * from './read-model/shown.js';
export * from './section11.module.js';
