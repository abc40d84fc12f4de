import { canonicalJson, idOf, Refusal, type Actor, type Decider, type RecordedEvent } from '@goldenthread/event-sourcing';
import { DISPUTE_LADDER, type DisputeStep } from '../../data/dispute-ladder.js';
import { onScale } from './agency-audit.js';
import type {
  AgreeGrades,
  CaseModerationCommand,
  CaseModerationRefusals,
  ConcludeModeration,
  DecideDispute,
  DisputeGrade,
  EscalateDispute,
  GradeGiven,
  HoldModeration,
  ModerateGrades,
  OpenModeration,
  RecordDissent,
} from './case-moderation.commands.js';
import type {
  AgencyGradesAgreed,
  AgencyGradesModerated,
  AgreedGrade,
  CaseModerationEvent,
  CaseModerationHeld,
  CaseModerationOpened,
  GradeDissentRecorded,
  ModeratedGrade,
} from './case-moderation.events.js';
import type { GradeKey } from './case-audit-tool.events.js';
import { mustNameNobody, type Texts } from './personal-data.js';

type Opened = {
  readonly particulars: CaseModerationOpened['data'];
  /** Nothing before the meeting. */
  readonly meeting?: CaseModerationHeld['data'];
  /** By agency. */
  readonly moderated: Readonly<Record<string, AgencyGradesModerated['data']>>;
  readonly agreed: Readonly<Record<string, AgencyGradesAgreed['data']>>;
  readonly dissents: readonly GradeDissentRecorded['data'][];
  /** Where each open dispute stands, by agency and domain. */
  readonly disputes: Readonly<Record<string, DisputeStep>>;
  readonly revision: number;
  /** The last revision that touched each grade, by agency and domain. */
  readonly gradeRevisions: Readonly<Record<string, number>>;
};

export type CaseModerationState = { readonly status: 'not-opened' } | (Opened & { readonly status: 'open' | 'concluded' });

/** The moderation of one case: what each agency said of itself, what a moderator says, and what all agree. */
export const caseModeration: Decider<CaseModerationState, CaseModerationCommand, CaseModerationEvent> = {
  category: 'caseModeration',
  initial: { status: 'not-opened' },

  decide: (command, state) => {
    if (command.type === 'OpenModeration') return begin(command, state);
    if (state.status === 'not-opened') throw refusal('moderation-not-opened', {});
    if (state.status === 'concluded') throw refusal('moderation-concluded', {});
    mustBeAsRead(command, state);
    switch (command.type) {
      case 'HoldModeration':
        return hold(command, state);
      case 'ModerateGrades':
        return moderate(command, held(state));
      case 'AgreeGrades':
        return agree(command, held(state));
      case 'RecordDissent':
        return dissent(command, held(state));
      case 'DisputeGrade':
        return [dispute(command, held(state))];
      case 'EscalateDispute':
        return [escalate(command, held(state))];
      case 'DecideDispute':
        return [decideDispute(command, held(state))];
      case 'ConcludeModeration':
        return [conclude(command, held(state))];
    }
  },

  evolve: (before, event) => {
    const { revision } = event;
    if (event.type === 'CaseModerationOpened') {
      const nothing = { moderated: {}, agreed: {}, dissents: [], disputes: {}, gradeRevisions: {} };
      return { status: 'open', particulars: event.data, ...nothing, revision };
    }
    if (before.status === 'not-opened') return before;
    const state = { ...before, gradeRevisions: { ...before.gradeRevisions, ...touchedBy(event) }, revision };
    switch (event.type) {
      case 'CaseModerationHeld':
        return { ...state, meeting: event.data };
      case 'AgencyGradesModerated':
        return { ...state, moderated: { ...state.moderated, [event.data.agency]: event.data } };
      case 'AgencyGradesAgreed':
        return { ...state, agreed: { ...state.agreed, [event.data.agency]: event.data } };
      case 'GradeDissentRecorded':
        return { ...state, dissents: [...state.dissents, event.data] };
      case 'GradeDisputed':
      case 'GradeDisputeEscalated':
        return { ...state, disputes: { ...state.disputes, [gradeKey(event.data)]: event.data.step } };
      case 'GradeDisputeDecided': {
        const disputes = Object.fromEntries(Object.entries(state.disputes).filter(([key]) => key !== gradeKey(event.data)));
        return { ...state, disputes, agreed: withGrade(state.agreed, event.data) };
      }
      case 'CaseModerationConcluded':
        return { ...state, status: 'concluded' };
    }
  },
};

/** The one moderation of a case. */
export function moderationIdOf(audit: string, pseudonym: string): string {
  return idOf(caseModeration.category, audit, pseudonym);
}

/** The grades that an event touches, each with its revision. */
function touchedBy({ revision, ...event }: RecordedEvent<CaseModerationEvent>): Record<string, number> {
  switch (event.type) {
    case 'AgencyGradesModerated':
    case 'AgencyGradesAgreed': {
      const { agency, grades } = event.data;
      return Object.fromEntries(grades.map(({ domain }) => [gradeKey({ agency, domain }), revision]));
    }
    case 'GradeDissentRecorded':
    case 'GradeDisputed':
    case 'GradeDisputeEscalated':
    case 'GradeDisputeDecided':
      return { [gradeKey(event.data)]: revision };
    case 'CaseModerationOpened':
    case 'CaseModerationHeld':
    case 'CaseModerationConcluded':
      return {};
  }
}

/** A change of what others have changed meanwhile is not made: of the whole moderation, an agency’s grades, or one grade. */
function mustBeAsRead(command: Exclude<CaseModerationCommand, OpenModeration>, state: Opened): void {
  if (command.basedOn === undefined) return;
  const current = currentOf(command, state);
  if (command.basedOn !== (current ?? 'new')) throw refusal('moderation-changed', { currentRevision: current ?? null });
}

function currentOf(
  command: Exclude<CaseModerationCommand, OpenModeration>,
  { revision, gradeRevisions, particulars }: Opened,
): number | undefined {
  switch (command.type) {
    case 'HoldModeration':
    case 'ConcludeModeration':
      return revision;
    case 'ModerateGrades':
    case 'AgreeGrades': {
      const { agency } = command;
      const touched = particulars.domains.flatMap(({ key: domain }) => gradeRevisions[gradeKey({ agency, domain })] ?? []);
      return touched.length === 0 ? undefined : Math.max(...touched);
    }
    case 'RecordDissent':
    case 'DisputeGrade':
    case 'EscalateDispute':
    case 'DecideDispute':
      return gradeRevisions[gradeKey(command)];
  }
}

/** Opened twice it is opened once, unless whoever asks believes that they are the first. */
function begin(command: OpenModeration, state: CaseModerationState): CaseModerationEvent[] {
  const current = state.status === 'not-opened' ? undefined : state.revision;
  if (command.basedOn !== undefined && command.basedOn !== (current ?? 'new')) {
    throw refusal('moderation-changed', { currentRevision: current ?? null });
  }
  return current === undefined ? [open(command)] : [];
}

type Held = Opened & { readonly meeting: CaseModerationHeld['data'] };
type OfAGrade = { readonly agency: string; readonly domain: string };

function held(state: Opened): Held {
  const { meeting } = state;
  if (!meeting) throw refusal('moderation-not-held', {});
  return { ...state, meeting };
}

function open({ facts, withoutReason, names }: OpenModeration): CaseModerationOpened {
  if (!facts) throw refusal('case-not-in-audit', { cases: [] });
  const { partnership, audit, case: pseudonym, scale, domains, panel } = facts;
  const submitted = facts.agencies.filter(({ status }) => status === 'submitted');
  if (submitted.length < 2) throw refusal('too-few-audits', { submitted: submitted.length });
  const without = facts.agencies.filter(({ status }) => status === 'not-begun' || status === 'in-progress');
  if (without.length > 0 && !withoutReason?.trim()) {
    throw refusal('agency-audits-outstanding', { agencies: without.map(({ agency }) => agency) });
  }
  mustNameNobody({ withoutReason }, names);
  return {
    type: 'CaseModerationOpened',
    data: {
      partnership,
      audit,
      case: pseudonym,
      scale,
      domains,
      agencies: submitted.map(({ agency, name, grades, revision }) => ({ agency, name, grades, revision })),
      without: without.map(({ agency, name }) => ({ agency, name })),
      withoutReason: without.length > 0 ? withoutReason : undefined,
      panel,
    },
  };
}

function hold({ heldOn, present, absent, today, names }: HoldModeration, state: Opened): CaseModerationEvent[] {
  const { audit, case: pseudonym, agencies } = state.particulars;
  if (heldOn > today) throw refusal('meeting-in-future', { heldOn, today });
  mustBeIn([...present, ...absent.map(({ agency }) => agency)], state);
  const there = agencies.filter(({ agency }) => present.includes(agency));
  if (there.length < 2) throw refusal('too-few-agencies-present', { present: there.length });
  const unsaid = agencies.filter(({ agency }) => present.includes(agency) === absent.some((one) => one.agency === agency));
  if (unsaid.length > 0) throw refusal('agency-neither-present-nor-absent', { agencies: unsaid.map(({ agency }) => agency) });
  mustNameNobody(Object.fromEntries(absent.map(({ reason }, index) => [`absent/${index}/reason`, reason])), names);
  const data = {
    audit,
    case: pseudonym,
    heldOn,
    present: there.map(({ agency, name }) => ({ agency, name })),
    absent: absent.map(({ agency, reason }) => ({ agency, name: nameOf(agency, state), reason })),
  };
  if (!state.meeting) return [{ type: 'CaseModerationHeld', data }];
  if (canonicalJson(state.meeting) === canonicalJson(data)) return [];
  throw refusal('moderation-already-held', { heldOn: state.meeting.heldOn });
}

function moderate({ agency, grades, actor, names }: ModerateGrades, state: Held): CaseModerationEvent[] {
  mustBeAnotherOnThePanel(actor, agency, state);
  if (state.agreed[agency]) throw refusal('grades-already-agreed', { agency });
  const given = wholly(grades, agency, state);
  mustNameNobody(reasonsOf(grades), names);
  const moderated: ModeratedGrade[] = given.map(({ domain, title, agencyGrade, grade, reason }) => {
    return { domain, title, agencyGrade, moderatorGrade: grade, reason: grade === agencyGrade ? undefined : reason };
  });
  mustSayWhy(moderated.filter((one) => one.moderatorGrade !== one.agencyGrade));
  const { audit, case: pseudonym } = state.particulars;
  const data = { audit, case: pseudonym, agency, moderator: actor.person, moderatorAgency: actor.agency, grades: moderated };
  if (canonicalJson(state.moderated[agency] ?? null) === canonicalJson(data)) return [];
  return [{ type: 'AgencyGradesModerated', data }];
}

function agree({ agency, grades, actor, names }: AgreeGrades, state: Held): CaseModerationEvent[] {
  mustBeIn([agency], state);
  if (actor.agency === agency) throw refusal('own-agency-grade', {});
  const moderated = state.moderated[agency];
  if (!moderated) throw refusal('grades-not-moderated', { agency });
  const given = wholly(grades, agency, state);
  mustNameNobody(reasonsOf(grades), names);
  const agreed = given.map(({ domain, title, agencyGrade, grade, reason }): AgreedGrade => {
    const moderatorGrade = moderated.grades.find((one) => one.domain === domain)?.moderatorGrade ?? agencyGrade;
    return { domain, title, agencyGrade, moderatorGrade, agreedGrade: grade, reason: grade === moderatorGrade ? undefined : reason };
  });
  mustSayWhy(agreed.filter((one) => one.agreedGrade !== one.moderatorGrade));
  const { audit, case: pseudonym } = state.particulars;
  const data = { audit, case: pseudonym, agency, grades: agreed, present: state.meeting.present.length };
  const standing = state.agreed[agency];
  if (!standing) return [{ type: 'AgencyGradesAgreed', data }];
  if (canonicalJson(standing) === canonicalJson(data)) return [];
  throw refusal('grades-already-agreed', { agency });
}

function dissent({ agency, domain, by, grade, reason, names }: RecordDissent, state: Held): CaseModerationEvent[] {
  agreedOf({ agency, domain }, state);
  if (!state.meeting.present.some((one) => one.agency === by)) throw refusal('agency-not-present', { agency: by });
  mustNameNobody({ reason }, names);
  const { audit, case: pseudonym, scale } = state.particulars;
  const thinks = { by, byName: nameOf(by, state), grade: onScale(grade, scale, 'grade'), reason };
  const data = { audit, case: pseudonym, agency, domain, ...thinks };
  if (state.dissents.some((one) => canonicalJson(one) === canonicalJson(data))) return [];
  return [{ type: 'GradeDissentRecorded', data }];
}

function dispute({ agency, domain, reason, actor, names }: DisputeGrade, state: Held): CaseModerationEvent {
  agreedOf({ agency, domain }, state);
  if (actor.agency !== agency) throw refusal('not-your-grade', {});
  const standing = state.disputes[gradeKey({ agency, domain })];
  if (standing) throw refusal('already-disputed', { step: standing });
  mustNameNobody({ reason }, names);
  return { type: 'GradeDisputed', data: { ...ofThisCase(state), agency, domain, reason, step: DISPUTE_LADDER[0].key } };
}

function escalate({ agency, domain, reason, names }: EscalateDispute, state: Held): CaseModerationEvent {
  const from = stepOf({ agency, domain }, state);
  const next = DISPUTE_LADDER[DISPUTE_LADDER.findIndex(({ key }) => key === from) + 1];
  if (!next) throw refusal('top-of-ladder', { step: from });
  mustNameNobody({ reason }, names);
  return { type: 'GradeDisputeEscalated', data: { ...ofThisCase(state), agency, domain, from, step: next.key, reason } };
}

function decideDispute({ agency, domain, grade, reason, actor, names }: DecideDispute, state: Held): CaseModerationEvent {
  if (actor.agency === agency) throw refusal('own-agency-grade', {});
  const step = stepOf({ agency, domain }, state);
  const { agreedGrade } = agreedOf({ agency, domain }, state);
  mustNameNobody({ reason }, names);
  const decided = { step, gradeBefore: agreedGrade, grade: onScale(grade, state.particulars.scale, 'grade'), reason };
  return { type: 'GradeDisputeDecided', data: { ...ofThisCase(state), agency, domain, ...decided } };
}

function conclude({ summaries, names }: ConcludeModeration, state: Held): CaseModerationEvent {
  const ungraded = state.particulars.agencies.map(({ agency }) => agency).filter((agency) => !state.agreed[agency]);
  if (ungraded.length > 0) throw refusal('grades-not-agreed', { agencies: ungraded });
  const disputes = Object.keys(state.disputes).map((key) => JSON.parse(key) as [string, string]);
  if (disputes.length > 0) {
    throw refusal('disputes-open', { disputes: disputes.map(([agency, domain]) => ({ agency, domain })) });
  }
  mustNameNobody({ ...summaries }, names);
  return { type: 'CaseModerationConcluded', data: { ...ofThisCase(state), summaries } };
}

type WholeGrade = Omit<GradeGiven, 'grade'> & {
  readonly title: string;
  readonly agencyGrade: GradeKey;
  readonly grade: GradeKey;
};

/** One grade for each of the agency's domains, in the order they were asked. */
function wholly(given: readonly GradeGiven[], agency: string, state: Opened): readonly WholeGrade[] {
  const { scale, agencies } = state.particulars;
  const own = agencies.find((one) => one.agency === agency)?.grades ?? [];
  const unknown = given.filter(({ domain }) => !own.some((one) => one.domain === domain));
  if (unknown.length > 0) throw refusal('domain-not-in-tool', { domains: unknown.map(({ domain }) => domain) });
  const missing = own.filter(({ domain }) => given.filter((one) => one.domain === domain).length !== 1);
  if (missing.length > 0) throw refusal('grades-missing', { domains: missing.map(({ domain }) => domain) });
  return own.flatMap(({ domain, title, grade: agencyGrade }) => {
    return given
      .filter((one) => one.domain === domain)
      .map(({ grade, reason }) => ({ domain, title, agencyGrade, grade: onScale(grade, scale, domain), reason: said(reason) }));
  });
}

function mustSayWhy(moved: readonly { readonly domain: string; readonly reason?: string }[]): void {
  const silent = moved.filter(({ reason }) => reason === undefined).map(({ domain }) => domain);
  if (silent.length > 0) throw refusal('reason-for-move-needed', { domains: silent });
}

function mustBeAnotherOnThePanel({ person, agency: own }: Actor, agency: string, state: Opened): void {
  mustBeIn([agency], state);
  if (!state.particulars.panel.some((one) => one.person === person)) throw refusal('not-on-panel', {});
  if (own === agency || state.particulars.panel.some((one) => one.person === person && one.agency === agency)) {
    throw refusal('own-agency-grade', {});
  }
}

function mustBeIn(agencies: readonly string[], { particulars }: Opened): void {
  const strangers = agencies.filter((id) => !particulars.agencies.some(({ agency }) => agency === id));
  if (strangers.length > 0) throw refusal('agency-not-in-moderation', { agencies: strangers });
}

function agreedOf({ agency, domain }: OfAGrade, state: Opened): AgreedGrade {
  mustBeIn([agency], state);
  const agreed = state.agreed[agency];
  if (!agreed) throw refusal('grades-not-agreed', { agencies: [agency] });
  const grade = agreed.grades.find((one) => one.domain === domain);
  if (!grade) throw refusal('domain-not-in-tool', { domains: [domain] });
  return grade;
}

function stepOf(grade: OfAGrade, { disputes }: Opened): DisputeStep {
  const step = disputes[gradeKey(grade)];
  if (!step) throw refusal('not-disputed', {});
  return step;
}

function withGrade(agreed: Opened['agreed'], { agency, domain, grade }: OfAGrade & { readonly grade: GradeKey }): Opened['agreed'] {
  const standing = agreed[agency];
  if (!standing) return agreed;
  const grades = standing.grades.map((one) => (one.domain === domain ? { ...one, agreedGrade: grade } : one));
  return { ...agreed, [agency]: { ...standing, grades } };
}

function ofThisCase({ particulars: { audit, case: pseudonym } }: Opened): { readonly audit: string; readonly case: string } {
  return { audit, case: pseudonym };
}

function nameOf(agency: string, { particulars }: Opened): string {
  return particulars.agencies.find((one) => one.agency === agency)?.name ?? agency;
}

function gradeKey({ agency, domain }: OfAGrade): string {
  return JSON.stringify([agency, domain]);
}

function reasonsOf(grades: readonly GradeGiven[]): Texts {
  return Object.fromEntries(grades.map(({ reason }, index) => [`grades/${index}/reason`, reason]));
}

function said(text: string | undefined): string | undefined {
  return text?.trim() ? text : undefined;
}

function refusal<Code extends keyof CaseModerationRefusals>(code: Code, details: CaseModerationRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
