import { canonicalJson, idOf, Refusal, type Actor, type Day, type Decider } from '@goldenthread/event-sourcing';
import { isTheme } from '../../data/themes.js';
import { INFORMATION_SHARING } from './case-audit-tool.js';
import type {
  AcknowledgeBriefing,
  AgreeReport,
  AnswerFeedback,
  CaseAuditCommand,
  CaseAuditRefusals,
  IssueTools,
  MakeRecommendation,
  PlanAudit,
  PlanAuditFacts,
  PresentReport,
  RecordFinding,
  RecordGovernance,
  SelectCases,
  ShareBriefing,
} from './case-audit.commands.js';
import type {
  AuditAgency,
  CaseAuditBriefingAcknowledged,
  CaseAuditBriefingShared,
  CaseAuditCasesSelected,
  CaseAuditEvent,
  CaseAuditFeedbackAnswered,
  CaseAuditFindingRecorded,
  CaseAuditPlanned,
  CaseAuditRecommendationMade,
  CaseAuditReportPresented,
  CaseAuditToolsIssued,
  Governance,
  SelectedCase,
} from './case-audit.events.js';
import { selectCases } from './case-selection.js';
import { mustNameNobody } from './personal-data.js';

type Report =
  | { readonly status: 'none' }
  | { readonly status: 'presented'; readonly summary: string; readonly number: number; readonly by: Actor }
  | { readonly status: 'agreed'; readonly number: number; readonly meetingOn: Day };

export type Planned = {
  readonly status: 'planned';
  readonly particulars: CaseAuditPlanned['data'];
  readonly governance: Partial<Governance>;
  /** In the order they were drawn; none before the selection. */
  readonly cases: readonly SelectedCase[];
  /** Nothing before the tools are issued. */
  readonly dueOn?: Day;
  /** By their ids. */
  readonly findings: Readonly<Record<string, CaseAuditFindingRecorded['data']>>;
  readonly recommendations: Readonly<Record<string, CaseAuditRecommendationMade['data']>>;
  readonly report: Report;
  readonly briefing?: CaseAuditBriefingShared['data'];
  /** The last of each group, of the briefing that stands. */
  readonly acknowledged: Readonly<Record<string, CaseAuditBriefingAcknowledged['data']>>;
  /** The last answer to what each group said of that briefing. */
  readonly answered: Readonly<Record<string, CaseAuditFeedbackAnswered['data']>>;
  /** The last revision. */
  readonly revision: number;
  /** The last revision that touched each group, of the briefing that stands. */
  readonly groupRevisions: Readonly<Record<string, number>>;
};

export type CaseAuditState = { readonly status: 'not-planned' } | Planned;

const GOVERNANCE = ['lawfulBasis', 'informationSharingAgreement', 'dpiaReference'] as const satisfies readonly (keyof Governance)[];

/** One multi-agency case audit, from its theme to its briefing. What agencies and moderators say has records of its own. */
export const caseAudit: Decider<CaseAuditState, CaseAuditCommand, CaseAuditEvent> = {
  category: 'caseAudit',
  initial: { status: 'not-planned' },

  decide: (command, state) => {
    if (command.type === 'PlanAudit') return state.status === 'not-planned' ? [plan(command)] : [];
    if (state.status === 'not-planned') throw refusal('audit-not-planned', {});
    mustBeAsRead(command, state);
    switch (command.type) {
      case 'RecordGovernance':
        return recordGovernance(command, state);
      case 'SelectCases':
        return [select(command, state)];
      case 'IssueTools':
        return [issue(command, state)];
      case 'RecordFinding':
        return recordFinding(command, state);
      case 'MakeRecommendation':
        return recommend(command, state);
      case 'PresentReport':
        return present(command, state);
      case 'AgreeReport':
        return agree(command, state);
      case 'ShareBriefing':
        return share(command, state);
      case 'AcknowledgeBriefing':
        return acknowledge(command, state);
      case 'AnswerFeedback':
        return answer(command, state);
    }
  },

  evolve: (before, event) => {
    if (event.type === 'CaseAuditPlanned') {
      const nothing = { governance: {}, cases: [], findings: {}, recommendations: {}, acknowledged: {}, answered: {}, groupRevisions: {} };
      return { status: 'planned', particulars: event.data, ...nothing, report: { status: 'none' }, revision: event.revision };
    }
    if (before.status === 'not-planned') return before;
    const state = { ...before, revision: event.revision };
    switch (event.type) {
      case 'CaseAuditGovernanceRecorded':
        return { ...state, governance: { ...state.governance, ...event.data } };
      case 'CaseAuditCasesSelected':
        return { ...state, cases: event.data.cases };
      case 'CaseAuditToolsIssued':
        return { ...state, dueOn: event.data.dueOn };
      case 'CaseAuditFindingRecorded':
        return { ...state, findings: { ...state.findings, [event.data.finding]: event.data } };
      case 'CaseAuditRecommendationMade':
        return { ...state, recommendations: { ...state.recommendations, [event.data.recommendation]: event.data } };
      case 'CaseAuditReportPresented':
        return {
          ...state,
          report: { status: 'presented', summary: event.data.summary, number: event.data.number, by: event.actor },
        };
      case 'CaseAuditReportAgreed':
        return { ...state, report: { status: 'agreed', number: event.data.number, meetingOn: event.data.meetingOn } };
      case 'CaseAuditBriefingShared': {
        const groupRevisions = Object.fromEntries(event.data.groups.map(({ group }) => [group, event.revision]));
        return { ...state, briefing: event.data, acknowledged: {}, answered: {}, groupRevisions };
      }
      case 'CaseAuditBriefingAcknowledged': {
        const groupRevisions = { ...state.groupRevisions, [event.data.group]: event.revision };
        return { ...state, acknowledged: { ...state.acknowledged, [event.data.group]: event.data }, groupRevisions };
      }
      case 'CaseAuditFeedbackAnswered': {
        const groupRevisions = { ...state.groupRevisions, [event.data.group]: event.revision };
        return { ...state, answered: { ...state.answered, [event.data.group]: event.data }, groupRevisions };
      }
    }
  },
};

/** The record of the audit that a command plans: the same for every retry of it. */
export function auditIdOf(commandId: string): string {
  return idOf(caseAudit.category, commandId);
}

/** The id of the audit whose stream it is. */
export function auditOf(stream: string): string {
  return stream.slice(caseAudit.category.length + 1);
}

/** A change of what others have changed meanwhile is not made: findings and recommendations are new, and change nothing. */
function mustBeAsRead(command: Exclude<CaseAuditCommand, PlanAudit>, state: Planned): void {
  if (command.type === 'RecordFinding' || command.type === 'MakeRecommendation' || command.basedOn === undefined) return;
  const isOfGroup = command.type === 'AcknowledgeBriefing' || command.type === 'AnswerFeedback';
  const current = isOfGroup ? state.groupRevisions[command.group] : state.revision;
  // A group that never had the briefing has nothing that could have changed: it is told that.
  if (isOfGroup && current === undefined) return;
  if (command.basedOn !== current) throw refusal('audit-changed', { currentRevision: current ?? null });
}

function plan({ wanted, facts, names }: PlanAudit): CaseAuditPlanned {
  const { partnership, tool } = facts;
  if (!partnership) throw refusal('partnership-not-registered', { partnership: wanted.partnership });
  if (!partnership.auditsHeld) throw refusal('no-audits-held-here', { partnership: wanted.partnership });
  if (!tool) throw refusal('audit-tool-not-published', wanted.tool);
  mustBeThemes([wanted.theme]);
  const { from, to } = wanted.period;
  if (to < from) throw refusal('period-back-to-front', { from, to });
  if (!isOfKind(wanted)) throw refusal('cases-not-of-kind', { kind: wanted.kind, cases: wanted.cases });
  mustFitItsKind(wanted);
  if (wanted.panel.length === 0) throw refusal('no-panel', {});
  const questions = Object.fromEntries(wanted.questions.map((question, index) => [`questions/${index}`, question]));
  mustNameNobody({ title: wanted.title, 'source/reference': wanted.source.reference, ...questions }, names);
  const agencies = agenciesOf(wanted, facts);
  const unasked = wanted.with.filter((id) => !agencies.some((one) => one.partnership === id));
  if (unasked.length > 0) throw refusal('joint-with-nobody', { partnerships: unasked });
  mustBeAmong(
    wanted.panel.map(({ agency }) => agency),
    listedIn(wanted, facts),
  );
  const { title, kind, theme, source, period, cases, panel, reAuditOf } = wanted;
  return {
    type: 'CaseAuditPlanned',
    data: {
      partnership: wanted.partnership,
      title,
      kind,
      theme,
      source,
      questions: wanted.questions,
      period,
      tool: { code: tool.code, version: tool.version, revision: tool.revision },
      scale: tool.scale,
      domains: domainsOf(wanted, facts),
      cases,
      agencies,
      panel,
      with: wanted.with,
      reAuditOf,
      partnershipRevision: partnership.revision,
    },
  };
}

/** One case in depth is one; a sample is more than one. */
function isOfKind({ kind, cases }: PlanAudit['wanted']): boolean {
  return kind === 'one-case' ? cases === 1 : kind === 're-audit' ? cases >= 1 : cases >= 2;
}

/** A joint audit names whom it is done with, and a re-audit may repeat one that was joint; only a re-audit has an earlier audit. */
function mustFitItsKind({ kind, with: others, reAuditOf }: PlanAudit['wanted']): void {
  if (kind === 'joint' && others.length === 0) throw refusal('joint-with-nobody', { partnerships: [] });
  if (others.length > 0 && kind !== 'joint' && kind !== 're-audit') throw refusal('not-of-kind', { kind, field: 'with' });
  if (reAuditOf !== undefined && kind !== 're-audit') throw refusal('not-of-kind', { kind, field: 'reAuditOf' });
}

/** The domains of the tool that are looked at. A re-audit looks at its theme again by the earlier audit's items. */
function domainsOf(wanted: PlanAudit['wanted'], { tool, earlier }: PlanAuditFacts) {
  const {
    kind,
    theme,
    tool: { code, version },
    domains,
    reAuditOf,
  } = wanted;
  if (kind === 're-audit' && (reAuditOf === undefined || !earlier)) throw refusal('earlier-audit-not-found', {});
  const again = kind === 're-audit' ? earlier : undefined;
  if (again && again.theme !== theme) throw refusal('re-audit-theme-differs', { theme: again.theme });
  if (again && (again.tool.code !== code || again.tool.version !== version)) throw refusal('re-audit-items-differ', { tool: again.tool });
  const all = tool?.domains ?? [];
  const keys = again?.domains ?? domains ?? all.map(({ key }) => key);
  const unknown = keys.filter((key) => !all.some((domain) => domain.key === key));
  if (unknown.length > 0) throw refusal('domain-not-in-tool', { domains: unknown });
  if (!keys.includes(INFORMATION_SHARING)) throw refusal('information-sharing-left-out', { code });
  return all.filter(({ key }) => keys.includes(key));
}

function listedIn({ partnership, with: others }: PlanAudit['wanted'], facts: PlanAuditFacts): readonly AuditAgency[] {
  const missing = others.filter((id) => !facts.others.some((one) => one.id === id));
  if (missing.length > 0) throw refusal('other-partnership-not-registered', { partnerships: missing });
  const own = { id: partnership, agencies: facts.partnership?.agencies ?? [] };
  return [own, ...facts.others].flatMap(({ id, agencies }) => {
    return agencies.map((one) => ({ agency: one.id, name: one.name, partnership: id }));
  });
}

function agenciesOf(wanted: PlanAudit['wanted'], facts: PlanAuditFacts): readonly AuditAgency[] {
  const { agencies } = wanted;
  if (agencies.length === 0) throw refusal('no-agencies', {});
  const twice = agencies.filter((id, index) => agencies.indexOf(id) < index);
  if (twice.length > 0) throw refusal('agency-listed-twice', { agencies: [...new Set(twice)] });
  const listed = listedIn(wanted, facts);
  mustBeAmong(agencies, listed);
  return agencies.flatMap((id) => listed.find(({ agency }) => agency === id) ?? []);
}

function mustBeAmong(agencies: readonly string[], listed: readonly AuditAgency[]): void {
  const strangers = agencies.filter((id) => !listed.some(({ agency }) => agency === id));
  if (strangers.length > 0) throw refusal('agency-not-in-partnership', { agencies: [...new Set(strangers)] });
}

function recordGovernance({ governance, names }: RecordGovernance, state: Planned): CaseAuditEvent[] {
  if (state.dueOn !== undefined) throw refusal('tools-already-issued', { dueOn: state.dueOn });
  const given = Object.fromEntries(GOVERNANCE.flatMap((name) => (governance[name]?.trim() ? [[name, governance[name]]] : [])));
  if (Object.keys(given).length === 0) throw refusal('say-something', {});
  mustNameNobody(given, names);
  if (canonicalJson({ ...state.governance, ...given }) === canonicalJson(state.governance)) return [];
  return [{ type: 'CaseAuditGovernanceRecorded', data: given }];
}

function select(command: SelectCases, state: Planned): CaseAuditCasesSelected {
  const { describedAs, takenOn, includesPlacedOutside, wanted, pseudonyms, names } = command;
  if (state.cases.length > 0) throw refusal('cases-already-selected', { cases: state.cases.length });
  if (!includesPlacedOutside) throw refusal('placed-outside-left-out', {});
  const reasons = Object.fromEntries(wanted.exclusions.map(({ reason }, index) => [`exclusions/${index}/reason`, reason]));
  mustNameNobody({ describedAs, seed: wanted.seed, ...reasons }, names);
  const { drawn, snapshotHash, placedOutside, eligible, excluded } = selectCases(wanted);
  const planned = state.particulars.cases;
  if (drawn.length !== planned) throw refusal('cases-not-as-planned', { planned, drawn: drawn.length });
  return {
    type: 'CaseAuditCasesSelected',
    data: {
      population: { describedAs, takenOn, size: wanted.population.length, snapshotHash, placedOutside },
      seed: wanted.seed,
      strata: wanted.strata.map((stratum, index) => ({ ...stratum, eligible: eligible[index] ?? 0 })),
      exclusions: excluded,
      cases: drawn.map(({ ageBand, quarterOfBirth, gender, level, placement }, index) => {
        return { case: pseudonyms[index] ?? '', ageBand, quarterOfBirth, gender, level, placement };
      }),
    },
  };
}

function issue({ dueOn, today }: IssueTools, state: Planned): CaseAuditToolsIssued {
  if (state.dueOn !== undefined) throw refusal('tools-already-issued', { dueOn: state.dueOn });
  const { lawfulBasis, informationSharingAgreement, dpiaReference } = state.governance;
  if (lawfulBasis === undefined || informationSharingAgreement === undefined || dpiaReference === undefined) {
    throw refusal('governance-missing', { missing: GOVERNANCE.filter((name) => state.governance[name] === undefined) });
  }
  if (state.cases.length === 0) throw refusal('cases-not-selected', {});
  if (dueOn < today) throw refusal('due-in-past', { dueOn, today });
  const { partnership, title, agencies } = state.particulars;
  const governance = { lawfulBasis, informationSharingAgreement, dpiaReference };
  return {
    type: 'CaseAuditToolsIssued',
    data: { partnership, title, dueOn, governance, cases: state.cases.map((one) => one.case), agencies },
  };
}

function recordFinding(command: RecordFinding, state: Planned): CaseAuditEvent[] {
  const { finding, kind, text, themes, domain, cases, names } = command;
  mustBeOpen(state);
  mustBeThemes(themes);
  const { domains } = state.particulars;
  if (!domains.some(({ key }) => key === domain)) throw refusal('domain-not-in-tool', { domains: [domain] });
  const strangers = cases.filter((one) => !state.cases.some((selected) => selected.case === one));
  if (strangers.length > 0) throw refusal('case-not-in-audit', { cases: strangers });
  mustNameNobody({ text }, names);
  const data = { finding, kind, text, themes, domain, agencies: namedIn(command.agencies, state), cases };
  if (canonicalJson(state.findings[finding] ?? null) === canonicalJson(data)) return [];
  return [{ type: 'CaseAuditFindingRecorded', data }];
}

function recommend({ recommendation, text, findings, agencies, names }: MakeRecommendation, state: Planned): CaseAuditEvent[] {
  mustBeOpen(state);
  const strangers = findings.filter((one) => !state.findings[one]);
  if (strangers.length > 0 || findings.length === 0) throw refusal('finding-not-in-audit', { findings: strangers });
  mustNameNobody({ text }, names);
  const data = { recommendation, text, findings, agencies: namedIn(agencies, state) };
  if (canonicalJson(state.recommendations[recommendation] ?? null) === canonicalJson(data)) return [];
  return [{ type: 'CaseAuditRecommendationMade', data }];
}

/** A report says what the moderated cases came to, so all of them are. */
function present({ summary, concluded, names }: PresentReport, state: Planned): CaseAuditReportPresented[] {
  mustBeOpen(state);
  const findings = Object.keys(state.findings).length;
  if (findings === 0) throw refusal('no-findings', {});
  const waiting = state.cases.map((one) => one.case).filter((one) => !concluded.includes(one));
  if (waiting.length > 0) throw refusal('moderation-not-concluded', { cases: waiting });
  mustNameNobody({ summary }, names);
  const number = state.report.status === 'none' ? 1 : state.report.number + 1;
  const recommendations = Object.keys(state.recommendations).length;
  return [{ type: 'CaseAuditReportPresented', data: { summary, findings, recommendations, number } }];
}

function agree({ meetingOn, today }: AgreeReport, state: Planned): CaseAuditEvent[] {
  const { report, particulars } = state;
  if (report.status === 'none') throw refusal('report-not-presented', {});
  if (report.status === 'agreed') throw refusal('report-agreed', { meetingOn: report.meetingOn });
  if (meetingOn > today) throw refusal('meeting-in-future', { heldOn: meetingOn, today });
  const { partnership, title } = particulars;
  const data = { partnership, title, meetingOn, number: report.number, presentedBy: report.by };
  return [{ type: 'CaseAuditReportAgreed', data }];
}

function share({ text, groups, known, names }: ShareBriefing, state: Planned): CaseAuditEvent[] {
  if (state.report.status !== 'agreed') throw refusal('report-not-agreed', {});
  if (groups.length === 0) throw refusal('no-groups', {});
  const strangers = groups.filter((group) => !known.some(({ id }) => id === group));
  if (strangers.length > 0) throw refusal('group-not-in-partnership', { groups: strangers });
  mustNameNobody({ text }, names);
  const named = groups.flatMap((group) => known.filter(({ id }) => id === group).map(({ id, name }) => ({ group: id, name })));
  const data = { text, groups: named };
  if (canonicalJson(state.briefing ?? null) === canonicalJson(data)) return [];
  return [{ type: 'CaseAuditBriefingShared', data }];
}

function acknowledge({ group, feedback, emergingRisks, today, names }: AcknowledgeBriefing, state: Planned): CaseAuditEvent[] {
  const shared = state.briefing?.groups.find((one) => one.group === group);
  if (!shared) throw refusal('briefing-not-shared', { group });
  mustNameNobody({ feedback, emergingRisks }, names);
  const standing = state.acknowledged[group];
  if (standing && standing.feedback === feedback && standing.emergingRisks === emergingRisks) return [];
  const data = { group, name: shared.name, acknowledgedOn: today, feedback, emergingRisks };
  return [{ type: 'CaseAuditBriefingAcknowledged', data }];
}

function answer({ group, answer: text, today, names }: AnswerFeedback, state: Planned): CaseAuditEvent[] {
  const said = state.acknowledged[group];
  if (!said || (said.feedback === undefined && said.emergingRisks === undefined)) throw refusal('no-feedback-to-answer', { group });
  mustNameNobody({ answer: text }, names);
  if (state.answered[group]?.answer === text) return [];
  return [{ type: 'CaseAuditFeedbackAnswered', data: { group, name: said.name, answeredOn: today, answer: text } }];
}

/** Findings are what issued tools came to, and are fixed once the report is agreed. */
function mustBeOpen({ dueOn, report }: Planned): void {
  if (dueOn === undefined) throw refusal('tools-not-issued', {});
  if (report.status === 'agreed') throw refusal('report-agreed', { meetingOn: report.meetingOn });
}

function mustBeThemes(themes: readonly string[]): void {
  const unknown = themes.filter((theme) => !isTheme(theme));
  if (unknown.length > 0 || themes.length === 0) throw refusal('theme-not-listed', { themes: unknown });
}

function namedIn(ids: readonly string[], { particulars }: Planned): CaseAuditFindingRecorded['data']['agencies'] {
  const strangers = ids.filter((id) => !particulars.agencies.some(({ agency }) => agency === id));
  if (strangers.length > 0) throw refusal('agency-not-in-audit', { agencies: strangers });
  return particulars.agencies.filter(({ agency }) => ids.includes(agency)).map(({ agency, name }) => ({ agency, name }));
}

function refusal<Code extends keyof CaseAuditRefusals>(code: Code, details: CaseAuditRefusals[Code]): Refusal<Code> {
  return new Refusal(code, { ...details });
}
