import { multiAgencyV1 } from '@goldenthread/case-audits';
import {
  anAgencyAuditsLife,
  anAuditsLife,
  aModerationsLife,
  anAnsweredQuarter,
  aRaisedRisk,
  aReportedQuarter,
  AUDIT,
  CASE_ONE,
  POLICE,
} from '@goldenthread/case-audits/testing';
import type { DomainEvent } from '@goldenthread/event-sourcing';

const RECORD = '00000000-0000-4000-8000-0000000000ca';

const published: DomainEvent = { type: 'CaseAuditToolPublished', data: multiAgencyV1 };
const read: DomainEvent = {
  type: 'CaseAuditReadByCircle',
  data: { audit: AUDIT, what: 'agency-audit', as: 'panel', case: CASE_ONE, agency: POLICE, position: '4711' },
};

/** What the events of case audits say, one for every version ever written. */
export const caseAuditExamples: Readonly<Record<string, { readonly stream: string; readonly event: DomainEvent }>> = Object.fromEntries([
  ...examplesIn('caseAuditTool', [published]),
  ...examplesIn('caseAudit', anAuditsLife),
  ...examplesIn('agencyAudit', anAgencyAuditsLife),
  ...examplesIn('caseModeration', aModerationsLife),
  ...examplesIn('caseAuditReading', [read]),
  ...examplesIn('emergingRisk', [aRaisedRisk]),
  ...examplesIn('emergingRiskReport', [aReportedQuarter, anAnsweredQuarter]),
]);

/** The last of each type, as it stands in a record of the category. */
function examplesIn(
  category: string,
  events: readonly DomainEvent[],
): [string, { readonly stream: string; readonly event: DomainEvent }][] {
  return events.map((event) => [`${event.type}.v1`, { stream: `${category}-${RECORD}`, event }]);
}
