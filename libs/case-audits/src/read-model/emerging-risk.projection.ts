import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { CaseAuditBriefingAcknowledged } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { EmergingRiskRaised, EmergingRiskReportEvent } from '../domain/emerging-risk.events.js';
import { riskOf, riskOfBriefing } from '../domain/emerging-risk.js';
import { quarterOf } from '../domain/quarter.js';
import type { EmergingRiskReplyRow, EmergingRiskReportRow, EmergingRiskRow } from './emerging-risk.row.js';

const risks = changesOf<RowOf<EmergingRiskRow>, 'risk'>('emerging_risk', ['risk']);
const reports = changesOf<RowOf<EmergingRiskReportRow>, 'partnership' | 'quarter'>('emerging_risk_report', ['partnership', 'quarter']);
const replies = changesOf<RowOf<EmergingRiskReplyRow>, 'partnership' | 'quarter' | 'reply'>('emerging_risk_reply', [
  'partnership',
  'quarter',
  'reply',
]);

export const emergingRiskProjection: Projection<EmergingRiskRaised | CaseAuditBriefingAcknowledged | EmergingRiskReportEvent> = {
  name: 'emerging-risk',
  version: 2,
  handles: ['EmergingRiskRaised', 'CaseAuditBriefingAcknowledged', 'EmergingRisksReported', 'EmergingRisksAnswered'],
  project: (event) => {
    switch (event.type) {
      case 'EmergingRiskRaised': {
        const { raisedOn } = event.data;
        return [risks.put({ risk: riskOf(event.stream), ...event.data, quarter: quarterOf(raisedOn), audit: null })];
      }
      case 'CaseAuditBriefingAcknowledged': {
        const audit = auditOf(event.stream);
        const { group, name: groupName, acknowledgedOn: raisedOn, emergingRisks } = event.data;
        const said = { raisedOn, quarter: quarterOf(raisedOn), themes: [], text: emergingRisks ?? null };
        const { partnership } = event;
        return [risks.put({ risk: riskOfBriefing(audit, group), partnership, group, groupName, ...said, audit })];
      }
      case 'EmergingRisksReported': {
        const { position, ...plain } = event.data;
        return [reports.put({ ...plain, readAt: position, revision: event.revision })];
      }
      case 'EmergingRisksAnswered': {
        const { partnership, quarter } = event.data;
        return [replies.put(event.data), reports.set({ partnership, quarter }, { revision: event.revision })];
      }
    }
  },
};
