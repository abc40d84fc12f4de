import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { AgencyAuditEvent } from '../domain/agency-audit.events.js';
import { agencyAuditOf } from '../domain/agency-audit.js';
import type { CaseAuditEvent } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { CaseModerationEvent } from '../domain/case-moderation.events.js';
import type { AuditChangeKind, CaseAuditChangeRow } from './case-audit-change.row.js';

type Columns = RowOf<CaseAuditChangeRow>;
type Changing = CaseAuditEvent | AgencyAuditEvent | CaseModerationEvent;

const changes = changesOf<Columns, 'event'>('case_audit_change', ['event']);

const OF_AUDIT: Readonly<Record<CaseAuditEvent['type'], AuditChangeKind>> = {
  CaseAuditPlanned: 'planned',
  CaseAuditGovernanceRecorded: 'governance-recorded',
  CaseAuditCasesSelected: 'cases-selected',
  CaseAuditToolsIssued: 'tools-issued',
  CaseAuditFindingRecorded: 'finding-recorded',
  CaseAuditRecommendationMade: 'recommendation-made',
  CaseAuditReportPresented: 'report-presented',
  CaseAuditReportAgreed: 'report-agreed',
  CaseAuditBriefingShared: 'briefing-shared',
  CaseAuditBriefingAcknowledged: 'briefing-acknowledged',
  CaseAuditFeedbackAnswered: 'feedback-answered',
};

const OF_AGENCY_AUDIT: Readonly<Record<AgencyAuditEvent['type'], AuditChangeKind>> = {
  AgencyAuditRecordChecked: 'record-checked',
  AgencyAuditDomainGraded: 'domain-graded',
  AgencyAuditFeedbackRecorded: 'feedback-recorded',
  AgencyAuditSubmitted: 'submitted',
};

const OF_MODERATION: Readonly<Record<CaseModerationEvent['type'], AuditChangeKind>> = {
  CaseModerationOpened: 'moderation-opened',
  CaseModerationHeld: 'moderation-held',
  AgencyGradesModerated: 'grades-moderated',
  AgencyGradesAgreed: 'grades-agreed',
  GradeDissentRecorded: 'dissent-recorded',
  GradeDisputed: 'grade-disputed',
  GradeDisputeEscalated: 'dispute-escalated',
  GradeDisputeDecided: 'dispute-decided',
  CaseModerationConcluded: 'moderation-concluded',
};

const typesOf = <Type extends string>(kinds: Readonly<Record<Type, AuditChangeKind>>): Type[] => Object.keys(kinds) as Type[];

export const caseAuditChangeProjection: Projection<Changing> = {
  name: 'case-audit-change',
  version: 1,
  handles: [...typesOf(OF_AUDIT), ...typesOf(OF_AGENCY_AUDIT), ...typesOf(OF_MODERATION)],
  project: (event) => {
    const { id, actor, recordedAt } = event;
    const by = { actorPerson: actor.person, actorAgency: actor.agency, actorRole: actor.role };
    return [changes.put({ event: id, ...whatChanged(event), ...by, recordedAt })];
  },
};

function whatChanged(event: RecordedEvent<Changing>): Pick<Columns, 'kind' | 'audit' | 'agencyAudit' | 'case' | 'agency'> {
  const nothing = { audit: null, agencyAudit: null, case: null, agency: null };
  if (isOf(OF_AUDIT, event)) return { ...nothing, kind: OF_AUDIT[event.type], audit: auditOf(event.stream) };
  if (isOf(OF_AGENCY_AUDIT, event)) return { ...nothing, kind: OF_AGENCY_AUDIT[event.type], agencyAudit: agencyAuditOf(event.stream) };
  const { audit, case: pseudonym } = event.data;
  const agency = 'agency' in event.data ? event.data.agency : null;
  return { ...nothing, kind: OF_MODERATION[event.type], audit, case: pseudonym, agency };
}

function isOf<Type extends Changing['type']>(
  kinds: Readonly<Record<Type, AuditChangeKind>>,
  event: RecordedEvent<Changing>,
): event is Extract<RecordedEvent<Changing>, { type: Type }> {
  return event.type in kinds;
}
