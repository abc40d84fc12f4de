export * from '../data/dispute-ladder.js';
export * from '../data/scales/four-grades.scale.js';
export * from '../data/themes.js';
export * from '../data/tools/multi-agency-v1.tool.js';
export * from './case-audits.module.js';
export * from './commands/answer-agency-audit.handler.js';
export * from './commands/answer-risks.handler.js';
export * from './commands/case-audit.reader.js';
export * from './commands/direct-audit.handler.js';
export * from './commands/listed-names.js';
export * from './commands/moderate-case.handler.js';
export * from './commands/note-reading.handler.js';
export * from './commands/plan-audit.handler.js';
export * from './commands/publish-audit-tool.handler.js';
export * from './commands/raise-risk.handler.js';
export * from './commands/report-risks.handler.js';
export type { AgencyAuditRefusal } from './domain/agency-audit.commands.js';
export type { RecordAnswer } from './domain/agency-audit.events.js';
export { agencyAuditIdOf } from './domain/agency-audit.js';
export type { CircleReading, ReadAs } from './domain/case-audit-reading.events.js';
export type { GradeKey, GradeLevel, GradeScale } from './domain/case-audit-tool.events.js';
export type { CaseAuditToolRefusal } from './domain/case-audit-tool.js';
export type { CaseAuditRefusal, PlanAuditWanted } from './domain/case-audit.commands.js';
export type {
  AuditKind,
  CaseAuditRecommendationMade,
  CaseAuditReportAgreed,
  FindingKind,
  Governance,
  ThemeSource,
} from './domain/case-audit.events.js';
export { auditIdOf, auditOf } from './domain/case-audit.js';
export type { CaseModerationRefusal } from './domain/case-moderation.commands.js';
export type { CaseSummaries } from './domain/case-moderation.events.js';
export * from './domain/case-audits.events.js';
export * from './domain/case-selection.js';
export type { RiskReplyOutcome } from './domain/emerging-risk.events.js';
export { riskIdOf, type EmergingRiskRefusal } from './domain/emerging-risk.js';
export type { EmergingRiskReportRefusal } from './domain/emerging-risk-report.js';
export * from './domain/quarter.js';
export * from './read-model/agency-audit.row.js';
export * from './read-model/audit-figures.js';
export * from './read-model/case-audit-briefing.row.js';
export * from './read-model/case-audit-case.row.js';
export * from './read-model/case-audit-changes.queries.js';
export * from './read-model/case-audit-finding.row.js';
export * from './read-model/case-audit-reading.row.js';
export * from './read-model/case-audit.row.js';
export * from './read-model/case-audits.queries.js';
export * from './read-model/case-audits.read-models.js';
export * from './read-model/case-grade.row.js';
export * from './read-model/circle.js';
export * from './read-model/emerging-risk.row.js';
export * from './read-model/emerging-risks.queries.js';
export * from './read-model/grade-note.row.js';
export * from './read-model/shown.js';
