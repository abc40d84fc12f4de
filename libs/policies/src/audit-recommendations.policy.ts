import { auditRecommendationIdOf } from '@goldenthread/actions';
import { auditOf, type CaseAuditRecommendationMade, type CaseAuditReportAgreed } from '@goldenthread/case-audits';
import { londonDate } from '@goldenthread/calendar';
import type { Policy } from './policy.js';

type Audited = CaseAuditRecommendationMade | CaseAuditReportAgreed;

/** By audit, the recommendations that its report makes. */
type Known = Map<string, Set<string>>;

/**
 * Whenever the report of a case audit is agreed, each recommendation in it becomes one in the one register, once. Until then
 * it is a draft that may still be worded otherwise.
 */
export const auditRecommendationsPolicy: Policy<Known, Audited> = {
  name: 'audit-recommendations',
  handles: ['CaseAuditRecommendationMade', 'CaseAuditReportAgreed'],
  initial: () => new Map(),
  evolve: (state, event) => {
    if (event.type !== 'CaseAuditRecommendationMade') return;
    const audit = auditOf(event.stream);
    state.set(audit, (state.get(audit) ?? new Set()).add(event.data.recommendation));
  },
  react: (state, event) => {
    if (event.type !== 'CaseAuditReportAgreed') return [];
    const audit = auditOf(event.stream);
    const { partnership } = event.data;
    const today = londonDate(event.recordedAt);
    return [...(state.get(audit) ?? [])].map((made) => ({
      partnership,
      key: made,
      id: auditRecommendationIdOf(audit, made),
      command: { type: 'TakeUpAuditRecommendation', audit, recommendation: made, today } as const,
    }));
  },
};
