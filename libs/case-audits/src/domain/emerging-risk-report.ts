import { idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import type { EmergingRiskReportEvent, EmergingRisksReported } from './emerging-risk.events.js';
import { mustNameNobody, type PersonalDataRefusal } from './personal-data.js';
import { isQuarter, quarterOf } from './quarter.js';

/** What was reported last; nothing before the first. */
export type EmergingRiskReportState = { readonly reported?: EmergingRisksReported['data']; readonly revision: number };

export type ReportRisks = {
  readonly type: 'ReportRisks';
  readonly partnership: string;
  readonly quarter: string;
  readonly summary: string;
  /** The position that whoever reports read the risks at. */
  readonly position: string;
  /** Every group that was to report, and how many risks it saw by then: none is an answer too. */
  readonly groups: EmergingRisksReported['data']['groups'];
  /** The revision that the last report was read at; nothing where it does not matter. */
  readonly basedOn?: number | 'new';
  readonly today: Day;
};

/** Why risks are not reported, each with what its words need. */
export type EmergingRiskReportRefusals = {
  'quarter-unreadable': { readonly quarter: string };
  'quarter-not-begun': { readonly quarter: string; readonly today: Day };
  'no-groups': object;
  'risk-report-changed': { readonly currentRevision: number | null };
};
export type EmergingRiskReportRefusal = keyof EmergingRiskReportRefusals | PersonalDataRefusal;

/** The combined report of one quarter to the executive of one partnership; it may be made again when more has come up. */
export const emergingRiskReport: Decider<EmergingRiskReportState, ReportRisks, EmergingRiskReportEvent> = {
  category: 'emergingRiskReport',
  initial: { revision: -1 },
  decide: (command, state) => report(command, state),
  evolve: (_state, { data, revision }) => ({ reported: data, revision }),
};

/** The one record of a quarter's reports. */
export function riskReportIdOf(partnership: string, quarter: string): string {
  return idOf(emergingRiskReport.category, partnership, quarter);
}

function report(command: ReportRisks, { reported, revision }: EmergingRiskReportState): EmergingRisksReported[] {
  const { partnership, quarter, summary, position, groups, basedOn, today } = command;
  if (!isQuarter(quarter)) throw refusal('quarter-unreadable', { quarter });
  if (quarter > quarterOf(today)) throw refusal('quarter-not-begun', { quarter, today });
  if (basedOn !== undefined && basedOn !== (reported ? revision : 'new')) {
    throw refusal('risk-report-changed', { currentRevision: reported ? revision : null });
  }
  if (groups.length === 0) throw refusal('no-groups', {});
  mustNameNobody({ summary }, []);
  if (reported?.summary === summary && reported.position === position) return [];
  const number = (reported?.number ?? 0) + 1;
  return [{ type: 'EmergingRisksReported', data: { partnership, quarter, summary, position, groups, reportedOn: today, number } }];
}

function refusal<Code extends keyof EmergingRiskReportRefusals>(code: Code, details: EmergingRiskReportRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
