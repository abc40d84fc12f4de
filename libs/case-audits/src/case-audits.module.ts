import { PartnershipModule } from '@goldenthread/partnership';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AnswerAgencyAuditHandler } from './commands/answer-agency-audit.handler.js';
import { AnswerRisksHandler } from './commands/answer-risks.handler.js';
import { AuditToolReader } from './commands/audit-tool.reader.js';
import { CaseAuditReader } from './commands/case-audit.reader.js';
import { DirectAuditHandler } from './commands/direct-audit.handler.js';
import { ModerateCaseHandler } from './commands/moderate-case.handler.js';
import { NoteReadingHandler } from './commands/note-reading.handler.js';
import { PlanAuditHandler } from './commands/plan-audit.handler.js';
import { PublishAuditToolHandler } from './commands/publish-audit-tool.handler.js';
import { RaiseRiskHandler } from './commands/raise-risk.handler.js';
import { ReportRisksHandler } from './commands/report-risks.handler.js';
import { CaseAuditChangesQueries } from './read-model/case-audit-changes.queries.js';
import { CaseAuditQueries } from './read-model/case-audits.queries.js';
import { EmergingRisksQueries } from './read-model/emerging-risks.queries.js';

const handlers = [
  PublishAuditToolHandler,
  PlanAuditHandler,
  DirectAuditHandler,
  AnswerAgencyAuditHandler,
  ModerateCaseHandler,
  NoteReadingHandler,
  RaiseRiskHandler,
  ReportRisksHandler,
  AnswerRisksHandler,
];
const readers = [AuditToolReader, CaseAuditReader];
const queries = [CaseAuditQueries, CaseAuditChangesQueries, EmergingRisksQueries];

/**
 * Multi-agency case audits. Whoever imports it provides the `EventJournal`, the `CLOCK` and the `ListedNames`, for all
 * modules.
 */
@Module({
  imports: [CqrsModule, PartnershipModule],
  providers: [...handlers, ...readers, ...queries],
  exports: [...readers, ...queries],
})
export class CaseAuditsModule {}
