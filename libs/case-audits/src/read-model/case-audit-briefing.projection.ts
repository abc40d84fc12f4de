import { londonDate } from '@goldenthread/calendar';
import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { CaseAuditBriefingAcknowledged, CaseAuditBriefingShared, CaseAuditFeedbackAnswered } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { CaseAuditBriefingRow } from './case-audit-briefing.row.js';

const briefings = changesOf<RowOf<CaseAuditBriefingRow>, 'audit' | 'group'>('case_audit_briefing', ['audit', 'group']);

export const caseAuditBriefingProjection: Projection<CaseAuditBriefingShared | CaseAuditBriefingAcknowledged | CaseAuditFeedbackAnswered> =
  {
    name: 'case-audit-briefing',
    version: 2,
    handles: ['CaseAuditBriefingShared', 'CaseAuditBriefingAcknowledged', 'CaseAuditFeedbackAnswered'],
    project: (event) => {
      const audit = auditOf(event.stream);
      const { revision } = event;
      switch (event.type) {
        case 'CaseAuditBriefingShared': {
          const sharedOn = londonDate(event.recordedAt);
          return event.data.groups.map(({ group, name }) => briefings.put({ audit, group, name, sharedOn, ...NOTHING_SAID, revision }));
        }
        case 'CaseAuditBriefingAcknowledged': {
          const { group, acknowledgedOn, feedback, emergingRisks } = event.data;
          const said = { acknowledgedOn, feedback: feedback ?? null, emergingRisks: emergingRisks ?? null };
          return [briefings.set({ audit, group }, { ...said, revision })];
        }
        case 'CaseAuditFeedbackAnswered': {
          const { group, answeredOn, answer } = event.data;
          return [briefings.set({ audit, group }, { answeredOn, answer, revision })];
        }
      }
    },
  };

const NOTHING_SAID = { acknowledgedOn: null, feedback: null, emergingRisks: null, answeredOn: null, answer: null } as const;
