import type { Day } from '@goldenthread/event-sourcing';
import type { DisputeStep } from '../../data/dispute-ladder.js';
import type { AuditDomain, GradeKey, GradeScale } from './case-audit-tool.events.js';

// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

export type SelfGrade = { readonly domain: string; readonly title: string; readonly grade: GradeKey };

/** The audits of one case are laid side by side: until now each was seen by its own agency alone. */
export type CaseModerationOpened = {
  readonly type: 'CaseModerationOpened';
  readonly data: {
    readonly partnership: string;
    readonly audit: string;
    readonly case: string;
    readonly scale: GradeScale;
    readonly domains: readonly AuditDomain[];
    readonly agencies: readonly {
      readonly agency: string;
      readonly name: string;
      readonly grades: readonly SelfGrade[];
      /** The revision of the agency's audit that was read. */
      readonly revision: number;
    }[];
    /** Agencies that were asked and had not come to an end, and why it is begun without them. */
    readonly without: readonly { readonly agency: string; readonly name: string }[];
    readonly withoutReason?: string;
    readonly panel: readonly { readonly person: string; readonly agency: string }[];
  };
};

/** Who came. Every agency whose grades are moderated is heard, or its absence stands on record. */
export type CaseModerationHeld = {
  readonly type: 'CaseModerationHeld';
  readonly data: {
    readonly audit: string;
    readonly case: string;
    readonly heldOn: Day;
    readonly present: readonly { readonly agency: string; readonly name: string }[];
    readonly absent: readonly { readonly agency: string; readonly name: string; readonly reason: string }[];
  };
};

export type ModeratedGrade = {
  readonly domain: string;
  readonly title: string;
  readonly agencyGrade: GradeKey;
  readonly moderatorGrade: GradeKey;
  /** Why it moved: there just where it did. */
  readonly reason?: string;
};

/** A moderator of another agency grades all of an agency's domains. */
export type AgencyGradesModerated = {
  readonly type: 'AgencyGradesModerated';
  readonly data: {
    readonly audit: string;
    readonly case: string;
    readonly agency: string;
    readonly moderator: string;
    readonly moderatorAgency: string;
    readonly grades: readonly ModeratedGrade[];
  };
};

export type AgreedGrade = Omit<ModeratedGrade, 'reason'> & {
  readonly agreedGrade: GradeKey;
  /** Why it is neither what the moderator said: there just where it is not. */
  readonly reason?: string;
};

/** What the meeting came to for one agency. */
export type AgencyGradesAgreed = {
  readonly type: 'AgencyGradesAgreed';
  readonly data: {
    readonly audit: string;
    readonly case: string;
    readonly agency: string;
    readonly grades: readonly AgreedGrade[];
    /** How many agencies were there. */
    readonly present: number;
  };
};

type OfAGrade = {
  readonly audit: string;
  readonly case: string;
  readonly agency: string;
  readonly domain: string;
};

/** Somebody there thinks otherwise. The agreed grade stands, and so does this. */
export type GradeDissentRecorded = {
  readonly type: 'GradeDissentRecorded';
  readonly data: OfAGrade & { readonly by: string; readonly byName: string; readonly grade: GradeKey; readonly reason: string };
};

/** The agency whose grade it is does not accept it: both stay visible while the dispute goes up the ladder. */
export type GradeDisputed = {
  readonly type: 'GradeDisputed';
  readonly data: OfAGrade & { readonly reason: string; readonly step: DisputeStep };
};

export type GradeDisputeEscalated = {
  readonly type: 'GradeDisputeEscalated';
  readonly data: OfAGrade & { readonly from: DisputeStep; readonly step: DisputeStep; readonly reason: string };
};

export type GradeDisputeDecided = {
  readonly type: 'GradeDisputeDecided';
  readonly data: OfAGrade & {
    readonly step: DisputeStep;
    readonly gradeBefore: GradeKey;
    readonly grade: GradeKey;
    readonly reason: string;
  };
};

/** What every moderation must sum up, whatever else the audit looks at (domain facts §3). */
export type CaseSummaries = { readonly informationSharing: string; readonly voice: string; readonly outcome: string };

export type CaseModerationConcluded = {
  readonly type: 'CaseModerationConcluded';
  readonly data: { readonly audit: string; readonly case: string; readonly summaries: CaseSummaries };
};

export type CaseModerationEvent =
  | CaseModerationOpened
  | CaseModerationHeld
  | AgencyGradesModerated
  | AgencyGradesAgreed
  | GradeDissentRecorded
  | GradeDisputed
  | GradeDisputeEscalated
  | GradeDisputeDecided
  | CaseModerationConcluded;
