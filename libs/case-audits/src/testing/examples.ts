import { fold, type Decider, type DomainEvent } from '@goldenthread/event-sourcing';
import { AN_AUTHOR, recorded } from '@goldenthread/event-sourcing/testing';
import { multiAgencyV1 } from '../../data/tools/multi-agency-v1.tool.js';
import type { AgencyAuditCommand, AskedFacts, GradeDomain } from '../domain/agency-audit.commands.js';
import type { AgencyAuditEvent } from '../domain/agency-audit.events.js';
import { agencyAudit } from '../domain/agency-audit.js';
import type { CaseAuditCommand, PlanAuditFacts, PlanAuditWanted } from '../domain/case-audit.commands.js';
import type { CaseAuditEvent } from '../domain/case-audit.events.js';
import { caseAudit } from '../domain/case-audit.js';
import type { CaseModerationCommand, OpenModerationFacts } from '../domain/case-moderation.commands.js';
import type { CaseModerationEvent } from '../domain/case-moderation.events.js';
import { caseModeration } from '../domain/case-moderation.js';
import type { EmergingRiskRaised, EmergingRisksAnswered, EmergingRisksReported } from '../domain/emerging-risk.events.js';
import { emergingRiskReport, type AnswerRisks, type ReportRisks } from '../domain/emerging-risk-report.js';
import { emergingRisk, type RaiseRisk } from '../domain/emerging-risk.js';
import type { AgeBand, Gender, HelpLevel, PopulationEntry } from '../domain/case-selection.js';

const id = (end: string): string => `00000000-0000-4000-8000-${end.padStart(12, '0')}`;

export const MARLSHIRE = id('b1');
export const AUDIT = id('ca1');
export const POLICE = id('a1');
export const HEALTH = id('a2');
export const COUNCIL = id('a3');
export const STRANGER = id('a9');
/** A panel member of each of two agencies, and one of none that is asked. */
const POLICE_PANEL = id('d1');
export const HEALTH_PANEL = id('d2');
export const CASE_ONE = '0A1B2C';
export const CASE_TWO = '3D4E5F';

const LEVELS: readonly HelpLevel[] = ['early-help', 'child-in-need', 'child-protection', 'looked-after'];
const BANDS: readonly AgeBand[] = ['under-1', '1-4', '5-9', '10-15', '16-17'];
const GENDERS: readonly Gender[] = ['female', 'male'];

/** Invented children: every fourth of each level, every fifth placed outside the area. */
export function aPopulation(size: number): readonly PopulationEntry[] {
  return Array.from({ length: size }, (_, index) => ({
    ref: `M-${String(index + 1).padStart(4, '0')}`,
    ageBand: nth(BANDS, index),
    quarterOfBirth: `20${String(10 + (index % 14)).padStart(2, '0')}-Q${(index % 4) + 1}`,
    gender: nth(GENDERS, index),
    level: nth(LEVELS, index),
    placement: index % 5 === 4 ? 'outside-area' : 'in-area',
  }));
}

function nth<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

export const planWanted: PlanAuditWanted = {
  partnership: MARLSHIRE,
  title: 'Domestic abuse: eight cases',
  kind: 'themed',
  theme: 'domestic-abuse',
  source: { kind: 'practice-review', reference: 'Review of 2025, recommendation 3' },
  questions: ['Do agencies share what they know of the adults in time?'],
  period: { from: '2025-01-01', to: '2025-12-31' },
  tool: { code: 'multi-agency', version: 1 },
  domains: ['voice', 'information-sharing', 'outcome'],
  cases: 2,
  agencies: [POLICE, HEALTH, COUNCIL],
  panel: [
    { person: POLICE_PANEL, agency: POLICE },
    { person: HEALTH_PANEL, agency: HEALTH },
  ],
  with: [],
};

export const planFacts: PlanAuditFacts = {
  tool: { ...multiAgencyV1, revision: 0 },
  partnership: {
    agencies: [
      { id: POLICE, name: 'Marlshire Police' },
      { id: HEALTH, name: 'Marlshire Hospitals' },
      { id: COUNCIL, name: 'Marlshire County Council' },
    ],
    revision: 3,
    auditsHeld: true,
  },
  others: [],
};

const names: readonly string[] = ['Rowan Example'];

export const PLAN: CaseAuditCommand = { type: 'PlanAudit', wanted: planWanted, facts: planFacts, names };
export const GOVERN: CaseAuditCommand = {
  type: 'RecordGovernance',
  governance: {
    lawfulBasis: 'UK GDPR article 6(1)(e), Children Act 2004 section 16H',
    informationSharingAgreement: 'Marlshire partners, 2024',
    dpiaReference: 'DPIA-12',
  },
  names,
};
export const SELECT: CaseAuditCommand = {
  type: 'SelectCases',
  describedAs: 'Open cases with domestic abuse recorded in 2025',
  takenOn: '2026-01-09',
  includesPlacedOutside: true,
  wanted: {
    population: aPopulation(40),
    seed: 'drawn on 12 January 2026',
    strata: [
      { where: { level: 'child-protection' }, take: 1 },
      { where: { level: 'child-in-need' }, take: 1 },
    ],
    exclusions: [{ ref: 'M-0001', reason: 'A criminal trial is going on.' }],
  },
  pseudonyms: [CASE_ONE, CASE_TWO],
  names,
};
export const ISSUE: CaseAuditCommand = { type: 'IssueTools', dueOn: '2026-02-27', today: '2026-01-19' };
export const FIND: CaseAuditCommand = {
  type: 'RecordFinding',
  finding: id('f1'),
  kind: 'good-practice',
  text: 'Midwives asked about abuse at every visit.',
  themes: ['domestic-abuse', 'pre-birth'],
  domain: 'information-sharing',
  agencies: [HEALTH],
  cases: [CASE_ONE],
  names,
};
export const RECOMMEND: CaseAuditCommand = {
  type: 'MakeRecommendation',
  recommendation: id('e1'),
  text: 'Share police notifications with midwives within one working day.',
  findings: [id('f1')],
  agencies: [POLICE],
  names,
};
export const PRESENT: CaseAuditCommand = { type: 'PresentReport', summary: 'What we saw.', concluded: [CASE_ONE, CASE_TWO], names };
export const AGREE: CaseAuditCommand = { type: 'AgreeReport', meetingOn: '2026-04-15', today: '2026-04-15' };
export const GROUP = id('91');
const EXECUTIVE = id('93');
export const SHARE: CaseAuditCommand = {
  type: 'ShareBriefing',
  text: 'Seven minutes on sharing what you know.',
  groups: [GROUP],
  known: [{ id: GROUP, name: 'Stay Safe Group North' }],
  names,
};
export const ACKNOWLEDGE: CaseAuditCommand = {
  type: 'AcknowledgeBriefing',
  group: GROUP,
  feedback: 'We would like this for schools too.',
  emergingRisks: 'More families move in with relatives.',
  today: '2026-05-06',
  names,
};

export const ANSWER: CaseAuditCommand = {
  type: 'AnswerFeedback',
  group: GROUP,
  answer: 'Schools have it from today. Visits to relatives go into the next audit.',
  today: '2026-05-13',
  names,
};

/** An audit from its plan to the answer to what a group said of its briefing, one event for each command. */
export const anAuditsLife: readonly CaseAuditEvent[] = played(caseAudit, [
  PLAN,
  GOVERN,
  SELECT,
  ISSUE,
  FIND,
  RECOMMEND,
  PRESENT,
  AGREE,
  SHARE,
  ACKNOWLEDGE,
  ANSWER,
]);

/** What an agency was asked about the first case. */
export const asked: AskedFacts = {
  audit: AUDIT,
  case: CASE_ONE,
  agency: POLICE,
  agencyName: 'Marlshire Police',
  partnership: MARLSHIRE,
  dueOn: '2026-02-27',
  scale: multiAgencyV1.scale,
  domains: multiAgencyV1.domains.filter(({ key }) => planWanted.domains?.includes(key)),
  auditRevision: 3,
  moderationBegun: false,
};

/** The whole of a domain, with the same grade for it and for all of its criteria. */
export function gradeDomain(domain: string, grade: string, over: Partial<GradeDomain> = {}): GradeDomain {
  const criteria = asked.domains.find(({ key }) => key === domain)?.criteria ?? [];
  return {
    type: 'GradeDomain',
    domain,
    grade,
    why: `Why ${domain} is ${grade}.`,
    criteria: criteria.map(({ key }) => ({ criterion: key, rating: grade, why: `Why ${key}.` })),
    basedOn: 'new',
    actor: AN_AUTHOR,
    asked,
    names,
    ...over,
  };
}

export const CHECK: AgencyAuditCommand = {
  type: 'CheckRecord',
  answer: 'known',
  note: 'Known since 2023.',
  workers: [id('c9')],
  asked,
  names,
};
export const FEED_BACK: AgencyAuditCommand = {
  type: 'RecordFeedback',
  practitioners: 'We did not know of the court order.',
  family: 'Nobody told me who was coming.',
  asked,
  names,
};
export const SUBMIT: AgencyAuditCommand = {
  type: 'SubmitAgencyAudit',
  independent: true,
  basedOn: 4,
  actor: AN_AUTHOR,
  today: '2026-02-20',
  asked,
};

/** One agency's audit of the first case, from the record check to its submission. */
export const anAgencyAuditsLife: readonly AgencyAuditEvent[] = played(agencyAudit, [
  CHECK,
  gradeDomain('voice', 'good'),
  gradeDomain('information-sharing', 'good'),
  gradeDomain('outcome', 'requires-improvement'),
  FEED_BACK,
  SUBMIT,
]);

const selfGrades = (...grades: readonly ['voice' | 'information-sharing' | 'outcome', 'good' | 'requires-improvement'][]) =>
  grades.map(([domain, grade]) => ({ domain, title: asked.domains.find(({ key }) => key === domain)?.title ?? '', grade }));

/** Two agencies have submitted, and one does not know the child. */
export const moderationFacts: OpenModerationFacts = {
  partnership: MARLSHIRE,
  audit: AUDIT,
  case: CASE_ONE,
  scale: asked.scale,
  domains: asked.domains,
  panel: planWanted.panel,
  agencies: [
    {
      agency: POLICE,
      name: 'Marlshire Police',
      status: 'submitted',
      grades: selfGrades(['voice', 'good'], ['information-sharing', 'good'], ['outcome', 'requires-improvement']),
      revision: 5,
    },
    {
      agency: HEALTH,
      name: 'Marlshire Hospitals',
      status: 'submitted',
      grades: selfGrades(['voice', 'good'], ['information-sharing', 'requires-improvement'], ['outcome', 'good']),
      revision: 4,
    },
    { agency: COUNCIL, name: 'Marlshire County Council', status: 'not-known', grades: [], revision: 0 },
  ],
};

const of = (person: string, agency: string) => ({ ...AN_AUTHOR, person, agency });
export const HEALTH_ACTS = of(HEALTH_PANEL, HEALTH);
export const POLICE_ACTS = of(POLICE_PANEL, POLICE);
export const UNIT_ACTS = of(id('cc'), id('b9'));

const grades = (voice: string, sharing: string, outcome: string, reason?: string) => [
  { domain: 'voice', grade: voice, reason },
  { domain: 'information-sharing', grade: sharing, reason },
  { domain: 'outcome', grade: outcome, reason },
];

export const OPEN: CaseModerationCommand = { type: 'OpenModeration', facts: moderationFacts, names };
export const HOLD: CaseModerationCommand = {
  type: 'HoldModeration',
  heldOn: '2026-03-10',
  present: [POLICE, HEALTH],
  absent: [],
  today: '2026-03-10',
  names,
};
export const MODERATE_POLICE: CaseModerationCommand = {
  type: 'ModerateGrades',
  agency: POLICE,
  grades: grades('good', 'requires-improvement', 'requires-improvement', 'The notification came after nine days.'),
  actor: HEALTH_ACTS,
  names,
};
export const MODERATE_HEALTH: CaseModerationCommand = {
  type: 'ModerateGrades',
  agency: HEALTH,
  grades: grades('good', 'requires-improvement', 'good'),
  actor: POLICE_ACTS,
  names,
};
export const AGREE_POLICE: CaseModerationCommand = {
  type: 'AgreeGrades',
  agency: POLICE,
  grades: grades('good', 'requires-improvement', 'requires-improvement'),
  actor: UNIT_ACTS,
  names,
};
export const AGREE_HEALTH: CaseModerationCommand = {
  type: 'AgreeGrades',
  agency: HEALTH,
  grades: grades('good', 'inadequate', 'good', 'Nothing was asked of the police at all.'),
  actor: UNIT_ACTS,
  names,
};
const POLICE_SHARING = { agency: POLICE, domain: 'information-sharing' };
export const DISSENT: CaseModerationCommand = {
  type: 'RecordDissent',
  ...POLICE_SHARING,
  by: HEALTH,
  grade: 'inadequate',
  reason: 'Nine days is too long.',
  names,
};
export const DISPUTE: CaseModerationCommand = {
  type: 'DisputeGrade',
  ...POLICE_SHARING,
  reason: 'The form had been sent on the second day.',
  actor: POLICE_ACTS,
  names,
};
export const ESCALATE: CaseModerationCommand = {
  type: 'EscalateDispute',
  ...POLICE_SHARING,
  reason: 'The meeting could not settle it.',
  names,
};
export const DECIDE: CaseModerationCommand = {
  type: 'DecideDispute',
  ...POLICE_SHARING,
  grade: 'good',
  reason: 'The log shows that it was sent.',
  actor: UNIT_ACTS,
  names,
};
export const CONCLUDE: CaseModerationCommand = {
  type: 'ConcludeModeration',
  summaries: {
    informationSharing: 'It was shared, and read late.',
    voice: 'The child was seen alone three times.',
    outcome: 'The child is safe with a relative.',
  },
  names,
};

/** The moderation of the first case, with a move, a dissent and a dispute, to its end. */
export const aModerationsLife: readonly CaseModerationEvent[] = played(caseModeration, [
  OPEN,
  HOLD,
  MODERATE_POLICE,
  MODERATE_HEALTH,
  AGREE_POLICE,
  AGREE_HEALTH,
  DISSENT,
  DISPUTE,
  ESCALATE,
  DECIDE,
  CONCLUDE,
]);

export const RAISE: RaiseRisk = {
  type: 'RaiseRisk',
  partnership: MARLSHIRE,
  group: GROUP,
  themes: ['missing'],
  text: 'Young people sleep on a friend’s sofa for weeks, and nobody asks.',
  known: [{ id: GROUP, name: 'Stay Safe Group North' }],
  today: '2026-05-20',
};
export const REPORT: ReportRisks = {
  type: 'ReportRisks',
  partnership: MARLSHIRE,
  quarter: '2026-Q2',
  summary: 'Two groups see that families wait longer for a home.',
  position: '4711',
  groups: [
    { group: GROUP, name: 'Stay Safe Group North', risks: 2 },
    { group: id('92'), name: 'Stay Safe Group South', risks: 0 },
  ],
  today: '2026-06-24',
};
export const [aRaisedRisk] = played(emergingRisk, [RAISE]) as [EmergingRiskRaised];
export const REPLY: AnswerRisks = {
  type: 'AnswerRisks',
  quarter: '2026-Q2',
  outcome: 'more-wanted',
  words: 'How long do families wait, and where?',
  group: EXECUTIVE,
  answeredOn: '2026-07-01',
  executives: [{ id: EXECUTIVE, name: 'Marlshire Executive' }],
  today: '2026-07-02',
};
export const [aReportedQuarter, anAnsweredQuarter] = played(emergingRiskReport, [REPORT, REPLY]) as [
  EmergingRisksReported,
  EmergingRisksAnswered,
];

/** What commands in this order come to. */
function played<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  commands: readonly Command[],
): readonly Event[] {
  return commands.reduce<readonly Event[]>((events, command) => {
    return [...events, ...decider.decide(command, fold(decider, recorded(decider.category, events)))];
  }, []);
}
