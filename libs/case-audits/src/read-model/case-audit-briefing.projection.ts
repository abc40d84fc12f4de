import { londonDate } from '@goldenthread/calendar';
import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { CaseAuditBriefingAcknowledged, CaseAuditBriefingShared } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { CaseAuditBriefingRow } from './case-audit-briefing.row.js';

const briefings = changesOf<RowOf<CaseAuditBriefingRow>, 'audit' | 'group'>('case_audit_briefing', ['audit', 'group']);

export const caseAuditBriefingProjection: Projection<CaseAuditBriefingShared | CaseAuditBriefingAcknowledged> = {
  name: 'case-audit-briefing',
  version: 1,
  handles: ['CaseAuditBriefingShared', 'CaseAuditBriefingAcknowledged'],
  project: (event) => {
    const audit = auditOf(event.stream);
    if (event.type === 'CaseAuditBriefingShared') {
      const sharedOn = londonDate(event.recordedAt);
      return event.data.groups.map(({ group, name }) => {
        return briefings.put({ audit, group, name, sharedOn, acknowledgedOn: null, feedback: null, emergingRisks: null });
      });
    }
    const { group, acknowledgedOn, feedback, emergingRisks } = event.data;
    return [briefings.set({ audit, group }, { acknowledgedOn, feedback: feedback ?? null, emergingRisks: emergingRisks ?? null })];
  },
};
