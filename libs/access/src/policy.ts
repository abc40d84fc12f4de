import { ROLES, type Role } from './roles.js';

/** Whose a thing must be, seen from who asks. */
export type Relation = 'own-agency' | 'own-partnership' | 'anyone-signed-in';

export type Condition = 'any-state' | 'submitted';

export interface Rule {
  readonly action: string;
  /**
   * `record`: the one record asked for must be theirs by the relation and meet the condition. `scope`: they may ask, and
   * are shown (or may write) only what the relation and the condition leave; where the address names something wider,
   * such as a cycle, that must be of their own partnership.
   */
  readonly on: 'record' | 'scope';
  readonly roles: readonly Role[];
  readonly relation: Relation;
  readonly condition: Condition;
  /** What it comes from: "data / who: what" is a cell of the table "Who sees what". */
  readonly note: string;
}

const AGENCY: readonly Role[] = ['agency-author', 'agency-lead'];
const PARTNERSHIP: readonly Role[] = ['coordinator', 'paqa-member', 'scrutineer'];
/** Who answers for actions: agencies, and the business unit, which is a body of its own. */
const OWNER: readonly Role[] = ['agency-author', 'agency-lead', 'coordinator'];
const READERS: readonly Role[] = ['coordinator', 'paqa-member', 'scrutineer'];
/** Who reads what leaves the circle: the circle itself, agencies and lay members. */
const RELEASED_TO: readonly Role[] = [...AGENCY, ...PARTNERSHIP, 'lay-member'];

/**
 * Who may do what: the whole of it. What no row permits is denied. One role has at most one row for an action.
 *
 * A business unit's people are coordinators; the sub-committee for performance, audit and quality assurance has
 * `paqa-member`s.
 */
// prettier-ignore
export const POLICY = [
  { action: 'me:read',            on: 'scope',  roles: ROLES,           relation: 'anyone-signed-in', condition: 'any-state', note: 'Everyone sees who they are here, and as what they act' },
  { action: 'agency:read',        on: 'scope',  roles: ROLES,           relation: 'anyone-signed-in', condition: 'any-state', note: 'The register of agencies is public' },
  { action: 'register:read',      on: 'scope',  roles: ROLES,           relation: 'anyone-signed-in', condition: 'any-state', note: 'Registers were published: partnerships, footprints, groups and the days they met' },
  { action: 'meeting:record',     on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'The business unit keeps the groups’ meetings' },
  { action: 'tool:read',          on: 'scope',  roles: ROLES,           relation: 'anyone-signed-in', condition: 'any-state', note: 'Questions are sent to everyone who is asked' },

  { action: 'cycle:open',         on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'Lifecycle: the business unit opens the cycle' },
  { action: 'cycle:close',        on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'Lifecycle: the business unit closes the cycle' },
  { action: 'cycle:admit',        on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'Lifecycle: after the close, a late return is admitted with a reason' },
  { action: 'cycle:read',         on: 'scope',  roles: AGENCY,          relation: 'own-partnership',  condition: 'any-state', note: 'Lifecycle: agencies are invited to the cycle' },
  { action: 'cycle:read',         on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'any-state', note: 'Draft answers / business unit: progress only' },

  { action: 'return:open',        on: 'scope',  roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Lifecycle: the agency starts its return' },
  { action: 'return:list',        on: 'scope',  roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Draft answers / owning agency: full' },
  { action: 'return:list',        on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'any-state', note: 'Draft answers / business unit: progress only' },
  { action: 'return:progress',    on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'Draft answers / business unit: progress only' },
  { action: 'return:read',        on: 'record', roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Draft answers / owning agency: full' },
  { action: 'return:read',        on: 'record', roles: READERS,         relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / business unit: full; PAQA opens the words behind a figure; scrutineer: full, any date' },
  { action: 'return:answer',      on: 'record', roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Lifecycle: the agency author answers' },
  { action: 'return:sign-off',    on: 'record', roles: ['agency-lead'], relation: 'own-agency',       condition: 'any-state', note: 'Lifecycle: a senior officer signs off' },
  { action: 'return:submit',      on: 'record', roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Lifecycle: the agency submits; late is recorded, never blocked' },
  { action: 'return:reopen',      on: 'record', roles: ['coordinator'], relation: 'own-partnership',  condition: 'submitted', note: 'Lifecycle: the business unit returns it to the agency with a reason' },
  { action: 'return:correct',     on: 'record', roles: ['agency-lead'], relation: 'own-agency',       condition: 'any-state', note: 'Lifecycle: later change only by a correcting event' },
  { action: 'return:history',     on: 'record', roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Draft answers / owning agency: full' },
  { action: 'return:history',     on: 'record', roles: READERS,         relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / business unit: full; PAQA opens the words behind a figure; scrutineer: full, any date' },
  { action: 'return:differences', on: 'record', roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Draft answers / owning agency: full' },
  { action: 'return:differences', on: 'record', roles: READERS,         relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / business unit: full; PAQA opens the words behind a figure; scrutineer: full, any date' },

  { action: 'standards:read',     on: 'scope',  roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Draft answers / owning agency: full' },
  { action: 'standards:read',     on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / PAQA: score and theme' },
  { action: 'cycle:differences',  on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / PAQA: score and theme' },
  { action: 'cycle:findings',     on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / PAQA: score and theme' },
  { action: 'change:list',        on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / scrutineer: full, any date' },
  { action: 'change:own',         on: 'scope',  roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Draft answers / owning agency: full' },
  { action: 'change:own',         on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'submitted', note: 'Submitted return / scrutineer: full, any date' },

  { action: 'recommendation:make',     on: 'scope',  roles: ['coordinator'],  relation: 'own-partnership', condition: 'any-state', note: 'Recommendations can arise from any monitoring function; the business unit keeps the one register' },
  { action: 'recommendation:read',     on: 'scope',  roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'Case audits, who sees what: PAQA: themes, grades, actions; scrutineer: everything, at any date' },
  { action: 'recommendation:read-one', on: 'record', roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'Case audits, who sees what: PAQA: themes, grades, actions; scrutineer: everything, at any date' },
  { action: 'action:issue',            on: 'record', roles: ['coordinator'],  relation: 'own-partnership', condition: 'any-state', note: 'The business team sends the action matrix' },
  { action: 'action:list',             on: 'scope',  roles: AGENCY,           relation: 'own-agency',      condition: 'any-state', note: 'An agency sees what is asked of it, and nothing that is asked of others' },
  { action: 'action:list',             on: 'scope',  roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'Case audits, who sees what: PAQA: themes, grades, actions; scrutineer: everything, at any date' },
  { action: 'action:read',             on: 'record', roles: AGENCY,           relation: 'own-agency',      condition: 'any-state', note: 'An agency sees what is asked of it, and nothing that is asked of others' },
  { action: 'action:read',             on: 'record', roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'Case audits, who sees what: PAQA: themes, grades, actions; scrutineer: everything, at any date' },
  { action: 'action:receive',          on: 'record', roles: AGENCY,           relation: 'own-agency',      condition: 'any-state', note: 'Receipt is recorded by the agency' },
  { action: 'action:receive',          on: 'record', roles: ['coordinator'],  relation: 'own-partnership', condition: 'any-state', note: 'Or else by the business team' },
  { action: 'action:respond',          on: 'record', roles: OWNER,            relation: 'own-agency',      condition: 'any-state', note: 'The partner who receives an action responds to the business team; the business unit owns actions too' },
  { action: 'action:progress',         on: 'record', roles: OWNER,            relation: 'own-agency',      condition: 'any-state', note: 'Whoever does it says how far it has come, and shows that it is done' },
  { action: 'action:judge',            on: 'record', roles: ['coordinator', 'paqa-member'], relation: 'own-partnership', condition: 'any-state', note: 'Closing an action needs evidence and a second person, of another body' },
  { action: 'action:steer',            on: 'record', roles: ['coordinator'],  relation: 'own-partnership', condition: 'any-state', note: 'The business unit reopens and supersedes; nothing is deleted' },
  { action: 'attention:read',          on: 'scope',  roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'The sub-committee informs the Board of trends and of any risk to performance' },
  { action: 'rules:read',               on: 'scope',  roles: AGENCY,           relation: 'own-partnership', condition: 'any-state', note: 'Who is judged by rules may read them' },
  { action: 'rules:read',               on: 'scope',  roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'Who is judged by rules may read them' },
  { action: 'rules:adopt',              on: 'scope',  roles: ['coordinator'],  relation: 'own-partnership', condition: 'any-state', note: 'The partnership manager keeps its meetings performance criteria' },
  { action: 'proceedings:read',         on: 'scope',  roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'Meetings performance criteria are reported to the partnership’s boards and whoever scrutinises them' },
  { action: 'proceedings:keep',         on: 'scope',  roles: ['coordinator'],  relation: 'own-partnership', condition: 'any-state', note: 'The business team keeps minutes, requests for meetings and what becomes of reviews' },
  { action: 'letter:list',             on: 'scope',  roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'The strategic partners are informed of letters' },
  { action: 'letter:read',             on: 'record', roles: PARTNERSHIP,      relation: 'own-partnership', condition: 'any-state', note: 'The strategic partners are informed of letters' },
  { action: 'letter:decide',           on: 'record', roles: ['coordinator'],  relation: 'own-partnership', condition: 'any-state', note: 'The letter is sent by the Business Manager' },
  { action: 'case-audit:plan',          on: 'scope', roles: ['coordinator'],                 relation: 'own-partnership', condition: 'any-state', note: 'Case audits: the business unit plans them with the panel' },
  { action: 'case-audit:direct',        on: 'scope', roles: ['coordinator'],                 relation: 'own-partnership', condition: 'any-state', note: 'Case audits: the business unit draws cases, sends tools out and keeps findings' },
  { action: 'case-audit:agree',         on: 'scope', roles: ['paqa-member'],                 relation: 'own-partnership', condition: 'any-state', note: 'Case audits: the report is agreed by PAQA' },
  { action: 'case-audit:acknowledge',   on: 'scope', roles: ['coordinator', 'paqa-member'],  relation: 'own-partnership', condition: 'any-state', note: 'Case audits: groups acknowledge a briefing and say what they see coming' },
  { action: 'case-audit:read',          on: 'scope', roles: [...AGENCY, ...PARTNERSHIP],     relation: 'own-partnership', condition: 'any-state', note: 'Case audits, who sees what: what each sees of an audit is narrower, and said in case-audits' },
  { action: 'case-audit:readings',      on: 'scope', roles: ['coordinator', 'scrutineer'],   relation: 'own-partnership', condition: 'any-state', note: 'Case audits: reads by the circle are logged, and looked at' },
  { action: 'emerging-risk:raise',      on: 'scope', roles: ['coordinator', 'paqa-member'],  relation: 'own-partnership', condition: 'any-state', note: 'Governance bodies / local groups: the business unit and the sub-committee record what groups see coming' },
  { action: 'emerging-risk:read',       on: 'scope', roles: PARTNERSHIP,                     relation: 'own-partnership', condition: 'any-state', note: 'Governance bodies / local groups: one combined report, read by those who carry it to the executive' },
  { action: 'emerging-risk:report',     on: 'scope', roles: ['coordinator'],                 relation: 'own-partnership', condition: 'any-state', note: 'Governance bodies / local groups: the business unit reports a quarter to the executive' },
  { action: 'emerging-risk:answer',     on: 'scope', roles: ['coordinator'],                 relation: 'own-partnership', condition: 'any-state', note: 'Governance bodies / local groups: the business unit keeps the record of what the executive replied' },
  { action: 'agency-audit:answer',      on: 'scope', roles: AGENCY,                          relation: 'own-agency',      condition: 'any-state', note: 'Case audits / author agency: own tool' },
  { action: 'case-moderation:run',      on: 'scope', roles: ['coordinator'],                 relation: 'own-partnership', condition: 'any-state', note: 'Case audits: the business unit keeps the record of the meeting' },
  { action: 'case-moderation:moderate', on: 'scope', roles: [...AGENCY, 'coordinator', 'paqa-member'], relation: 'own-partnership', condition: 'any-state', note: 'Case audits / panel: whoever is named on it; never their own agency’s grade' },
  { action: 'case-moderation:dispute',  on: 'scope', roles: ['agency-lead'],                 relation: 'own-agency',      condition: 'any-state', note: 'Case audits: an agency takes its own grade up the ladder' },
  { action: 'indicator:read',     on: 'scope',  roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Small numbers / owner: an agency sees the figures that it reports' },
  { action: 'indicator:read',     on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'any-state', note: 'Small numbers / restricted circle: business unit, PAQA and the partnership’s scrutineer' },
  { action: 'indicator:define',   on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'The business unit keeps definitions, targets and rebases' },
  { action: 'indicator:report',   on: 'scope',  roles: AGENCY,          relation: 'own-agency',       condition: 'any-state', note: 'Submission: the owner agency reports, restates and withdraws its figures' },
  { action: 'indicator:report',   on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'Importers: the business unit brings in published figures' },

  { action: 'performance:read',   on: 'scope',  roles: PARTNERSHIP,     relation: 'own-partnership',  condition: 'any-state', note: 'The sub-committee informs the Board of trends and of any risk to performance' },
  { action: 'performance:follow', on: 'scope',  roles: ['coordinator', 'paqa-member'], relation: 'own-partnership', condition: 'any-state', note: 'The sub-committee says what follows from a signal, and raises risks to the Board' },
  { action: 'performance:decide', on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'The business unit keeps the record of what the Board decides' },
  { action: 'contribution:read',  on: 'scope',  roles: [...AGENCY, ...PARTNERSHIP], relation: 'own-partnership', condition: 'any-state', note: 'Funding by year: partnerships publish what each partner contributes' },
  { action: 'contribution:state', on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'The business unit keeps what partners planned to give, and gave' },
  { action: 'release:make',       on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'Small numbers: the business unit decides what leaves the circle, and it is kept' },
  { action: 'release:withdraw',   on: 'scope',  roles: ['coordinator'], relation: 'own-partnership',  condition: 'any-state', note: 'Small numbers: whoever decides what leaves the circle takes it back where it was wrong' },
  { action: 'release:read',       on: 'scope',  roles: RELEASED_TO,     relation: 'own-partnership',  condition: 'any-state', note: 'Small numbers: which releases each reads is narrower, and said in releases; lay members read nothing else' },

  { action: 'store:status',       on: 'scope',  roles: ['operator'],    relation: 'anyone-signed-in', condition: 'any-state', note: 'The operator verifies, and sees no content' },
] as const satisfies readonly Rule[];

export type Action = (typeof POLICY)[number]['action'];

/** What is known of who asks, in the one appointment they act in. What is not known permits nothing. */
export interface Standing {
  readonly role?: string;
  readonly agency?: string | null;
  readonly partnership?: string | null;
}

/** What is known of what they ask for. A record is a `draft` until it is `submitted`, and is that ever after. */
export interface ResourceAttributes {
  readonly partnership?: string | null;
  readonly agency?: string | null;
  readonly state?: 'draft' | 'submitted';
}

/** What a list may show, and a record may be written for. Every query takes one. */
export interface Scope {
  readonly partnership: string | null;
  /** Present where only this agency's may be shown. */
  readonly agency?: string;
  /** Whether the content of drafts must be left out. */
  readonly onlySubmitted: boolean;
}

/**
 * - `action`: no row speaks of the action.
 * - `role`: no row of the action names the role.
 * - `standing`: their appointment lacks the agency or partnership that the row compares with.
 * - `resource`: what is asked for is not theirs, or not yet submitted.
 */
export type Denial = 'action' | 'role' | 'standing' | 'resource';

export type Decision = { readonly permitted: true; readonly scope: Scope } | { readonly permitted: false; readonly reason: Denial };

/** Judges one request by the table. Pure, and denies by default. */
export function decide(standing: Standing, action: string, resource?: ResourceAttributes): Decision {
  const rows: readonly Rule[] = POLICY.filter((row) => row.action === action);
  if (rows.length === 0) return denied('action');
  const rule = rows.find(({ roles }) => roles.some((role) => role === standing.role));
  if (!rule) return denied('role');
  const scope = scopeOf(rule, standing);
  if (!scope) return denied('standing');
  return isWithin(rule, scope, resource) ? { permitted: true, scope } : denied('resource');
}

/** What `decide` would answer before anything is known of the resource: whether it is worth looking up. */
export function mayAsk(standing: Standing, action: string): Denial | undefined {
  const decision = decide(standing, action);
  return decision.permitted || decision.reason === 'resource' ? undefined : decision.reason;
}

function scopeOf(rule: Rule, { partnership, agency }: Standing): Scope | undefined {
  const onlySubmitted = rule.condition === 'submitted';
  if (rule.relation === 'anyone-signed-in') return { partnership: partnership ?? null, onlySubmitted };
  if (!partnership) return undefined;
  if (rule.relation === 'own-partnership') return { partnership, onlySubmitted };
  return agency ? { partnership, agency, onlySubmitted } : undefined;
}

function isWithin(rule: Rule, scope: Scope, resource: ResourceAttributes | undefined): boolean {
  if (rule.relation === 'anyone-signed-in') return true;
  if (rule.on === 'scope') return resource === undefined || resource.partnership === scope.partnership;
  if (resource?.partnership !== scope.partnership) return false;
  if (scope.agency !== undefined && resource.agency !== scope.agency) return false;
  return !scope.onlySubmitted || resource.state === 'submitted';
}

function denied(reason: Denial): Decision {
  return { permitted: false, reason };
}
