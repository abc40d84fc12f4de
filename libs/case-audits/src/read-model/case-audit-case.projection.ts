import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { CaseAuditCasesSelected } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { CaseModerationEvent } from '../domain/case-moderation.events.js';
import type { CaseAuditCaseRow } from './case-audit-case.row.js';

type Columns = RowOf<CaseAuditCaseRow>;

const cases = changesOf<Columns, 'audit' | 'case'>('case_audit_case', ['audit', 'case']);

export const caseAuditCaseProjection: Projection<CaseAuditCasesSelected | CaseModerationEvent> = {
  name: 'case-audit-case',
  version: 1,
  handles: [
    'CaseAuditCasesSelected',
    'CaseModerationOpened',
    'CaseModerationHeld',
    'AgencyGradesModerated',
    'AgencyGradesAgreed',
    'GradeDissentRecorded',
    'GradeDisputed',
    'GradeDisputeEscalated',
    'GradeDisputeDecided',
    'CaseModerationConcluded',
  ],
  project: (event) => {
    if (event.type === 'CaseAuditCasesSelected') {
      return event.data.cases.map((one, index) => cases.put({ ...one, audit: auditOf(event.stream), ordinal: index + 1, ...NOT_OPENED }));
    }
    const { audit, case: pseudonym } = event.data;
    return [cases.set({ audit, case: pseudonym }, { ...afterwards(event), moderationRevision: event.revision })];
  },
};

const NOT_OPENED = {
  moderation: 'not-opened',
  moderated: [],
  without: [],
  withoutReason: null,
  heldOn: null,
  present: [],
  absent: [],
  summaries: null,
  moderationRevision: null,
} as const;

function afterwards(event: RecordedEvent<CaseModerationEvent>): Partial<Columns> {
  switch (event.type) {
    case 'CaseModerationOpened': {
      const { agencies, without, withoutReason } = event.data;
      return { moderation: 'opened', moderated: agencies.map(({ agency }) => agency), without, withoutReason: withoutReason ?? null };
    }
    case 'CaseModerationHeld': {
      const { heldOn, present, absent } = event.data;
      return { moderation: 'held', heldOn, present, absent };
    }
    case 'CaseModerationConcluded':
      return { moderation: 'concluded', summaries: event.data.summaries };
    case 'AgencyGradesModerated':
    case 'AgencyGradesAgreed':
    case 'GradeDissentRecorded':
    case 'GradeDisputed':
    case 'GradeDisputeEscalated':
    case 'GradeDisputeDecided':
      return {};
  }
}
