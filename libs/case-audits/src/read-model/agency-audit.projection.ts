import { changesOf, type Projection, type RecordedEvent, type RowChange } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { AgencyAuditEvent } from '../domain/agency-audit.events.js';
import { agencyAuditIdOf, agencyAuditOf } from '../domain/agency-audit.js';
import type { CaseAuditToolsIssued } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { AgencyAuditRow } from './agency-audit.row.js';

type Columns = RowOf<AgencyAuditRow>;

const audits = changesOf<Columns, 'agencyAudit'>('agency_audit', ['agencyAudit']);

export const agencyAuditProjection: Projection<CaseAuditToolsIssued | AgencyAuditEvent> = {
  name: 'agency-audit',
  version: 2,
  handles: [
    'CaseAuditToolsIssued',
    'AgencyAuditRecordChecked',
    'AgencyAuditDomainGraded',
    'AgencyAuditFeedbackRecorded',
    'AgencyAuditSubmitted',
  ],
  project: (event) => {
    if (event.type === 'CaseAuditToolsIssued') return requested(event);
    return [audits.set({ agencyAudit: agencyAuditOf(event.stream) }, { ...afterwards(event), revision: event.revision })];
  },
};

function afterwards(event: RecordedEvent<AgencyAuditEvent>): Partial<Columns> {
  switch (event.type) {
    case 'AgencyAuditRecordChecked': {
      const { answer, note, workers, domains } = event.data;
      const status = answer === 'not-known' ? 'not-known' : 'in-progress';
      return { status, answer, note: note ?? null, workers, of: domains.length, checkRevision: event.revision };
    }
    case 'AgencyAuditDomainGraded':
      return event.data.tally;
    case 'AgencyAuditFeedbackRecorded':
      return {
        practitioners: event.data.practitioners ?? null,
        family: event.data.family ?? null,
        feedbackRevision: event.revision,
      };
    case 'AgencyAuditSubmitted': {
      const { submittedOn, daysLate, auditors } = event.data;
      return { status: 'submitted', submittedOn, daysLate, auditors };
    }
  }
}

function requested({ stream, data: { cases, agencies, dueOn } }: RecordedEvent<CaseAuditToolsIssued>): RowChange[] {
  const audit = auditOf(stream);
  return cases.flatMap((pseudonym) => {
    return agencies.map(({ agency, name }) => {
      return audits.put({
        agencyAudit: agencyAuditIdOf(audit, pseudonym, agency),
        audit,
        case: pseudonym,
        agency,
        agencyName: name,
        dueOn,
        status: 'requested',
        answer: null,
        note: null,
        workers: [],
        graded: 0,
        of: null,
        practitioners: null,
        family: null,
        submittedOn: null,
        daysLate: null,
        auditors: [],
        revision: null,
        checkRevision: null,
        feedbackRevision: null,
      });
    });
  });
}
