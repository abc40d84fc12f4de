import { changesOf, type Projection } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { CaseAuditFindingRecorded, CaseAuditRecommendationMade } from '../domain/case-audit.events.js';
import { auditOf } from '../domain/case-audit.js';
import type { CaseAuditFindingRow, CaseAuditRecommendationRow } from './case-audit-finding.row.js';

const findings = changesOf<RowOf<CaseAuditFindingRow>, 'finding'>('case_audit_finding', ['finding']);
const recommendations = changesOf<RowOf<CaseAuditRecommendationRow>, 'recommendation'>('case_audit_recommendation', ['recommendation']);

export const caseAuditFindingProjection: Projection<CaseAuditFindingRecorded | CaseAuditRecommendationMade> = {
  name: 'case-audit-finding',
  version: 1,
  handles: ['CaseAuditFindingRecorded', 'CaseAuditRecommendationMade'],
  project: (event) => {
    const where = { audit: auditOf(event.stream), revision: event.revision };
    if (event.type === 'CaseAuditFindingRecorded') return [findings.put({ ...event.data, ...where })];
    return [recommendations.put({ ...event.data, ...where })];
  },
};
