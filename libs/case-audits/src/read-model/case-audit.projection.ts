import { londonDate } from '@goldenthread/calendar';
import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { CaseAuditEvent, CaseAuditPlanned } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { CaseAuditRow } from './case-audit.row.js';

type Columns = RowOf<CaseAuditRow>;

const audits = changesOf<Columns, 'audit'>('case_audit', ['audit']);

export const caseAuditProjection: Projection<CaseAuditEvent> = {
  name: 'case-audit',
  version: 1,
  handles: [
    'CaseAuditPlanned',
    'CaseAuditGovernanceRecorded',
    'CaseAuditCasesSelected',
    'CaseAuditToolsIssued',
    'CaseAuditFindingRecorded',
    'CaseAuditRecommendationMade',
    'CaseAuditReportPresented',
    'CaseAuditReportAgreed',
    'CaseAuditBriefingShared',
    'CaseAuditBriefingAcknowledged',
    'CaseAuditFeedbackAnswered',
  ],
  project: (event) => {
    if (event.type === 'CaseAuditPlanned') return [planned(event)];
    return [audits.set({ audit: auditOf(event.stream) }, { ...afterwards(event), revision: event.revision })];
  },
};

function afterwards(event: RecordedEvent<Exclude<CaseAuditEvent, CaseAuditPlanned>>): Partial<Columns> {
  switch (event.type) {
    case 'CaseAuditGovernanceRecorded':
      return event.data;
    case 'CaseAuditCasesSelected': {
      const { cases: _, ...selection } = event.data;
      return { status: 'cases-selected', selection };
    }
    case 'CaseAuditToolsIssued':
      return { status: 'tools-issued', dueOn: event.data.dueOn };
    case 'CaseAuditReportPresented':
      return { status: 'report-presented', reportSummary: event.data.summary, reportNumber: event.data.number };
    case 'CaseAuditReportAgreed':
      return { status: 'report-agreed', agreedOn: event.data.meetingOn };
    case 'CaseAuditBriefingShared':
      return { status: 'briefing-shared', briefing: event.data.text };
    case 'CaseAuditFindingRecorded':
    case 'CaseAuditRecommendationMade':
    case 'CaseAuditBriefingAcknowledged':
    case 'CaseAuditFeedbackAnswered':
      return {};
  }
}

function planned({ stream, revision, recordedAt, data }: RecordedEvent<CaseAuditPlanned>): RowChange {
  const { period, tool, with: doneWith, reAuditOf, partnershipRevision: _, ...plain } = data;
  return audits.put({
    ...plain,
    audit: auditOf(stream),
    periodFrom: period.from,
    periodTo: period.to,
    toolCode: tool.code,
    toolVersion: tool.version,
    doneWith,
    reAuditOf: reAuditOf ?? null,
    plannedOn: londonDate(recordedAt),
    status: 'planned',
    lawfulBasis: null,
    informationSharingAgreement: null,
    dpiaReference: null,
    selection: null,
    dueOn: null,
    reportSummary: null,
    reportNumber: null,
    agreedOn: null,
    briefing: null,
    revision,
  });
}
