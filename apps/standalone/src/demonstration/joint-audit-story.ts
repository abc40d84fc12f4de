import { auditRecommendationIdOf } from '@goldenthread/actions';
import { itemIdOf, multiAgencyV1, type GradeKey, type PlanAuditWanted } from '@goldenthread/case-audits';
import { londonInstant } from '@goldenthread/calendar';
import { THE_PROGRAM, type Day } from '@goldenthread/event-sourcing';
import { groupIdOf, ListAgency, RegisterPartnership } from '@goldenthread/partnership';
import { at, AuditTelling, gradedAs, inventedPopulation, type Teller, type ToldAudit } from './audit-telling.js';
import { actorOfFenshire, FENSHIRE, FENSHIRE_AGENCIES } from './fenshire.js';
import { actorOf, AGENCIES, MARLSHIRE } from './marlshire.js';
import type { Plan } from './plan.js';
import { Seeded } from './seeded.js';

const DOMAINS = ['voice', 'information-sharing', 'planning'] as const;
type Domain = (typeof DOMAINS)[number];

/** A grade as the agency saw it and why; where it was moved, what the moderator and the meeting made of it, and why. */
interface Graded {
  readonly own: GradeKey;
  readonly why: string;
  readonly moderated?: readonly [grade: GradeKey, reason: string];
  readonly agreed?: readonly [grade: GradeKey, reason: string];
}

/** An agency that took part: who audits for it, who grades what it did, and its grades of each case; nothing where it is not known. */
interface Part {
  readonly agency: string;
  readonly author: Teller;
  readonly moderator: Teller;
  readonly cases: readonly (Readonly<Record<Domain, Graded>> | undefined)[];
}

/**
 * An audit that Marlshire and the next county did together in the summer of 2025, from its plan to its briefing: two children
 * who were found on the other side of the boundary. Whoever moderates is of the other county. One action came out of it.
 */
export function tellJointAudit(plan: Plan): void {
  makeFenshireKnown(plan);
  const telling = new AuditTelling(plan);
  const audit = telling.begin(BEGINNING);
  audit.cases.forEach((pseudonym, number) => {
    PARTS.forEach((part, place) => {
      auditCase(telling, audit, pseudonym, { part, number, place });
    });
    moderate(telling, audit, pseudonym, number);
  });
  follow(plan, report(telling, audit));
}

/** Nothing of Fenshire is on record here but that it is there, and who takes part. */
function makeFenshireKnown(plan: Plan): void {
  const when = at('2025-04-22', 9, 0);
  const registered = { partnership: FENSHIRE.id, name: FENSHIRE.name, kind: 'invented' } as const;
  plan.tell(
    when,
    THE_PROGRAM,
    { action: 'register-partnership', subject: { partnership: FENSHIRE.id }, body: registered },
    (context, told) => new RegisterPartnership({ ...context, partnership: FENSHIRE.id }, told, registered),
  );
  for (const { id: agency, name, kind, basis } of FENSHIRE_AGENCIES) {
    const listed = { partnership: FENSHIRE.id, agency, name, kind, basis };
    const request = { action: 'list-agency', subject: { agency }, body: listed };
    plan.tell(when, THE_PROGRAM, request, (context, told) => new ListAgency({ ...context, partnership: FENSHIRE.id }, told, listed));
  }
}

function auditCase(
  telling: AuditTelling,
  audit: ToldAudit,
  pseudonym: string,
  { part: { author, cases }, number, place }: { part: Part; number: number; place: number },
): void {
  const when = (minutes: number) => at(AUDITED_ON[number] ?? AUDITED_ON[0], 10 + place, minutes);
  const grades = cases[number];
  const answer = grades ? 'known' : 'not-known';
  telling.answer(when(0), author, audit, pseudonym, { type: 'CheckRecord', answer, workers: [] });
  if (!grades) return;
  DOMAINS.forEach((domain, index) => {
    const { own, why } = grades[domain];
    const graded = { type: 'GradeDomain', basedOn: 'new', ...gradedAs(domain, own, why) } as const;
    telling.answer(when(10 + index * 10), author, audit, pseudonym, graded);
  });
  telling.answer(when(45), author, audit, pseudonym, { type: 'SubmitAgencyAudit', independent: true, basedOn: DOMAINS.length });
}

function moderate(telling: AuditTelling, audit: ToldAudit, pseudonym: string, number: number): void {
  const minute = (minutes: number) => at(MODERATED_ON, 10 + number * 3, minutes);
  const known = PARTS.flatMap(({ agency, moderator, cases }) => {
    const grades = cases[number];
    return grades ? [{ agency, moderator, grades }] : [];
  });
  telling.meet(minute(0), audit, pseudonym, { type: 'OpenModeration' });
  const present = known.map(({ agency }) => agency);
  telling.meet(minute(2), audit, pseudonym, { type: 'HoldModeration', heldOn: MODERATED_ON, present, absent: [] });
  known.forEach(({ agency, moderator, grades }, place) => {
    const moderated = DOMAINS.map((domain) => {
      const [grade, reason] = grades[domain].moderated ?? [grades[domain].own, ''];
      return { domain, grade, reason };
    });
    telling.meet(minute(5 + place * 10), audit, pseudonym, { type: 'ModerateGrades', agency, grades: moderated }, moderator);
    const agreed = moderated.map(({ domain, grade: as }) => {
      const [grade, reason] = grades[domain].agreed ?? [as, ''];
      return { domain, grade, reason };
    });
    telling.meet(minute(10 + place * 10), audit, pseudonym, { type: 'AgreeGrades', agency, grades: agreed });
  });
  telling.meet(minute(50), audit, pseudonym, { type: 'ConcludeModeration', summaries: SUMMARIES });
}

/** @returns the recommendation as the register calls it once the report is agreed. */
function report(telling: AuditTelling, audit: ToldAudit): string {
  const findings = FINDINGS.map(({ agencies, cases, ...said }, number) => {
    const seen = cases.flatMap((place) => audit.cases[place] ?? []);
    const order = { type: 'RecordFinding', ...said, agencies, cases: seen } as const;
    return itemIdOf(telling.direct(at('2025-06-27', 10, number * 10), audit.id, order).context.commandId);
  });
  const { commandId } = telling.direct(at('2025-06-30', 14, 0), audit.id, {
    type: 'MakeRecommendation',
    text: 'Agree with Fenshire who rings whom when a child is found in the other county, and by when the plan follows.',
    findings: findings.slice(0, 1),
    agencies: [agencyOf('constabulary')],
  }).context;
  telling.direct(at('2025-07-16', 15, 0), audit.id, { type: 'PresentReport', summary: SUMMARY });
  telling.direct(at('2025-08-20', 16, 45), audit.id, { type: 'AgreeReport', meetingOn: '2025-08-20' }, marlshire('paqa-chair'));
  const groups = ['coast', 'vale'].map((area) => groupIdOf('marlshire', `local-${area}`));
  telling.direct(at('2025-09-02', 10, 0), audit.id, { type: 'ShareBriefing', text: BRIEFING, groups });
  groups.forEach((group, number) => {
    telling.direct(at('2025-09-10', 11, number), audit.id, { type: 'AcknowledgeBriefing', group, feedback: FEEDBACK[number] });
  });
  return auditRecommendationIdOf(audit.id, itemIdOf(commandId));
}

/** What Marlshire's police did about it, until the business unit accepted it. */
function follow(plan: Plan, recommendation: string): void {
  const [coordinator, author, lead] = [actorOf('coordinator'), actorOf('agency-author'), actorOf('agency-lead')];
  const asked = {
    recommendation,
    what: 'Write down with Fenshire Police who rings whom when a child is found across the boundary, day and night.',
    agency: agencyOf('constabulary'),
    dueOn: '2025-10-31',
    successMeasure: 'The home county hears within two hours in nine of ten episodes.',
    evidenceSought: 'The note that both control rooms use, and a month’s count.',
  };
  const on = (day: Day) => londonInstant(day, '11:15');
  const action = plan.issue(on('2025-08-21'), coordinator, 'joint-audit-calls', asked, { dayBegins: true });
  plan.step(on('2025-08-22'), author, action, { type: 'RecordReceipt', receivedOn: '2025-08-22' });
  plan.step(on('2025-08-28'), lead, action, { type: 'AcceptAction' });
  plan.step(on('2025-10-20'), author, action, {
    type: 'ClaimCompletion',
    statement: 'Both control rooms use one note since 1 September.',
    evidence: [{ kind: 'note', text: 'September: the home county heard within two hours in 19 of 20 episodes.' }],
  });
  plan.step(on('2025-10-29'), coordinator, action, { type: 'AcceptCompletion' });
}

function marlshire(person: string): Teller {
  return { actor: actorOf(person) };
}

function fenshire(person: string): Teller {
  return { actor: actorOfFenshire(person), partnership: FENSHIRE.id };
}

function agencyOf(slug: string): string {
  return [...AGENCIES, ...FENSHIRE_AGENCIES].find((one) => one.slug === slug)?.id ?? '';
}

const AUDITED_ON = ['2025-05-27', '2025-05-28'] as const;
const MODERATED_ON: Day = '2025-06-24';

const PANEL = [marlshire('council-lead'), fenshire('fenshire-lead'), marlshire('paqa-chair')];

const WANTED: PlanAuditWanted = {
  title: 'Found across the boundary: two cases with Fenshire',
  kind: 'joint',
  partnership: MARLSHIRE.id,
  theme: 'child-exploitation',
  source: { kind: 'business-plan', reference: 'Joint work with Fenshire 2025-26, priority 2' },
  questions: [
    'When a child is found in the other county, who tells whom, and how soon?',
    'Does the plan follow the child, and does it hold what the child said?',
  ],
  period: { from: '2024-07-01', to: '2025-03-31' },
  tool: { code: multiAgencyV1.code, version: multiAgencyV1.version },
  cases: 2,
  agencies: ['county-council', 'constabulary', 'council', 'police'].map(agencyOf),
  panel: PANEL.map(({ actor: { person, agency } }) => ({ person, agency })),
  with: [FENSHIRE.id],
  domains: DOMAINS,
};

const BEGINNING = {
  wanted: WANTED,
  days: { planned: '2025-04-28', governed: '2025-04-30', drawn: '2025-05-06', issued: '2025-05-08', dueOn: '2025-06-06' },
  agreement: 'Agreement of Marlshire’s and Fenshire’s safeguarding partners on joint audits, version 1',
  dpiaReference: 'Impact assessment MSCP-2025-05',
  describedAs: 'Children known to both counties who were reported missing and found in the other one',
  population: inventedPopulation(new Seeded('marlshire-joint-audit'), 60, '2025-05-06'),
  strata: [
    { where: { ageBand: '10-15', placement: 'outside-area' }, take: 1 },
    { where: { ageBand: '16-17', level: 'child-protection' }, take: 1 },
  ],
} as const;

const PARTS: readonly Part[] = [
  {
    agency: agencyOf('county-council'),
    author: marlshire('council-author'),
    moderator: fenshire('fenshire-lead'),
    cases: [
      {
        voice: { own: 'good', why: 'The child was asked on the way home what had happened, and by somebody the child knew.' },
        'information-sharing': { own: 'good', why: 'Fenshire had the history the same evening.' },
        planning: {
          own: 'good',
          why: 'The plan was changed within the week.',
          moderated: ['requires-improvement', 'Fenshire’s plan and this one name different people.'],
          agreed: ['good', 'The two plans were laid side by side at the next meeting, which the moderator had not seen.'],
        },
      },
      {
        voice: { own: 'requires-improvement', why: 'What the child said is in the notes of one visit, and in no plan.' },
        'information-sharing': { own: 'good', why: 'Both counties were at each strategy discussion.' },
        planning: { own: 'requires-improvement', why: 'Nobody was named to stay in touch after the move.' },
      },
    ],
  },
  {
    agency: agencyOf('constabulary'),
    author: marlshire('agency-author'),
    moderator: fenshire('fenshire-lead'),
    cases: [
      {
        voice: { own: 'good', why: 'The return interview was offered the next day, and the child chose where.' },
        'information-sharing': {
          own: 'good',
          why: 'A notice went to Fenshire’s control room.',
          moderated: ['requires-improvement', 'The notice reached Fenshire on the third day, without the two earlier episodes.'],
        },
        planning: { own: 'good', why: 'Officers knew of the plan and kept to it.' },
      },
      {
        voice: { own: 'good', why: 'The child was heard alone, with an interpreter.' },
        'information-sharing': {
          own: 'requires-improvement',
          why: 'Two of four episodes were passed on.',
        },
        planning: { own: 'good', why: 'The risk was looked at again after each episode.' },
      },
    ],
  },
  {
    agency: agencyOf('council'),
    author: fenshire('fenshire-author'),
    moderator: marlshire('council-lead'),
    cases: [
      {
        voice: { own: 'good', why: 'The social worker on duty sat with the child until the car came.' },
        'information-sharing': { own: 'outstanding', why: 'Marlshire was rung within the hour, and had a written note by noon.' },
        planning: { own: 'requires-improvement', why: 'No copy of Marlshire’s plan was asked for.' },
      },
      {
        voice: { own: 'good', why: 'The child was asked, and what was said went to Marlshire in the child’s words.' },
        'information-sharing': { own: 'good', why: 'What was known was sent the next morning.' },
        planning: {
          own: 'good',
          why: 'A safety plan for nights was agreed with the carer.',
          moderated: ['requires-improvement', 'The plan for nights was agreed, and Marlshire never had it.'],
        },
      },
    ],
  },
  {
    agency: agencyOf('police'),
    author: fenshire('fenshire-officer'),
    moderator: marlshire('council-lead'),
    cases: [
      {
        voice: { own: 'requires-improvement', why: 'The record says where the child was found, and not how the child was.' },
        'information-sharing': { own: 'good', why: 'The control room rang Marlshire twice.' },
        planning: { own: 'good', why: 'The address was flagged the same night.' },
      },
      undefined,
    ],
  },
];

const SUMMARIES = {
  informationSharing: 'Each county told the other, by different ways and at different speeds.',
  voice: 'Both children were heard on the day. One plan of two holds what was said.',
  outcome: 'Neither child has been missing for three months.',
};

const FINDINGS = [
  {
    kind: 'learning',
    text: 'There are four ways in which one county tells the other that a child was found, and nobody knows all of them.',
    themes: ['child-exploitation', 'information-sharing', 'missing'],
    domain: 'information-sharing',
    agencies: [agencyOf('constabulary'), agencyOf('police')],
    cases: [0, 1],
  },
  {
    kind: 'good-practice',
    text: 'A social worker of the county where the child was found stayed until somebody whom the child knew had come.',
    themes: ['child-exploitation', 'voice-of-the-child'],
    domain: 'voice',
    agencies: [agencyOf('council')],
    cases: [0],
  },
] as const;

const SUMMARY =
  'Two children were looked at by four agencies of two counties. Each county did its part well, and told the other late. Grades were moderated by the other county, which moved three of them.';
const BRIEFING =
  'Found across the boundary: ring before you write. Ask the child who should come. Send the plan with the child, and what the child said in it.';
const FEEDBACK = ['Read with the outreach workers of both piers.', 'The vale asks for the numbers of Fenshire’s duty team.'] as const;
