import type { CaseSummaries } from '../domain/case-moderation.events.js';
import type { AgencyAuditRow } from './agency-audit.row.js';
import type { CaseAuditBriefingRow } from './case-audit-briefing.row.js';
import type { CaseAuditCaseRow } from './case-audit-case.row.js';
import type { CaseAuditFindingRow, CaseAuditRecommendationRow } from './case-audit-finding.row.js';
import type { CaseAuditRow } from './case-audit.row.js';
import type { CaseGradeRow } from './case-grade.row.js';
import type { EmergingRiskReplyRow, EmergingRiskReportRow, EmergingRiskRow } from './emerging-risk.row.js';
import type { GradeNoteRow } from './grade-note.row.js';

// What questions are answered with: words opened, people by id. Names are joined at the edge, at their present value.

type Shown<R> = Omit<R, 'validFrom' | 'validTo'>;

export type ShownAudit = Shown<CaseAuditRow>;
export type ShownCase = Shown<CaseAuditCaseRow> & { readonly summaries: CaseSummaries | null };
export type ShownAgencyAudit = Shown<AgencyAuditRow>;
export type ShownGrade = Shown<CaseGradeRow>;
export type ShownNote = Shown<GradeNoteRow>;
export type ShownFinding = Shown<CaseAuditFindingRow>;
export type ShownRecommendation = Shown<CaseAuditRecommendationRow>;
export type ShownBriefing = Shown<CaseAuditBriefingRow>;
export type ShownRisk = Shown<EmergingRiskRow> & { readonly text: string };
export type ShownRiskReport = Shown<EmergingRiskReportRow>;
export type ShownRiskReply = Shown<EmergingRiskReplyRow>;
