import { daysBetween } from '@goldenthread/calendar';
import { canonicalJson, idOf, Refusal, type Actor, type Day, type Decider } from '@goldenthread/event-sourcing';
import type {
  AgencyAuditCommand,
  AgencyAuditRefusals,
  AskedFacts,
  CheckRecord,
  GradeDomain,
  RecordFeedback,
  SubmitAgencyAudit,
} from './agency-audit.commands.js';
import type {
  AgencyAuditDomainGraded,
  AgencyAuditEvent,
  AgencyAuditRecordChecked,
  AgencyAuditSubmitted,
  CriterionRating,
} from './agency-audit.events.js';
import type { AuditDomain, GradeKey, GradeScale } from './case-audit-tool.events.js';
import { mustNameNobody } from './personal-data.js';

type GradedDomain = { readonly said: AgencyAuditDomainGraded['data']; readonly revision: number };

type Checked = {
  readonly particulars: AgencyAuditRecordChecked['data'];
  /** By the domain's key. */
  readonly domains: Readonly<Record<string, GradedDomain>>;
  readonly feedback: { readonly practitioners?: string; readonly family?: string };
  readonly auditors: readonly string[];
  readonly revision: number;
  /** The last revisions of the record check and of the feedback. */
  readonly checkRevision: number;
  readonly feedbackRevision?: number;
};

export type AgencyAuditState =
  | { readonly status: 'not-begun' }
  | (Checked & { readonly status: 'not-known' | 'in-progress' })
  | (Checked & { readonly status: 'submitted'; readonly submission: AgencyAuditSubmitted['data'] });

/** One agency's audit of its own part in one case. */
export const agencyAudit: Decider<AgencyAuditState, AgencyAuditCommand, AgencyAuditEvent> = {
  category: 'agencyAudit',
  initial: { status: 'not-begun' },

  decide: (command, state) => {
    const { asked } = command;
    if (!asked) throw refusal('agency-not-asked', {});
    if (state.status === 'submitted') throw refusal('agency-audit-submitted', { submittedOn: state.submission.submittedOn });
    if (asked.moderationBegun) throw refusal('moderation-begun', {});
    switch (command.type) {
      case 'CheckRecord':
        return check(command, asked, state);
      case 'GradeDomain':
        return grade(command, inProgress(state));
      case 'RecordFeedback':
        return recordFeedback(command, inProgress(state));
      case 'SubmitAgencyAudit':
        return [submit(command, inProgress(state))];
    }
  },

  evolve: (state, event) => {
    const { revision } = event;
    if (event.type === 'AgencyAuditRecordChecked') {
      const status = event.data.answer === 'not-known' ? 'not-known' : 'in-progress';
      const before = state.status === 'not-begun' ? { domains: {}, feedback: {}, auditors: [], feedbackRevision: undefined } : state;
      const { domains, feedback, auditors, feedbackRevision } = before;
      return { status, particulars: event.data, domains, feedback, auditors, revision, checkRevision: revision, feedbackRevision };
    }
    if (state.status === 'not-begun') return state;
    switch (event.type) {
      case 'AgencyAuditDomainGraded': {
        const auditors = withOnce(state.auditors, event.actor.person);
        return { ...state, domains: { ...state.domains, [event.data.domain]: { said: event.data, revision } }, auditors, revision };
      }
      case 'AgencyAuditFeedbackRecorded':
        return { ...state, feedback: event.data, revision, feedbackRevision: revision };
      case 'AgencyAuditSubmitted':
        return { ...state, status: 'submitted', submission: event.data, revision };
    }
  },
};

/** The one record of an agency's audit of a case. */
export function agencyAuditIdOf(audit: string, pseudonym: string, agency: string): string {
  return idOf(agencyAudit.category, audit, pseudonym, agency);
}

/** The id of the agency's audit whose stream it is. */
export function agencyAuditOf(stream: string): string {
  return stream.slice(agencyAudit.category.length + 1);
}

/** @throws Refusal `grade-not-on-scale`. */
export function onScale(grade: string, { levels }: GradeScale, field: string): GradeKey {
  const level = levels.find(({ key }) => key === grade);
  if (!level) throw refusal('grade-not-on-scale', { field, grade, scale: levels.map(({ key }) => key) });
  return level.key;
}

type InProgress = Extract<AgencyAuditState, { status: 'not-known' | 'in-progress' }>;
type Open = Exclude<AgencyAuditState, { status: 'submitted' }>;

function inProgress(state: Open): InProgress {
  if (state.status === 'not-begun') throw refusal('record-check-first', {});
  if (state.status === 'not-known') throw refusal('case-not-known', {});
  return state;
}

function check(
  { answer, note, workers, names, basedOn }: CheckRecord,
  { moderationBegun: _, ...asked }: AskedFacts,
  state: Open,
): AgencyAuditEvent[] {
  mustBeAsRead(basedOn, state.status === 'not-begun' ? undefined : state.checkRevision);
  mustNameNobody({ note }, names);
  if (state.status !== 'not-begun') {
    const { answer: was, note: said, workers: named } = state.particulars;
    if (canonicalJson([was, said ?? null, named]) === canonicalJson([answer, note ?? null, workers])) return [];
    const graded = Object.keys(state.domains);
    if (answer === 'not-known' && graded.length > 0) throw refusal('domains-already-graded', { domains: graded });
    if (workers.some((person) => state.auditors.includes(person))) throw refusal('auditor-worked-on-case', {});
  }
  return [{ type: 'AgencyAuditRecordChecked', data: { ...asked, answer, note, workers } }];
}

function grade(command: GradeDomain, state: InProgress): AgencyAuditEvent[] {
  const { audit, case: pseudonym, agency, domains, scale } = state.particulars;
  mustNotHaveWorkedOnIt(command.actor, state);
  const domain = domains.find(({ key }) => key === command.domain);
  if (!domain) throw refusal('domain-not-in-tool', { domains: [command.domain] });
  const standing = state.domains[domain.key];
  mustBeAsRead(command.basedOn, standing?.revision);
  const criteria = criteriaOf(command, domain, scale);
  const said = Object.fromEntries(criteria.map(({ why }, index) => [`criteria/${index}/why`, why]));
  mustNameNobody({ why: command.why, ...said }, command.names);
  const graded = Object.keys({ ...state.domains, [domain.key]: true }).length;
  const data: AgencyAuditDomainGraded['data'] = {
    audit,
    case: pseudonym,
    agency,
    domain: domain.key,
    title: domain.title,
    grade: onScale(command.grade, scale, 'grade'),
    gradeBefore: standing?.said.grade ?? null,
    why: command.why,
    criteria,
    tally: { graded, of: domains.length },
  };
  return standing && wordsOf(standing.said) === wordsOf(data) ? [] : [{ type: 'AgencyAuditDomainGraded', data }];
}

/** Every criterion of the domain, each rated once and with a reason. */
function criteriaOf({ criteria }: GradeDomain, domain: AuditDomain, scale: GradeScale): AgencyAuditDomainGraded['data']['criteria'] {
  const unknown = criteria.filter(({ criterion }) => !domain.criteria.some(({ key }) => key === criterion));
  if (unknown.length > 0) throw refusal('criterion-not-in-tool', { criteria: unknown.map(({ criterion }) => criterion) });
  const missing = domain.criteria.filter(({ key }) => criteria.filter(({ criterion }) => criterion === key).length !== 1);
  if (missing.length > 0) throw refusal('criteria-unrated', { criteria: missing.map(({ key }) => key) });
  return domain.criteria.flatMap(({ key, question }) => {
    return criteria
      .filter(({ criterion }) => criterion === key)
      .map(({ rating, why }) => ({ criterion: key, question, rating: ratingOf(rating, scale, key), why }));
  });
}

function ratingOf(rating: string, scale: GradeScale, criterion: string): CriterionRating {
  return rating === 'not-applicable' ? rating : onScale(rating, scale, criterion);
}

function recordFeedback({ practitioners, family, names, basedOn }: RecordFeedback, state: InProgress): AgencyAuditEvent[] {
  mustBeAsRead(basedOn, state.feedbackRevision);
  if (practitioners === undefined && family === undefined) throw refusal('say-something', {});
  mustNameNobody({ practitioners, family }, names);
  if (canonicalJson({ practitioners, family }) === canonicalJson(state.feedback)) return [];
  return [{ type: 'AgencyAuditFeedbackRecorded', data: { practitioners, family } }];
}

function submit({ independent, basedOn, actor, today }: SubmitAgencyAudit, state: InProgress): AgencyAuditEvent {
  const { audit, case: pseudonym, agency, dueOn, domains } = state.particulars;
  mustNotHaveWorkedOnIt(actor, state);
  if (!independent) throw refusal('auditor-worked-on-case', {});
  mustBeAsRead(basedOn, state.revision);
  const missing = domains.filter(({ key }) => !state.domains[key]);
  if (missing.length > 0) throw refusal('domains-ungraded', { missing: missing.map(({ key }) => key) });
  const grades = domains.flatMap(({ key, title }) => {
    const graded = state.domains[key];
    return graded ? [{ domain: key, title, grade: graded.said.grade }] : [];
  });
  return {
    type: 'AgencyAuditSubmitted',
    data: {
      audit,
      case: pseudonym,
      agency,
      dueOn,
      submittedOn: today,
      daysLate: daysLate(dueOn, today),
      grades,
      auditors: state.auditors,
    },
  };
}

function mustBeAsRead(basedOn: number | 'new' | undefined, current: number | undefined): void {
  if (basedOn === undefined || basedOn === (current ?? 'new')) return;
  throw refusal('agency-audit-changed', { currentRevision: current ?? null });
}

function daysLate(dueOn: Day, today: Day): number {
  return Math.max(0, daysBetween(dueOn, today));
}

function mustNotHaveWorkedOnIt({ person }: Actor, { particulars }: InProgress): void {
  if (particulars.workers.includes(person)) throw refusal('auditor-worked-on-case', {});
}

function wordsOf({ grade, why, criteria }: AgencyAuditDomainGraded['data']): string {
  return canonicalJson({ grade, why, criteria });
}

function withOnce(people: readonly string[], person: string): readonly string[] {
  return people.includes(person) ? people : [...people, person];
}

function refusal<Code extends keyof AgencyAuditRefusals>(code: Code, details: AgencyAuditRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
