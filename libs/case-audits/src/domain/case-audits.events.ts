import type { EventCatalogue } from '@goldenthread/event-sourcing';
import type { AgencyAuditEvent } from './agency-audit.events.js';
import type { CaseAuditReadingEvent } from './case-audit-reading.events.js';
import type { CaseAuditToolEvent } from './case-audit-tool.events.js';
import type { CaseAuditEvent } from './case-audit.events.js';
import type { EmergingRiskEvent, EmergingRiskReportEvent } from './emerging-risk.events.js';
import type { CaseModerationEvent } from './case-moderation.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

export type CaseAuditsEvent =
  | CaseAuditToolEvent
  | CaseAuditEvent
  | AgencyAuditEvent
  | CaseModerationEvent
  | CaseAuditReadingEvent
  | EmergingRiskEvent
  | EmergingRiskReportEvent;

/** The group of keys that seals what people wrote about a case, an audit or a grade. */
const NARRATIVES = 'narratives';

export const caseAuditsEvents = {
  CaseAuditToolPublished: [{}],
  CaseAuditPlanned: [{}],
  CaseAuditGovernanceRecorded: [{}],
  CaseAuditCasesSelected: [{ protects: { 'exclusions.*.reason': NARRATIVES } }],
  CaseAuditToolsIssued: [{}],
  CaseAuditFindingRecorded: [{ protects: { text: NARRATIVES } }],
  CaseAuditRecommendationMade: [{ protects: { text: NARRATIVES } }],
  CaseAuditReportPresented: [{ protects: { summary: NARRATIVES } }],
  CaseAuditReportAgreed: [{}],
  CaseAuditBriefingShared: [{ protects: { text: NARRATIVES } }],
  CaseAuditBriefingAcknowledged: [{ protects: { feedback: NARRATIVES, emergingRisks: NARRATIVES } }],
  CaseAuditFeedbackAnswered: [{ protects: { answer: NARRATIVES } }],
  AgencyAuditRecordChecked: [{ protects: { note: NARRATIVES } }],
  AgencyAuditDomainGraded: [{ protects: { why: NARRATIVES, 'criteria.*.why': NARRATIVES } }],
  AgencyAuditFeedbackRecorded: [{ protects: { practitioners: NARRATIVES, family: NARRATIVES } }],
  AgencyAuditSubmitted: [{}],
  CaseModerationOpened: [{ protects: { withoutReason: NARRATIVES } }],
  CaseModerationHeld: [{ protects: { 'absent.*.reason': NARRATIVES } }],
  AgencyGradesModerated: [{ protects: { 'grades.*.reason': NARRATIVES } }],
  AgencyGradesAgreed: [{ protects: { 'grades.*.reason': NARRATIVES } }],
  GradeDissentRecorded: [{ protects: { reason: NARRATIVES } }],
  GradeDisputed: [{ protects: { reason: NARRATIVES } }],
  GradeDisputeEscalated: [{ protects: { reason: NARRATIVES } }],
  GradeDisputeDecided: [{ protects: { reason: NARRATIVES } }],
  CaseModerationConcluded: [
    { protects: { 'summaries.informationSharing': NARRATIVES, 'summaries.voice': NARRATIVES, 'summaries.outcome': NARRATIVES } },
  ],
  CaseAuditReadByCircle: [{}],
  EmergingRiskRaised: [{ protects: { text: NARRATIVES } }],
  EmergingRisksReported: [{ protects: { summary: NARRATIVES } }],
  EmergingRisksAnswered: [{ protects: { words: NARRATIVES } }],
} satisfies Record<CaseAuditsEvent['type'], EventCatalogue[string]>;
