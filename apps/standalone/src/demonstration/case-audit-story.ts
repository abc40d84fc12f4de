import { auditRecommendationIdOf } from '@goldenthread/actions';
import {
  AnswerRisks,
  itemIdOf,
  multiAgencyV1,
  RaiseRisk,
  ReportRisks,
  type GradeKey,
  type PlanAuditWanted,
} from '@goldenthread/case-audits';
import type { Day, Instant } from '@goldenthread/event-sourcing';
import { groupIdOf } from '@goldenthread/partnership';
import { at, AuditTelling, gradedAs, inventedPopulation, type AuditBeginning, type Teller, type ToldAudit } from './audit-telling.js';
import { actorOf, AGENCIES, LOCAL_GROUPS, MARLSHIRE } from './marlshire.js';
import type { Plan } from './plan.js';
import { Seeded } from './seeded.js';

const DOMAINS = ['voice', 'information-sharing', 'challenge', 'outcome'] as const;
type Domain = (typeof DOMAINS)[number];
const AUDITORS = {
  'county-council': 'council-author',
  constabulary: 'agency-author',
  hospitals: 'health-author',
  probation: 'probation-author',
} as const;
type Auditing = keyof typeof AUDITORS;
const AUDITING = Object.keys(AUDITORS) as Auditing[];
const AUDITED_ON: readonly Day[] = ['2025-02-10', '2025-02-11', '2025-02-12', '2025-02-13', '2025-02-14', '2025-02-17'];
const LEVELS: readonly GradeKey[] = ['inadequate', 'requires-improvement', 'good', 'outstanding'];

/** What an invented agency says of a domain at each level; never of a child. */
const WHY: Readonly<Record<Domain, Readonly<Record<GradeKey, string>>>> = {
  voice: {
    inadequate: 'The record speaks of the adults throughout. Nobody wrote down what the child said.',
    'requires-improvement': 'The child was seen, but with a parent in the room, and what was said is noted in one line.',
    good: 'The child was seen alone three times, and the plan was changed after the second visit.',
    outstanding: 'The child chose where to meet and drew a week at home; the plan begins with that drawing.',
  },
  'information-sharing': {
    inadequate: 'Two notifications were never opened, and nobody asked what others knew.',
    'requires-improvement': 'What was asked for was sent, nine days later and without the history of the adults.',
    good: 'The notification went out the next morning and was answered the same week.',
    outstanding: 'A joint chronology was begun on the first day and was kept by all until the case was closed.',
  },
  challenge: {
    inadequate: 'The decision was thought wrong, and nobody said so.',
    'requires-improvement': 'A disagreement was spoken of at the meeting and left there.',
    good: 'The decision was questioned in writing, and looked at again within a week.',
    outstanding: 'Managers of three agencies met on the day of the disagreement and settled it with the family.',
  },
  outcome: {
    inadequate: 'Nothing in the record shows that anything is different for the child.',
    'requires-improvement': 'The risk is lower. School attendance and sleep are as they were.',
    good: 'The child lives with a relative, goes to school, and says that it is quiet at night.',
    outstanding: 'A year on, the child is well, and the family asks for help by itself.',
  },
};
const MOVED: Readonly<Record<Domain, string>> = {
  voice: 'The record of the visit does not say what the child said.',
  'information-sharing': 'Others had to ask twice before it came.',
  challenge: 'The disagreement was noted, and nothing followed from it.',
  outcome: 'The plan was kept, but the record does not show what it changed.',
};

/**
 * Marlshire's audit of domestic abuse, from theme to briefing in 2025 and to the risks that groups saw coming, and its
 * re-audit, which is going on: of its four cases one is moderated, in one a grade is disputed, one is open to the panel, and
 * one waits for an agency.
 *
 * @returns the id of the first, and those that its recommendations have in the register once its report is agreed.
 */
export function tellCaseAudits(plan: Plan, ago: (days: number) => Day): AuditTold {
  return new CaseAuditStory(plan).tell(ago);
}

/** What others tell of it: the audit, and its recommendations as the register knows them. */
export interface AuditTold {
  readonly audit: string;
  readonly recommended: readonly string[];
}

class CaseAuditStory {
  private readonly seeded = new Seeded('marlshire-case-audits');
  private readonly coordinator = actorOf('coordinator');

  private readonly telling: AuditTelling;

  constructor(private readonly plan: Plan) {
    this.telling = new AuditTelling(plan);
  }

  tell(ago: (days: number) => Day): AuditTold {
    const first = this.first();
    this.again(first, ago);
    return { audit: first.id, recommended: first.recommended };
  }

  /** Planned in January 2025; its report was agreed in April, and three of four groups have acknowledged the briefing. */
  private first(): ToldAudit & { readonly recommended: readonly string[] } {
    const audit = this.begin(
      { title: 'Domestic abuse: six cases', kind: 'themed', cases: 6, reAuditOf: undefined },
      { planned: '2025-01-13', governed: '2025-01-14', drawn: '2025-01-16', issued: '2025-01-20', dueOn: '2025-02-28' },
    );
    audit.cases.forEach((pseudonym, number) => {
      for (const agency of AUDITING) this.auditCase(audit, pseudonym, agency, AUDITED_ON[number] ?? '2025-02-18', 'first');
    });
    const days = ['2025-03-18', '2025-03-18', '2025-03-19', '2025-03-19', '2025-03-20', '2025-03-20'];
    audit.cases.forEach((pseudonym, number) => {
      const day = days[number] ?? '2025-03-20';
      this.moderate(audit, pseudonym, day, 'first');
      this.conclude(audit, pseudonym, at(day, 10 + (number % 2) * 3, 55));
    });
    return { ...audit, recommended: this.report(audit) };
  }

  private again({ id }: ToldAudit, ago: (days: number) => Day): void {
    const audit = this.begin(
      { title: 'Domestic abuse: a year on', kind: 're-audit', cases: 4, reAuditOf: id },
      { planned: ago(64), governed: ago(62), drawn: ago(60), issued: ago(57), dueOn: ago(25) },
    );
    const [one, two, three, four] = audit.cases as [string, string, string, string];
    for (const pseudonym of [one, two, three]) {
      for (const agency of AUDITING) this.auditCase(audit, pseudonym, agency, ago(33), 'again');
    }
    for (const agency of AUDITING.slice(0, 2)) this.auditCase(audit, four, agency, ago(30), 'again');
    this.telling.answer(at(ago(29), 11, 5), by('probation-author'), audit, four, { type: 'CheckRecord', answer: 'known', workers: [] });
    for (const pseudonym of [one, two]) this.moderate(audit, pseudonym, ago(9), 'again');
    this.conclude(audit, one, at(ago(9), 10, 55));
    this.dispute(audit, two, (step) => at(ago(7), 14, step * 20));
    this.telling.meet(at(ago(8), 10, 0), audit, three, { type: 'OpenModeration' });
  }

  private begin(what: Pick<PlanAuditWanted, 'title' | 'kind' | 'cases' | 'reAuditOf'>, days: AuditBeginning['days']): ToldAudit {
    const year = Number(days.planned.slice(0, 4)) - 1;
    const { reAuditOf, ...named } = what;
    const wanted: PlanAuditWanted = {
      ...named,
      partnership: MARLSHIRE.id,
      theme: 'domestic-abuse',
      source: { kind: 'practice-review', reference: 'Learning review of 2024, recommendation 3' },
      questions: ['Do agencies share what they know of the adults in time?', 'Is the child heard, and does it change the plan?'],
      period: { from: `${year}-01-01`, to: `${year}-12-31` },
      tool: { code: multiAgencyV1.code, version: multiAgencyV1.version },
      agencies: AUDITING.map(agencyOf),
      panel: ['council-lead', 'health-lead', 'paqa-chair'].map((slug) => ({ person: actorOf(slug).person, agency: actorOf(slug).agency })),
      with: [],
      ...(reAuditOf === undefined ? { domains: DOMAINS } : { reAuditOf }),
    };
    return this.telling.begin({
      wanted,
      days,
      agreement: 'Agreement of Marlshire’s safeguarding partners, version 4',
      dpiaReference: `Impact assessment MSCP-${days.planned.slice(0, 4)}-02`,
      describedAs: 'Open cases in which domestic abuse was recorded in the year',
      population: inventedPopulation(this.seeded, 140, days.drawn),
      strata: [
        { where: { level: 'child-protection' }, take: what.cases / 2 },
        { where: { level: 'child-in-need' }, take: what.cases / 2 - 1 },
        { where: { placement: 'outside-area' }, take: 1 },
      ],
    });
  }

  private auditCase(audit: ToldAudit, pseudonym: string, agency: Auditing, day: Day, when: string): void {
    const number = audit.cases.indexOf(pseudonym);
    const person = by(AUDITORS[agency]);
    const minute = AUDITING.indexOf(agency) * 12;
    const isKnown = agency !== 'probation' || number % 3 !== 2;
    const answer = isKnown ? 'known' : 'not-known';
    this.telling.answer(at(day, 9 + number, minute), person, audit, pseudonym, { type: 'CheckRecord', answer, workers: [] });
    if (!isKnown) return;
    DOMAINS.forEach((domain, place) => {
      const grade = this.selfGrade(when, number, agency, domain);
      this.telling.answer(at(day, 9 + number, minute + place + 1), person, audit, pseudonym, {
        type: 'GradeDomain',
        basedOn: 'new',
        ...gradedAs(domain, grade, WHY[domain][grade]),
      });
    });
    const said = when === 'first' ? FEEDBACK.find((one) => one.agency === agency && one.of === number) : undefined;
    if (said) {
      const { practitioners, family } = said;
      this.telling.answer(at(day, 9 + number, minute + 5), person, audit, pseudonym, { type: 'RecordFeedback', practitioners, family });
    }
    const order = { type: 'SubmitAgencyAudit', independent: true, basedOn: DOMAINS.length + (said ? 1 : 0) } as const;
    this.telling.answer(at(day, 9 + number, minute + 6), person, audit, pseudonym, order);
  }

  /** Agencies thought well of themselves at first; a year on, information sharing is better, and outcomes a little. */
  private selfGrade(when: string, number: number, agency: Auditing, domain: Domain): GradeKey {
    const roll = this.seeded.share(when, number, agency, domain);
    const better = when === 'again' && domain === 'information-sharing' ? 0.25 : 0;
    return LEVELS[roll + better > 0.9 ? 3 : roll + better > 0.35 ? 2 : roll + better > 0.08 ? 1 : 0] ?? 'good';
  }

  /** The moderator lowers a third of the grades in 2025, and a tenth a year on; the meeting restores a few. */
  private moderate(audit: ToldAudit, pseudonym: string, day: Day, when: string): void {
    const number = audit.cases.indexOf(pseudonym);
    const known = AUDITING.filter((agency) => agency !== 'probation' || number % 3 !== 2);
    const missing = known.filter((agency) => when === 'first' && number === ABSENT.from && agency === ABSENT.agency);
    const present = known.filter((agency) => !missing.includes(agency));
    const absent = missing.map((agency) => ({ agency: agencyOf(agency), reason: ABSENT.reason }));
    const minute = (minutes: number): Instant => at(day, 10 + (number % 2) * 3, minutes);
    this.telling.meet(minute(0), audit, pseudonym, { type: 'OpenModeration' });
    this.telling.meet(minute(5), audit, pseudonym, { type: 'HoldModeration', heldOn: day, present: present.map(agencyOf), absent });
    known.forEach((agency, place) => {
      const moved = DOMAINS.map((domain) => {
        const own = this.selfGrade(when, number, agency, domain);
        const isLowered =
          own !== 'inadequate' &&
          (isDisputed(number, agency, domain) ||
            this.seeded.share(when, number, agency, domain, 'moved') < (when === 'first' ? 0.33 : 0.1));
        const grade = isLowered ? (LEVELS[LEVELS.indexOf(own) - 1] ?? own) : own;
        return { domain, grade, reason: isLowered ? MOVED[domain] : '' };
      });
      const moderator = agency === 'county-council' ? 'health-lead' : 'council-lead';
      const order = { type: 'ModerateGrades', agency: agencyOf(agency), grades: moved } as const;
      this.telling.meet(minute(10 + place * 8), audit, pseudonym, order, by(moderator));
      const agreed = moved.map(({ domain, grade }) => {
        const isRestored =
          !isDisputed(number, agency, domain) &&
          grade !== this.selfGrade(when, number, agency, domain) &&
          this.seeded.share(when, number, agency, domain, 'back') < 0.2;
        const back = 'The agency brought the note of the visit to the meeting.';
        return { domain, grade: isRestored ? this.selfGrade(when, number, agency, domain) : grade, reason: isRestored ? back : '' };
      });
      this.telling.meet(minute(14 + place * 8), audit, pseudonym, { type: 'AgreeGrades', agency: agencyOf(agency), grades: agreed });
    });
    if (when === 'first' && number === 1) this.disagree(audit, pseudonym, minute);
  }

  private conclude(audit: ToldAudit, pseudonym: string, when: Instant): void {
    const summaries = {
      informationSharing: 'Agencies knew more together than any of them did alone, and shared it later than they could have.',
      voice: 'The child was seen. What the child said reached the plan in part.',
      outcome: 'The child is safer. How lasting that is, nobody could yet say.',
    };
    this.telling.meet(when, audit, pseudonym, { type: 'ConcludeModeration', summaries });
  }

  /** The constabulary did not accept a grade; it went one step up the ladder, and was decided. */
  private disagree(audit: ToldAudit, pseudonym: string, minute: (minutes: number) => Instant): void {
    const grade = { agency: agencyOf(DISPUTED.agency), domain: DISPUTED.domain };
    const dissent = {
      type: 'RecordDissent',
      ...grade,
      by: agencyOf('hospitals'),
      grade: 'inadequate',
      reason: 'Nine days is too long for a baby.',
    } as const;
    this.telling.meet(minute(46), audit, pseudonym, dissent);
    this.dispute(audit, pseudonym, (step) => minute(48 + step * 2));
    const decided = {
      type: 'DecideDispute',
      ...grade,
      grade: 'requires-improvement',
      reason: 'It was sent in time, without the history of the adults.',
    } as const;
    this.telling.meet(minute(52), audit, pseudonym, decided);
  }

  /** The constabulary does not accept its grade for information sharing, and the panel cannot settle it. */
  private dispute(audit: ToldAudit, pseudonym: string, step: (number: number) => Instant): void {
    const grade = { agency: agencyOf(DISPUTED.agency), domain: DISPUTED.domain };
    const said = 'The log shows that it was sent on the second day.';
    this.telling.meet(step(0), audit, pseudonym, { type: 'DisputeGrade', ...grade, reason: said }, by('agency-lead'));
    const unsettled = 'The panel could not settle it between its members.';
    this.telling.meet(step(1), audit, pseudonym, { type: 'EscalateDispute', ...grade, reason: unsettled });
  }

  /** What the register will call what it recommends. */
  private report(audit: ToldAudit): readonly string[] {
    const findings = FINDINGS.map(({ kind, text, themes, domain, agencies, cases }, number) => {
      const seen = cases.flatMap((place) => audit.cases[place] ?? []);
      const order = { type: 'RecordFinding', kind, text, themes, domain, agencies: agencies.map(agencyOf), cases: seen } as const;
      return itemIdOf(this.telling.direct(at('2025-03-24', 10, number * 9), audit.id, order).context.commandId);
    });
    const recommended = RECOMMENDATIONS.map(({ text, of, agencies }, number) => {
      const made = of.flatMap((place) => findings[place] ?? []);
      const order = { type: 'MakeRecommendation', text, findings: made, agencies: agencies.map(agencyOf) } as const;
      const { commandId } = this.telling.direct(at('2025-03-26', 14, number * 9), audit.id, order).context;
      return auditRecommendationIdOf(audit.id, itemIdOf(commandId));
    });
    this.telling.direct(at('2025-04-02', 15, 0), audit.id, { type: 'PresentReport', summary: SUMMARY });
    const agreed = { type: 'AgreeReport', meetingOn: '2025-04-09' } as const;
    this.telling.direct(at('2025-04-09', 16, 45), audit.id, agreed, by('paqa-chair'));
    const groups = LOCAL_GROUPS.map(({ slug }) => groupIdOf('marlshire', slug));
    this.telling.direct(at('2025-04-14', 10, 0), audit.id, { type: 'ShareBriefing', text: BRIEFING, groups });
    ACKNOWLEDGED.forEach(({ on, feedback, emergingRisks }, number) => {
      this.telling.direct(at(on, 11, 0), audit.id, { type: 'AcknowledgeBriefing', group: groups[number] ?? '', feedback, emergingRisks });
    });
    REPLIES.forEach(({ to, answer }) => {
      this.telling.direct(at('2025-05-28', 11, 0 + to), audit.id, { type: 'AnswerFeedback', group: groups[to] ?? '', answer });
    });
    RISKS.forEach(({ on, of, themes, text }) => {
      this.raise(at(on, 15, 20), { group: groups[of] ?? '', themes, text });
    });
    this.reportRisks(at('2025-06-25', 10, 0));
    this.reply(at('2025-07-10', 9, 40));
    return recommended;
  }

  private raise(when: Instant, risk: { readonly group: string; readonly themes: readonly string[]; readonly text: string }): void {
    const wanted = { partnership: MARLSHIRE.id, ...risk };
    const request = { action: 'raise-risk', subject: { group: risk.group, at: when }, body: wanted };
    this.plan.tell(when, this.coordinator, request, (context, told) => new RaiseRisk(context, told, wanted));
  }

  private reply(when: Instant): void {
    const wanted = { partnership: MARLSHIRE.id, quarter: '2025-Q2', ...REPLY };
    const request = { action: 'answer-risks', subject: { quarter: wanted.quarter }, body: wanted };
    this.plan.tell(when, this.coordinator, request, (context, told) => new AnswerRisks(context, told, wanted));
  }

  /** The second quarter of 2025 goes to the executive: two groups saw something when they read the briefing, and a third by itself. */
  private reportRisks(when: Instant): void {
    const groups = LOCAL_GROUPS.map(({ slug, name }, number) => ({ group: groupIdOf('marlshire', slug), name, risks: SEEN[number] ?? 0 }));
    const wanted = { partnership: MARLSHIRE.id, quarter: '2025-Q2', summary: QUARTER, groups };
    const request = { action: 'report-risks', subject: { quarter: wanted.quarter }, body: wanted };
    this.plan.tell(when, this.coordinator, request, (context, told) => new ReportRisks(context, told, wanted));
  }
}

const FINDINGS = [
  {
    kind: 'learning',
    text: 'Police notifications were sent in time in four cases, and read late in three of them: nobody was named to read them.',
    themes: ['domestic-abuse', 'information-sharing'],
    domain: 'information-sharing',
    agencies: ['constabulary', 'hospitals'],
    cases: [0, 1, 3],
  },
  {
    kind: 'good-practice',
    text: 'Midwives asked about abuse at every visit, and wrote down what they were told in a way that others could use.',
    themes: ['domestic-abuse', 'pre-birth'],
    domain: 'information-sharing',
    agencies: ['hospitals'],
    cases: [2, 4],
  },
  {
    kind: 'concern',
    text: 'In two cases the plan went on for months while nobody could say what had changed for the child.',
    themes: ['domestic-abuse', 'voice-of-the-child'],
    domain: 'outcome',
    agencies: ['county-council'],
    cases: [1, 5],
  },
  {
    kind: 'strength',
    text: 'Where agencies disagreed, managers spoke with each other within days.',
    themes: ['domestic-abuse'],
    domain: 'challenge',
    agencies: ['county-council', 'probation'],
    cases: [0, 3],
  },
] as const;

const RECOMMENDATIONS = [
  {
    text: 'Name in each agency who reads police notifications, and who does when that person is away.',
    of: [0],
    agencies: ['hospitals', 'county-council'],
  },
  {
    text: 'Ask at every review what is different for the child since the last one, and write the answer first.',
    of: [2],
    agencies: ['county-council'],
  },
  { text: 'Teach the midwives’ way of asking to health visitors and school nurses.', of: [1], agencies: ['hospitals'] },
] as const;

const SUMMARY =
  'Six cases were looked at by four agencies. Information was shared in most of them, and read too late in half. Children were seen; what they said changed the plan less often than it should. The panel saw good practice in maternity that others can learn from.';
const BRIEFING =
  'Seven minutes on sharing what you know: who reads a notification in your team today? Ask at every visit. Write down what the child said, and what you did because of it.';
const ACKNOWLEDGED = [
  {
    on: '2025-05-07',
    feedback: 'Read at the team meetings of all schools in the north.',
    emergingRisks: 'More families stay with relatives, where nobody visits.',
  },
  { on: '2025-05-14', feedback: 'Nurseries ask for the same briefing in two pages.', emergingRisks: undefined },
  { on: '2025-05-21', feedback: undefined, emergingRisks: 'Young people speak of being followed by their phones.' },
] as const;

/** What practitioners and families said, with the agency that heard it and the place of the case in the draw. */
const FEEDBACK = [
  {
    of: 0,
    agency: 'county-council',
    practitioners: 'We heard of the second incident from the school, a week later.',
    family: 'I told it four times to four people. The midwife was the one who wrote it down.',
  },
  { of: 1, agency: 'hospitals', practitioners: 'Nobody knew who reads the notifications on a Monday.', family: undefined },
  { of: 4, agency: 'hospitals', practitioners: undefined, family: 'They asked me when he was not in the room. That was right.' },
] as const;

/** Who was not at the moderation of a case, and why. */
const ABSENT = {
  from: 3,
  agency: 'probation',
  reason: 'The officer was at court all day, and sent what they would have said in writing.',
} as const;

/** The grade that the constabulary disputes in each audit: lower than its own, and not restored by the meeting. */
const DISPUTED = { of: 1, agency: 'constabulary', domain: 'information-sharing' } as const;

function isDisputed(number: number, agency: Auditing, domain: Domain): boolean {
  return number === DISPUTED.of && agency === DISPUTED.agency && domain === DISPUTED.domain;
}

/** What becomes of what the first two groups said. */
const REPLIES = [
  { to: 0, answer: 'Visits to relatives go into the questions of the re-audit.' },
  { to: 1, answer: 'A version in two pages is with all nurseries since Monday.' },
] as const;

/** What groups saw coming by themselves: the fourth group in the second quarter, the first this autumn. */
const RISKS = [
  {
    on: '2025-06-11',
    of: 3,
    themes: ['domestic-abuse', 'missing'],
    text: 'The refuge in the vale has had no free room since April. Families wait where they are.',
  },
  {
    on: '2025-10-15',
    of: 0,
    themes: ['child-exploitation'],
    text: 'Older pupils offer younger ones lifts and new shoes at the bus station.',
  },
] as const;
/** How many risks each local group had seen by the end of June 2025. */
const SEEN = [1, 0, 1, 1] as const;
/** What the executive made of it two weeks later. */
const REPLY = {
  outcome: 'escalated-to-board',
  words:
    'Rooms for families who leave are beyond what any of us can open alone. The Board is asked to take it up with housing in September.',
  group: groupIdOf('marlshire', 'executive'),
  answeredOn: '2025-07-09',
} as const;
const QUARTER =
  'Three groups see the same from three sides: families who leave have nowhere to go, stay with relatives whom nobody visits, or are followed by their phones. The south saw nothing new.';

function agencyOf(slug: Auditing): string {
  return AGENCIES.find((one) => one.slug === slug)?.id ?? '';
}

function by(person: string): Teller {
  return { actor: actorOf(person) };
}
