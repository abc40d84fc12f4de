import type { Actor, Day } from '@goldenthread/event-sourcing';
import type { CaseParticulars, Stratum } from './case-selection.js';
import type { AuditDomain, GradeScale } from './case-audit-tool.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** One case in depth, a sample by theme, an audit with other partnerships, or an earlier theme again by the same items. */
export type AuditKind = 'one-case' | 'themed' | 'joint' | 're-audit';

/** Where a theme came from. */
export type ThemeSource = {
  readonly kind: 'joint-inspection' | 'practice-review' | 'signal' | 'business-plan' | 'earlier-audit';
  /** What it is, for those who look for it. */
  readonly reference: string;
};

export type AuditAgency = {
  readonly agency: string;
  readonly name: string;
  /** The partnership that lists it: another than the audit's own in a joint audit. */
  readonly partnership: string;
};

export type PanelMember = { readonly person: string; readonly agency: string };

/** What an audit looks at, by whom, and how it is graded: the tool's words as they were. */
export type CaseAuditPlanned = {
  readonly type: 'CaseAuditPlanned';
  readonly data: {
    readonly partnership: string;
    readonly title: string;
    readonly kind: AuditKind;
    readonly theme: string;
    readonly source: ThemeSource;
    readonly questions: readonly string[];
    /** The time in the life of the case that is looked at. */
    readonly period: { readonly from: Day; readonly to: Day };
    readonly tool: { readonly code: string; readonly version: number; readonly revision: number };
    readonly scale: GradeScale;
    readonly domains: readonly AuditDomain[];
    /** How many cases. */
    readonly cases: number;
    readonly agencies: readonly AuditAgency[];
    readonly panel: readonly PanelMember[];
    /** Of a joint audit: the other partnerships. */
    readonly with: readonly string[];
    /** Of a re-audit: the earlier audit. */
    readonly reAuditOf?: string;
    readonly partnershipRevision: number;
  };
};

/** What makes it lawful to look: nothing is asked of anybody before all three are there. */
export type Governance = {
  /** By what law personal data is used, in words: an article, a section. */
  readonly lawfulBasis: string;
  readonly informationSharingAgreement: string;
  /** Where the data protection impact assessment is. */
  readonly dpiaReference: string;
};

export type CaseAuditGovernanceRecorded = { readonly type: 'CaseAuditGovernanceRecorded'; readonly data: Partial<Governance> };

export type SelectedCase = {
  /** A random pseudonym of this audit alone. What links it to a child is kept elsewhere. */
  readonly case: string;
} & CaseParticulars;

/** How the cases were drawn: enough to draw them again from the same population, and nothing of who anybody is. */
export type CaseAuditCasesSelected = {
  readonly type: 'CaseAuditCasesSelected';
  readonly data: {
    readonly population: {
      readonly describedAs: string;
      readonly takenOn: Day;
      readonly size: number;
      readonly snapshotHash: string;
      readonly placedOutside: number;
    };
    readonly seed: string;
    readonly strata: readonly (Stratum & { readonly eligible: number })[];
    readonly exclusions: readonly { readonly row: number; readonly reason: string }[];
    /** In the order they were drawn. */
    readonly cases: readonly SelectedCase[];
  };
};

/** Every agency is asked about every case. */
export type CaseAuditToolsIssued = {
  readonly type: 'CaseAuditToolsIssued';
  readonly data: {
    readonly partnership: string;
    readonly title: string;
    readonly dueOn: Day;
    readonly governance: Governance;
    readonly cases: readonly string[];
    readonly agencies: readonly AuditAgency[];
  };
};

/** Good practice weighs as much as a gap. */
export type FindingKind = 'strength' | 'good-practice' | 'learning' | 'concern';

export type CaseAuditFindingRecorded = {
  readonly type: 'CaseAuditFindingRecorded';
  readonly data: {
    readonly finding: string;
    readonly kind: FindingKind;
    readonly text: string;
    readonly themes: readonly string[];
    readonly domain: string;
    readonly agencies: readonly { readonly agency: string; readonly name: string }[];
    /** The pseudonyms of the cases it was seen in. */
    readonly cases: readonly string[];
  };
};

export type CaseAuditRecommendationMade = {
  readonly type: 'CaseAuditRecommendationMade';
  readonly data: {
    readonly recommendation: string;
    readonly text: string;
    readonly findings: readonly string[];
    readonly agencies: readonly { readonly agency: string; readonly name: string }[];
  };
};

export type CaseAuditReportPresented = {
  readonly type: 'CaseAuditReportPresented';
  readonly data: {
    readonly summary: string;
    readonly findings: number;
    readonly recommendations: number;
    /** Which version of the report it is, from 1. */
    readonly number: number;
  };
};

/** The sub-committee takes the report as its own. Findings and recommendations are fixed from now on. */
export type CaseAuditReportAgreed = {
  readonly type: 'CaseAuditReportAgreed';
  readonly data: {
    readonly partnership: string;
    readonly title: string;
    readonly meetingOn: Day;
    readonly number: number;
    readonly presentedBy: Actor;
  };
};

export type CaseAuditBriefingShared = {
  readonly type: 'CaseAuditBriefingShared';
  readonly data: {
    readonly text: string;
    readonly groups: readonly { readonly group: string; readonly name: string }[];
  };
};

/** A group has read the briefing, and says what it makes of it and what it sees coming. */
export type CaseAuditBriefingAcknowledged = {
  readonly type: 'CaseAuditBriefingAcknowledged';
  readonly data: {
    readonly group: string;
    readonly name: string;
    readonly acknowledgedOn: Day;
    readonly feedback?: string;
    /** Risks that the group sees emerging, for the quarterly report to the Executive. */
    readonly emergingRisks?: string;
  };
};

/** What becomes of what a group said: the way back to it. */
export type CaseAuditFeedbackAnswered = {
  readonly type: 'CaseAuditFeedbackAnswered';
  readonly data: {
    readonly group: string;
    readonly name: string;
    readonly answeredOn: Day;
    readonly answer: string;
  };
};

export type CaseAuditEvent =
  | CaseAuditPlanned
  | CaseAuditGovernanceRecorded
  | CaseAuditCasesSelected
  | CaseAuditToolsIssued
  | CaseAuditFindingRecorded
  | CaseAuditRecommendationMade
  | CaseAuditReportPresented
  | CaseAuditReportAgreed
  | CaseAuditBriefingShared
  | CaseAuditBriefingAcknowledged
  | CaseAuditFeedbackAnswered;
