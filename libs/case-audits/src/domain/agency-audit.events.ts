import type { Day } from '@goldenthread/event-sourcing';
import type { AuditDomain, GradeKey, GradeScale } from './case-audit-tool.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** Whether an agency knows the child, the siblings or the carers: an answer in itself. */
export type RecordAnswer = 'not-known' | 'known' | 'closed';

/** A grade, or that the criterion does not arise in the case. */
export type CriterionRating = GradeKey | 'not-applicable';

/** One agency's answer to whether it knows a case; its first makes the record of what it audits. */
export type AgencyAuditRecordChecked = {
  readonly type: 'AgencyAuditRecordChecked';
  readonly data: {
    readonly audit: string;
    readonly case: string;
    readonly agency: string;
    readonly agencyName: string;
    readonly partnership: string;
    readonly dueOn: Day;
    readonly scale: GradeScale;
    readonly domains: readonly AuditDomain[];
    readonly answer: RecordAnswer;
    readonly note?: string;
    /** The people of the agency who worked on the case, by id: none of them may audit it. */
    readonly workers: readonly string[];
    /** The revision of the audit that was read. */
    readonly auditRevision: number;
  };
};

/** How far the agency has come. */
export type GradedTally = { readonly graded: number; readonly of: number };

/** The whole of what an agency says of one domain, as it stands from now on. */
export type AgencyAuditDomainGraded = {
  readonly type: 'AgencyAuditDomainGraded';
  readonly data: {
    readonly audit: string;
    readonly case: string;
    readonly agency: string;
    readonly domain: string;
    readonly title: string;
    readonly grade: GradeKey;
    readonly gradeBefore: GradeKey | null;
    /** Why, in the agency's words. */
    readonly why: string;
    readonly criteria: readonly {
      readonly criterion: string;
      readonly question: string;
      readonly rating: CriterionRating;
      readonly why: string;
    }[];
    readonly tally: GradedTally;
  };
};

/** What practitioners and the family said. */
export type AgencyAuditFeedbackRecorded = {
  readonly type: 'AgencyAuditFeedbackRecorded';
  readonly data: { readonly practitioners?: string; readonly family?: string };
};

/** The agency's audit of the case is in, and stands: it is shown to nobody of another agency until moderation. */
export type AgencyAuditSubmitted = {
  readonly type: 'AgencyAuditSubmitted';
  readonly data: {
    readonly audit: string;
    readonly case: string;
    readonly agency: string;
    readonly dueOn: Day;
    /** The day in London. */
    readonly submittedOn: Day;
    readonly daysLate: number;
    readonly grades: readonly { readonly domain: string; readonly title: string; readonly grade: GradeKey }[];
    /** Everyone who graded any domain at any time. */
    readonly auditors: readonly string[];
  };
};

export type AgencyAuditEvent = AgencyAuditRecordChecked | AgencyAuditDomainGraded | AgencyAuditFeedbackRecorded | AgencyAuditSubmitted;
