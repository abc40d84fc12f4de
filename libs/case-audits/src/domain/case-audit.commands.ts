import type { Day } from '@goldenthread/event-sourcing';
import type { AuditTool } from './case-audit-tool.events.js';
import type { AuditKind, FindingKind, Governance, PanelMember, ThemeSource } from './case-audit.events.js';
import type { SelectionRefusals, SelectionWanted } from './case-selection.js';
import type { PersonalDataRefusal } from './personal-data.js';

/** The names that no text of this audit may hold. They are kept outside the record. */
export type WithNames = { readonly names: readonly string[] };

/**
 * What a change is based on: the revision that the thing it changes was read at, or that there was none yet. Nothing where
 * whoever tells it read nothing, as a demonstration does.
 */
export type Based = { readonly basedOn?: number | 'new' };

export type PlanAuditWanted = {
  readonly partnership: string;
  readonly title: string;
  readonly kind: AuditKind;
  readonly theme: string;
  readonly source: ThemeSource;
  readonly questions: readonly string[];
  readonly period: { readonly from: Day; readonly to: Day };
  readonly tool: { readonly code: string; readonly version: number };
  /** Which of the tool's domains are looked at; of a re-audit, nothing: they are the earlier audit's. */
  readonly domains?: readonly string[];
  readonly cases: number;
  /** Agencies by id, of the partnership or of one it audits with. */
  readonly agencies: readonly string[];
  readonly panel: readonly PanelMember[];
  readonly with: readonly string[];
  readonly reAuditOf?: string;
};

type ListedAgency = { readonly id: string; readonly name: string };

/** What the handler read of others' records. */
export type PlanAuditFacts = {
  readonly tool?: AuditTool & { readonly revision: number };
  readonly partnership?: { readonly agencies: readonly ListedAgency[]; readonly revision: number; readonly auditsHeld: boolean };
  /** The partnerships it is done with, those that there are. */
  readonly others: readonly { readonly id: string; readonly agencies: readonly ListedAgency[] }[];
  /** The audit that is done again: its own, of the same partnership. */
  readonly earlier?: {
    readonly theme: string;
    readonly tool: { readonly code: string; readonly version: number };
    readonly domains: readonly string[];
  };
};

export type PlanAudit = WithNames & { readonly type: 'PlanAudit'; readonly wanted: PlanAuditWanted; readonly facts: PlanAuditFacts };
export type RecordGovernance = WithNames & Based & { readonly type: 'RecordGovernance'; readonly governance: Partial<Governance> };
export type SelectCases = WithNames &
  Based & {
    readonly type: 'SelectCases';
    readonly describedAs: string;
    readonly takenOn: Day;
    /** Whether children whom the area placed elsewhere are in it. */
    readonly includesPlacedOutside: boolean;
    readonly wanted: SelectionWanted;
    /** As many as there are cases, made up at random for this command. */
    readonly pseudonyms: readonly string[];
  };
export type IssueTools = Based & { readonly type: 'IssueTools'; readonly dueOn: Day; readonly today: Day };
export type RecordFinding = WithNames & {
  readonly type: 'RecordFinding';
  readonly finding: string;
  readonly kind: FindingKind;
  readonly text: string;
  readonly themes: readonly string[];
  readonly domain: string;
  readonly agencies: readonly string[];
  readonly cases: readonly string[];
};
export type MakeRecommendation = WithNames & {
  readonly type: 'MakeRecommendation';
  readonly recommendation: string;
  readonly text: string;
  readonly findings: readonly string[];
  readonly agencies: readonly string[];
};
export type PresentReport = WithNames &
  Based & {
    readonly type: 'PresentReport';
    readonly summary: string;
    /** The pseudonyms of the cases that nothing is to be waited for: moderated to the end, or known to fewer than two agencies. */
    readonly concluded: readonly string[];
  };
export type AgreeReport = Based & { readonly type: 'AgreeReport'; readonly meetingOn: Day; readonly today: Day };
export type ShareBriefing = WithNames &
  Based & {
    readonly type: 'ShareBriefing';
    readonly text: string;
    readonly groups: readonly string[];
    /** The groups of the partnership, as the handler read them. */
    readonly known: readonly { readonly id: string; readonly name: string }[];
  };
/** Based on what stands of the group. */
export type AcknowledgeBriefing = WithNames &
  Based & {
    readonly type: 'AcknowledgeBriefing';
    readonly group: string;
    readonly feedback?: string;
    readonly emergingRisks?: string;
    readonly today: Day;
  };

/** Based on what stands of the group. */
export type AnswerFeedback = WithNames &
  Based & {
    readonly type: 'AnswerFeedback';
    readonly group: string;
    readonly answer: string;
    readonly today: Day;
  };

export type CaseAuditCommand =
  | PlanAudit
  | RecordGovernance
  | SelectCases
  | IssueTools
  | RecordFinding
  | MakeRecommendation
  | PresentReport
  | AgreeReport
  | ShareBriefing
  | AcknowledgeBriefing
  | AnswerFeedback;

/** Why an audit refuses a command, each with what its words need. */
export type CaseAuditRefusals = SelectionRefusals & {
  'partnership-not-registered': { readonly partnership: string };
  'no-audits-held-here': { readonly partnership: string };
  'audit-tool-not-published': { readonly code: string; readonly version: number };
  'theme-not-listed': { readonly themes: readonly string[] };
  'period-back-to-front': { readonly from: Day; readonly to: Day };
  'domain-not-in-tool': { readonly domains: readonly string[] };
  'information-sharing-left-out': { readonly code: string };
  'no-agencies': object;
  'agency-listed-twice': { readonly agencies: readonly string[] };
  'agency-not-in-partnership': { readonly agencies: readonly string[] };
  'no-panel': object;
  'cases-not-of-kind': { readonly kind: AuditKind; readonly cases: number };
  'not-of-kind': { readonly kind: AuditKind; readonly field: 'with' | 'reAuditOf' };
  'joint-with-nobody': { readonly partnerships: readonly string[] };
  'other-partnership-not-registered': { readonly partnerships: readonly string[] };
  'earlier-audit-not-found': object;
  're-audit-theme-differs': { readonly theme: string };
  're-audit-items-differ': { readonly tool: { readonly code: string; readonly version: number } };
  'audit-not-planned': object;
  'audit-changed': { readonly currentRevision: number | null };
  'say-something': object;
  'placed-outside-left-out': object;
  'cases-already-selected': { readonly cases: number };
  'cases-not-as-planned': { readonly planned: number; readonly drawn: number };
  'cases-not-selected': object;
  'governance-missing': { readonly missing: readonly (keyof Governance)[] };
  'tools-already-issued': { readonly dueOn: Day };
  'tools-not-issued': object;
  'due-in-past': { readonly dueOn: Day; readonly today: Day };
  'case-not-in-audit': { readonly cases: readonly string[] };
  'agency-not-in-audit': { readonly agencies: readonly string[] };
  'finding-not-in-audit': { readonly findings: readonly string[] };
  'no-findings': object;
  'moderation-not-concluded': { readonly cases: readonly string[] };
  'report-not-presented': object;
  'report-agreed': { readonly meetingOn: Day };
  'report-not-agreed': object;
  'meeting-in-future': { readonly heldOn: Day; readonly today: Day };
  'group-not-in-partnership': { readonly groups: readonly string[] };
  'no-groups': object;
  'briefing-not-shared': { readonly group: string };
  'no-feedback-to-answer': { readonly group: string };
};
export type CaseAuditRefusal = keyof CaseAuditRefusals | PersonalDataRefusal;
