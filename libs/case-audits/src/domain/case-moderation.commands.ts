import type { Actor, Day } from '@goldenthread/event-sourcing';
import type { Based, WithNames } from './case-audit.commands.js';
import type { CaseModerationOpened, CaseSummaries, SelfGrade } from './case-moderation.events.js';
import type { PersonalDataRefusal } from './personal-data.js';

/** What the handler read of the audit and of every agency's audit of the case. */
export type OpenModerationFacts = Pick<CaseModerationOpened['data'], 'partnership' | 'audit' | 'case' | 'scale' | 'domains' | 'panel'> & {
  readonly agencies: readonly {
    readonly agency: string;
    readonly name: string;
    readonly status: 'not-begun' | 'in-progress' | 'not-known' | 'submitted';
    readonly grades: readonly SelfGrade[];
    readonly revision: number;
  }[];
};

export type OpenModeration = WithNames &
  Based & {
    readonly type: 'OpenModeration';
    /** Why it is begun though some agencies are not there yet. */
    readonly withoutReason?: string;
    /** Nothing where there is no such case in an issued audit. */
    readonly facts?: OpenModerationFacts;
  };
export type HoldModeration = WithNames &
  Based & {
    readonly type: 'HoldModeration';
    readonly heldOn: Day;
    readonly present: readonly string[];
    readonly absent: readonly { readonly agency: string; readonly reason: string }[];
    readonly today: Day;
  };
/** A grade as it came in: it is refused where it is not on the scale. */
export type GradeGiven = { readonly domain: string; readonly grade: string; readonly reason?: string };
/** Based on what stands of the agency’s grades. */
export type ModerateGrades = WithNames &
  Based & {
    readonly type: 'ModerateGrades';
    readonly agency: string;
    readonly grades: readonly GradeGiven[];
    readonly actor: Actor;
  };
/** Based on what stands of the agency’s grades. */
export type AgreeGrades = WithNames &
  Based & {
    readonly type: 'AgreeGrades';
    readonly agency: string;
    readonly grades: readonly GradeGiven[];
    readonly actor: Actor;
  };
/** Based on what stands of the one grade. */
type OfAGrade = Based & { readonly agency: string; readonly domain: string };
export type RecordDissent = WithNames &
  OfAGrade & {
    readonly type: 'RecordDissent';
    /** The agency that thinks otherwise. */
    readonly by: string;
    readonly grade: string;
    readonly reason: string;
  };
export type DisputeGrade = WithNames & OfAGrade & { readonly type: 'DisputeGrade'; readonly reason: string; readonly actor: Actor };
export type EscalateDispute = WithNames & OfAGrade & { readonly type: 'EscalateDispute'; readonly reason: string };
export type DecideDispute = WithNames &
  OfAGrade & { readonly type: 'DecideDispute'; readonly grade: string; readonly reason: string; readonly actor: Actor };
export type ConcludeModeration = WithNames & Based & { readonly type: 'ConcludeModeration'; readonly summaries: CaseSummaries };

export type CaseModerationCommand =
  | OpenModeration
  | HoldModeration
  | ModerateGrades
  | AgreeGrades
  | RecordDissent
  | DisputeGrade
  | EscalateDispute
  | DecideDispute
  | ConcludeModeration;

/** Why a moderation refuses a command, each with what its words need. */
export type CaseModerationRefusals = {
  'case-not-in-audit': { readonly cases: readonly string[] };
  'too-few-audits': { readonly submitted: number };
  'agency-audits-outstanding': { readonly agencies: readonly string[] };
  'moderation-changed': { readonly currentRevision: number | null };
  'moderation-not-opened': object;
  'moderation-not-held': object;
  'moderation-already-held': { readonly heldOn: Day };
  'meeting-in-future': { readonly heldOn: Day; readonly today: Day };
  'too-few-agencies-present': { readonly present: number };
  'agency-neither-present-nor-absent': { readonly agencies: readonly string[] };
  'agency-not-in-moderation': { readonly agencies: readonly string[] };
  'not-on-panel': object;
  'own-agency-grade': object;
  'domain-not-in-tool': { readonly domains: readonly string[] };
  'grade-not-on-scale': { readonly field: string; readonly grade: string; readonly scale: readonly string[] };
  'grades-missing': { readonly domains: readonly string[] };
  'reason-for-move-needed': { readonly domains: readonly string[] };
  'grades-not-moderated': { readonly agency: string };
  'grades-not-agreed': { readonly agencies: readonly string[] };
  'grades-already-agreed': { readonly agency: string };
  'agency-not-present': { readonly agency: string };
  'not-your-grade': object;
  'already-disputed': { readonly step: string };
  'not-disputed': object;
  'top-of-ladder': { readonly step: string };
  'disputes-open': { readonly disputes: readonly { readonly agency: string; readonly domain: string }[] };
  'moderation-concluded': object;
};
export type CaseModerationRefusal = keyof CaseModerationRefusals | PersonalDataRefusal;
