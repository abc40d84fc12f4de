import { canonicalJson, idOf, Refusal, type Day, type Decider } from '@goldenthread/event-sourcing';
import type { EmergingRiskReportEvent, EmergingRisksAnswered, EmergingRisksReported, RiskReplyOutcome } from './emerging-risk.events.js';
import { mustNameNobody, type PersonalDataRefusal } from './personal-data.js';
import { isQuarter, quarterOf } from './quarter.js';

/** What was reported last, and what was replied last; nothing before the first. */
export type EmergingRiskReportState = {
  readonly reported?: EmergingRisksReported['data'];
  readonly answered?: EmergingRisksAnswered['data'];
  readonly revision: number;
};

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

export type AnswerRisks = {
  readonly type: 'AnswerRisks';
  readonly quarter: string;
  readonly outcome: RiskReplyOutcome;
  readonly words: string;
  /** The group that replied. */
  readonly group: string;
  readonly answeredOn: Day;
  /** The executive groups of the partnership, as the handler read them. */
  readonly executives: readonly { readonly id: string; readonly name: string }[];
  /** The revision that the report was read at; nothing where it does not matter. */
  readonly basedOn?: number | 'new';
  readonly today: Day;
};

/** Why risks are not reported, or no reply is recorded, each with what its words need. */
export type EmergingRiskReportRefusals = {
  'quarter-unreadable': { readonly quarter: string };
  'quarter-not-begun': { readonly quarter: string; readonly today: Day };
  'no-groups': object;
  'risk-report-changed': { readonly currentRevision: number | null };
  'risks-not-reported': { readonly quarter: string };
  'not-the-executive': object;
  'reply-not-of-its-time': { readonly answeredOn: Day; readonly reportedOn: Day; readonly today: Day };
};
export type EmergingRiskReportRefusal = keyof EmergingRiskReportRefusals | PersonalDataRefusal;

/**
 * The combined report of one quarter to the executive of one partnership, and what that replied. It may be made again when
 * more has come up.
 */
export const emergingRiskReport: Decider<EmergingRiskReportState, ReportRisks | AnswerRisks, EmergingRiskReportEvent> = {
  category: 'emergingRiskReport',
  initial: { revision: -1 },
  decide: (command, state) => (command.type === 'ReportRisks' ? report(command, state) : answer(command, state)),
  evolve: (state, event) => {
    const { revision } = event;
    return event.type === 'EmergingRisksReported'
      ? { ...state, reported: event.data, revision }
      : { ...state, answered: event.data, revision };
  },
};

/** The one record of a quarter's reports. */
export function riskReportIdOf(partnership: string, quarter: string): string {
  return idOf(emergingRiskReport.category, partnership, quarter);
}

function report(command: ReportRisks, state: EmergingRiskReportState): EmergingRisksReported[] {
  const { partnership, quarter, summary, position, groups, today } = command;
  const { reported } = state;
  if (!isQuarter(quarter)) throw refusal('quarter-unreadable', { quarter });
  if (quarter > quarterOf(today)) throw refusal('quarter-not-begun', { quarter, today });
  mustBeAsRead(command, state);
  if (groups.length === 0) throw refusal('no-groups', {});
  mustNameNobody({ summary }, []);
  if (reported?.summary === summary && reported.position === position) return [];
  const number = (reported?.number ?? 0) + 1;
  return [{ type: 'EmergingRisksReported', data: { partnership, quarter, summary, position, groups, reportedOn: today, number } }];
}

function answer(command: AnswerRisks, state: EmergingRiskReportState): EmergingRisksAnswered[] {
  const { quarter, outcome, words, group, answeredOn, executives, today } = command;
  const { reported, answered } = state;
  if (!reported) throw refusal('risks-not-reported', { quarter });
  mustBeAsRead(command, state);
  const replying = executives.find(({ id }) => id === group);
  if (!replying) throw refusal('not-the-executive', {});
  const { partnership, number, reportedOn } = reported;
  if (answeredOn < reportedOn || answeredOn > today) throw refusal('reply-not-of-its-time', { answeredOn, reportedOn, today });
  mustNameNobody({ words }, []);
  const said = { partnership, quarter, number, outcome, words, group, groupName: replying.name, answeredOn };
  if (answered && canonicalJson({ ...said, reply: answered.reply }) === canonicalJson(answered)) return [];
  return [{ type: 'EmergingRisksAnswered', data: { ...said, reply: (answered?.reply ?? 0) + 1 } }];
}

/** A report that others have changed meanwhile is read again first. */
function mustBeAsRead({ basedOn }: ReportRisks | AnswerRisks, { reported, revision }: EmergingRiskReportState): void {
  if (basedOn === undefined || basedOn === (reported ? revision : 'new')) return;
  throw refusal('risk-report-changed', { currentRevision: reported ? revision : null });
}

function refusal<Code extends keyof EmergingRiskReportRefusals>(code: Code, details: EmergingRiskReportRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
