import { PartnershipModule } from '@goldenthread/partnership';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AdmitLateReturnHandler } from './commands/admit-late-return.handler.js';
import { CloseCycleHandler } from './commands/close-cycle.handler.js';
import { CorrectAnswerHandler } from './commands/correct-answer.handler.js';
import { CycleReader } from './commands/cycle.reader.js';
import { OpenCycleHandler } from './commands/open-cycle.handler.js';
import { OpenReturnHandler } from './commands/open-return.handler.js';
import { PublishToolHandler } from './commands/publish-tool.handler.js';
import { RecordAnswerHandler } from './commands/record-answer.handler.js';
import { ReopenReturnHandler } from './commands/reopen-return.handler.js';
import { ReturnReader } from './commands/return.reader.js';
import { SignOffReturnHandler } from './commands/sign-off-return.handler.js';
import { SubmitReturnHandler } from './commands/submit-return.handler.js';
import { ToolReader } from './commands/tool.reader.js';
import { Section11ComparisonQueries } from './read-model/section11-comparison.queries.js';
import { Section11FiguresQueries } from './read-model/section11-figures.queries.js';
import { Section11Queries } from './read-model/section11.queries.js';

const handlers = [
  PublishToolHandler,
  OpenCycleHandler,
  CloseCycleHandler,
  AdmitLateReturnHandler,
  OpenReturnHandler,
  RecordAnswerHandler,
  SignOffReturnHandler,
  SubmitReturnHandler,
  ReopenReturnHandler,
  CorrectAnswerHandler,
];
const readers = [ToolReader, CycleReader, ReturnReader];

/** Tools, cycles and returns. Whoever imports it provides the `EventJournal` and the `CLOCK`, for all modules. */
@Module({
  imports: [CqrsModule, PartnershipModule],
  providers: [...handlers, ...readers, Section11Queries, Section11FiguresQueries, Section11ComparisonQueries],
  exports: [...readers, Section11Queries, Section11FiguresQueries, Section11ComparisonQueries],
})
export class Section11Module {}
