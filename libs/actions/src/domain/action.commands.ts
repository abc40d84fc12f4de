import type { Actor, Day, Instant } from '@goldenthread/event-sourcing';
import type { ActionEvidence, ActionIssued, Impact } from './action.events.js';
import type { FollowUpRules } from './follow-up-rules.events.js';
import type { RecommendationMade } from './recommendation.events.js';

/** What somebody wants to have done. */
export type ActionWanted = Pick<
  ActionIssued['data'],
  'recommendation' | 'what' | 'agency' | 'dueOn' | 'successMeasure' | 'evidenceSought'
> & {
  readonly owner?: string;
  /** The day the matrix was sent: today where nothing is said. */
  readonly issuedOn?: Day;
  /** The meeting whose matrix it is in. */
  readonly meeting?: { readonly group: string; readonly heldOn: Day };
};

export type IssueAction = {
  readonly type: 'IssueAction';
  /** The record's own id: the matrix of an action that no meeting gave. */
  readonly id: string;
  readonly wanted: ActionWanted;
  readonly today: Day;
  /** What the handler read. Nothing where there is no such recommendation. */
  readonly facts: {
    readonly recommendation?: RecommendationMade['data'] & { readonly revision: number };
    readonly agencies: readonly { readonly id: string; readonly name: string }[];
    readonly groups: readonly string[];
    readonly partnershipRevision: number;
  };
};

/** Each is decided on the revision of the action that was read. */
type OnRevision = { readonly basedOn: number; readonly today: Day };
type By = { readonly actor: Actor };

export type RecordReceipt = OnRevision &
  By & {
    readonly type: 'RecordReceipt';
    readonly receivedOn: Day;
    /** The rules that held on the day of receipt; nothing where none did. */
    readonly rules?: FollowUpRules;
  };
export type AcceptAction = OnRevision & { readonly type: 'AcceptAction' };
export type RefuseAction = OnRevision & { readonly type: 'RefuseAction'; readonly reason: string };
export type ReportProgress = OnRevision & { readonly type: 'ReportProgress'; readonly progress: string };
export type ClaimCompletion = OnRevision & {
  readonly type: 'ClaimCompletion';
  readonly statement: string;
  readonly evidence: readonly ActionEvidence[];
};
export type AcceptCompletion = OnRevision & By & { readonly type: 'AcceptCompletion'; readonly comment?: string };
export type ReturnCompletion = OnRevision & By & { readonly type: 'ReturnCompletion'; readonly reason: string };
export type ReviewImpact = OnRevision & { readonly type: 'ReviewImpact'; readonly impact: Impact; readonly found: string };
export type ReopenAction = OnRevision & { readonly type: 'ReopenAction'; readonly reason: string; readonly dueOn: Day };
export type SupersedeAction = OnRevision & {
  readonly type: 'SupersedeAction';
  readonly reason: string;
  readonly by: string;
  /** What the handler read of the action that takes its place. */
  readonly successor?: { readonly partnership: string };
};

/** What can be done with an action that was issued. */
export type ActionStep =
  | RecordReceipt
  | AcceptAction
  | RefuseAction
  | ReportProgress
  | ClaimCompletion
  | AcceptCompletion
  | ReturnCompletion
  | ReviewImpact
  | ReopenAction
  | SupersedeAction;

export type ActionCommand = IssueAction | ActionStep;

export type ActionStatus = 'issued' | 'accepted' | 'refused' | 'claimed' | 'completed' | 'superseded';

/** Why an action refuses a command, each with what its words need. */
export type ActionRefusals = {
  'recommendation-not-made': { readonly recommendation: string };
  'agency-not-in-partnership': { readonly agencies: readonly string[] };
  'group-not-named': { readonly group: string };
  'due-before-issued': { readonly issuedOn: Day; readonly dueOn: Day };
  'issued-in-future': { readonly issuedOn: Day; readonly today: Day };
  'due-in-past': { readonly dueOn: Day; readonly today: Day };
  'action-not-issued': object;
  'action-changed': { readonly currentRevision: number; readonly changedBy: Actor; readonly changedAt: Instant };
  /** Said of an action that is in no state for what was asked of it. */
  'action-answered': { readonly status: ActionStatus };
  'action-not-under-way': { readonly status: ActionStatus };
  'completion-not-claimed': { readonly status: ActionStatus };
  'action-not-completed': { readonly status: ActionStatus };
  'action-still-open': { readonly status: ActionStatus };
  'action-closed': { readonly status: ActionStatus };
  'receipt-recorded': { readonly receivedOn: Day; readonly recordedBy: 'agency' | 'business-team' };
  'received-before-issued': { readonly receivedOn: Day; readonly issuedOn: Day };
  'received-in-future': { readonly receivedOn: Day; readonly today: Day };
  'evidence-needed': object;
  /** Whoever agrees that it is done must be of another body than the one that did it. */
  'own-agency-acceptance': { readonly agency: string };
  /** And no one agrees with themselves, whichever body they speak for. */
  'own-claim-acceptance': { readonly person: string };
  'successor-unknown': { readonly by: string };
  'say-why': object;
};
export type ActionRefusal = keyof ActionRefusals;
