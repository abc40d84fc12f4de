import { readModel, type ReadModel } from '@goldenthread/read-models';
import { agencyAuditProjection } from './agency-audit.projection.js';
import { AgencyAuditRow } from './agency-audit.row.js';
import { caseAuditBriefingProjection } from './case-audit-briefing.projection.js';
import { CaseAuditBriefingRow } from './case-audit-briefing.row.js';
import { caseAuditChangeProjection } from './case-audit-change.projection.js';
import { CaseAuditChangeRow } from './case-audit-change.row.js';
import { caseAuditCaseProjection } from './case-audit-case.projection.js';
import { CaseAuditCaseRow } from './case-audit-case.row.js';
import { caseAuditFindingProjection } from './case-audit-finding.projection.js';
import { CaseAuditFindingRow, CaseAuditRecommendationRow } from './case-audit-finding.row.js';
import { caseAuditReadingProjection } from './case-audit-reading.projection.js';
import { CaseAuditReadingRow } from './case-audit-reading.row.js';
import { caseAuditProjection } from './case-audit.projection.js';
import { CaseAuditRow } from './case-audit.row.js';
import { caseGradeProjection } from './case-grade.projection.js';
import { CaseGradeRow } from './case-grade.row.js';
import { emergingRiskProjection } from './emerging-risk.projection.js';
import { EmergingRiskReplyRow, EmergingRiskReportRow, EmergingRiskRow } from './emerging-risk.row.js';
import { gradeNoteProjection } from './grade-note.projection.js';
import { GradeNoteRow } from './grade-note.row.js';

/** Everything case audits show. */
export const caseAuditsReadModels: readonly ReadModel[] = [
  readModel(caseAuditProjection, CaseAuditRow),
  readModel(caseAuditCaseProjection, CaseAuditCaseRow),
  readModel(agencyAuditProjection, AgencyAuditRow),
  readModel(caseGradeProjection, CaseGradeRow),
  readModel(gradeNoteProjection, GradeNoteRow),
  readModel(caseAuditFindingProjection, CaseAuditFindingRow, CaseAuditRecommendationRow),
  readModel(caseAuditBriefingProjection, CaseAuditBriefingRow),
  readModel(caseAuditChangeProjection, CaseAuditChangeRow),
  readModel(caseAuditReadingProjection, CaseAuditReadingRow),
  readModel(emergingRiskProjection, EmergingRiskRow, EmergingRiskReportRow, EmergingRiskReplyRow),
];
