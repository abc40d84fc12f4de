import type { Actor, Day } from '@goldenthread/event-sourcing';
import type { AgencyAuditRecordChecked, RecordAnswer } from './agency-audit.events.js';
import type { Based, WithNames } from './case-audit.commands.js';
import type { PersonalDataRefusal } from './personal-data.js';

/** What the handler read of the audit and of the case's moderation. */
export type AskedFacts = Omit<AgencyAuditRecordChecked['data'], 'answer' | 'note' | 'workers'> & {
  /** Whether others' audits of the case are open to the panel: from then on nobody's is blind. */
  readonly moderationBegun: boolean;
};

/** Nothing where the agency was not asked about such a case. */
type Asked = { readonly asked?: AskedFacts };

/** Based on the record check that stands. */
export type CheckRecord = Asked &
  WithNames &
  Based & {
    readonly type: 'CheckRecord';
    readonly answer: RecordAnswer;
    readonly note?: string;
    readonly workers: readonly string[];
  };
/** A domain as it came in: its grades are refused where they are not on the scale. */
export type GradeDomain = Asked &
  WithNames & {
    readonly type: 'GradeDomain';
    readonly domain: string;
    readonly grade: string;
    readonly why: string;
    readonly criteria: readonly { readonly criterion: string; readonly rating: string; readonly why: string }[];
    /** The revision that what stands was read at. */
    readonly basedOn: number | 'new';
    readonly actor: Actor;
  };
/** Based on the feedback that stands. */
export type RecordFeedback = Asked &
  WithNames &
  Based & { readonly type: 'RecordFeedback'; readonly practitioners?: string; readonly family?: string };
export type SubmitAgencyAudit = Asked & {
  readonly type: 'SubmitAgencyAudit';
  /** Whoever submits says that nobody who audited worked on the case. */
  readonly independent: boolean;
  readonly basedOn: number;
  readonly actor: Actor;
  readonly today: Day;
};
export type AgencyAuditCommand = CheckRecord | GradeDomain | RecordFeedback | SubmitAgencyAudit;

/** Why an agency's audit of a case refuses a command, each with what its words need. */
export type AgencyAuditRefusals = {
  'agency-not-asked': object;
  'moderation-begun': object;
  'agency-audit-submitted': { readonly submittedOn: Day };
  'domains-already-graded': { readonly domains: readonly string[] };
  'record-check-first': object;
  'case-not-known': object;
  'auditor-worked-on-case': object;
  'domain-not-in-tool': { readonly domains: readonly string[] };
  'grade-not-on-scale': { readonly field: string; readonly grade: string; readonly scale: readonly string[] };
  'criterion-not-in-tool': { readonly criteria: readonly string[] };
  'criteria-unrated': { readonly criteria: readonly string[] };
  'agency-audit-changed': { readonly currentRevision: number | null };
  'say-something': object;
  'domains-ungraded': { readonly missing: readonly string[] };
};
export type AgencyAuditRefusal = keyof AgencyAuditRefusals | PersonalDataRefusal;
