import { addDays, daysBetween, isWeekend, londonInstant } from '@goldenthread/calendar';
import { multiAgencyV1, PublishAuditTool } from '@goldenthread/case-audits';
import { THE_PROGRAM, type Actor, type Day, type Instant } from '@goldenthread/event-sourcing';
import { returnIdOf, section11V1, type Rating } from '@goldenthread/section11';
import { firstAnswer, said, secondAnswer, type Said } from './answers.js';
import { auditedActions, followUp } from './follow-up.js';
import { actorOf, AGENCIES, type DemonstrationAgency } from './marlshire.js';
import { tellCaseAudits } from './case-audit-story.js';
import { tellIndicators } from './indicators.js';
import { tellJointAudit } from './joint-audit-story.js';
import { Plan, type PlannedCycle, type Step } from './plan.js';
import { tellProceedings, tellReviews } from './proceedings-story.js';
import { tellReleases } from './releases.js';
import { Seeded } from './seeded.js';
import { STATEMENTS } from './words.js';

/** Which history it is. A change of what happens in it is another: one half told is never finished by another. */
export const HISTORY = 'marlshire-5';

/** What its chance is drawn from: kept, so that what happened in an earlier telling happens in this one. */
const SEED = 'marlshire-1';

/** When the record of Marlshire begins. */
export const BEGINS_AT: Instant = londonInstant('2023-08-21', '09:00');

const ITEMS = section11V1.headings.flatMap((heading) => heading.items.map(({ key }) => key));
const SITTINGS = 5;
const FIRST_MEETING: Day = '2023-11-22';
const WEEKS_BETWEEN_MEETINGS = 13;

/** The moments of the present cycle that pages and tests speak of. */
export interface Moments {
  readonly opensOn: Day;
  readonly dueOn: Day;
  readonly lastMeeting: Day;
  readonly reopenedOn: Day;
  readonly correctedOn: Day;
}

/** Counted back from the day the history is told on; on a weekend, the Friday before. */
export function momentsOf(today: Day): Moments {
  const ago = daysAgo(today);
  return { opensOn: ago(72), dueOn: ago(12), lastMeeting: ago(20), reopenedOn: ago(6), correctedOn: ago(5) };
}

/**
 * What happened in Marlshire: a cycle in 2023-24, on fixed days, that was closed; meetings and corrections after it; and
 * the present cycle, on days counted back from today, whose returns are at every stage.
 */
export function marlshireHistory(today: Day): readonly Step[] {
  return new Storyteller(today).tell();
}

/** The commands that make Marlshire known, without anything happening there. */
export function marlshireRegister(): readonly Step[] {
  const plan = new Plan();
  registerIn(plan);
  return plan.inOrder();
}

function registerIn(plan: Plan): void {
  for (const agency of AGENCIES) plan.list(BEGINS_AT, agency);
  plan.publish(londonInstant('2023-08-30', '10:00'), section11V1);
  const { code, version } = multiAgencyV1;
  const request = { action: 'publish-audit-tool', subject: { code, version: String(version) }, body: null };
  plan.tell(londonInstant('2023-08-30', '10:00'), THE_PROGRAM, request, (context, told) => {
    return new PublishAuditTool({ ...context, partnership: null }, told, multiAgencyV1);
  });
}

/** How one agency's return went. Days are those of its first and last answer, of sign-off and of submission. */
interface Course {
  readonly agency: string;
  readonly authors: readonly [string, ...string[]];
  readonly lead: string;
  readonly from: Day;
  readonly until: Day;
  readonly signedOffOn?: Day;
  readonly submittedOn?: Day;
  /** The lead, unless another of theirs does it. */
  readonly submittedBy?: string;
  /** How many of the items are answered: all of them, unless said. */
  readonly answers?: number;
}

class Storyteller {
  private readonly plan = new Plan();
  private readonly seeded = new Seeded(SEED);
  private readonly ago: (days: number) => Day;
  private readonly moments: Moments;
  private readonly coordinator = actorOf('coordinator');

  constructor(private readonly today: Day) {
    this.ago = daysAgo(today);
    this.moments = momentsOf(today);
    if (this.moments.opensOn < '2025-06-01')
      throw new Error(`Marlshire's history cannot be told from ${today}: its earlier years are fixed`);
  }

  tell(): readonly Step[] {
    registerIn(this.plan);
    const first = this.firstCycle();
    const held = this.meetings();
    this.presentCycle(first);
    followUp(this.plan, { first, lastMeeting: this.moments.lastMeeting, reviews: tellReviews(this.plan) }, this.ago);
    const { audit, recommended } = tellCaseAudits(this.plan, this.ago);
    auditedActions(this.plan, recommended);
    tellJointAudit(this.plan);
    tellProceedings(this.plan, held, this.ago);
    tellIndicators(this.plan, this.seeded, this.today);
    tellReleases(this.plan, audit, this.ago);
    return this.plan.inOrder();
  }

  /** Closed in January 2024: ten of eleven returned, one late, one let in after the close, one reopened and sent again. */
  private firstCycle(): PlannedCycle {
    const cycle = this.open('Section 11 self-assessment 2023-24', '2023-09-04', '2023-12-08');
    const courses: readonly Course[] = [
      { ...TEAMS.constabulary, from: '2023-09-18', until: '2023-11-10', signedOffOn: '2023-11-15', submittedOn: '2023-11-16' },
      { ...TEAMS.council, from: '2023-09-25', until: '2023-11-24', signedOffOn: '2023-11-29', submittedOn: '2023-12-01' },
      { ...TEAMS.board, from: '2023-09-20', until: '2023-11-20', signedOffOn: '2023-11-27', submittedOn: '2023-11-28' },
      { ...TEAMS.hospitals, from: '2023-10-02', until: '2023-11-28', signedOffOn: '2023-12-04', submittedOn: '2023-12-05' },
      { ...TEAMS.probation, from: '2023-10-09', until: '2023-11-30', signedOffOn: '2023-12-06', submittedOn: '2023-12-07' },
      { ...TEAMS.youthJustice, from: '2023-09-27', until: '2023-11-22', signedOffOn: '2023-11-27', submittedOn: '2023-11-28' },
      { ...TEAMS.fire, from: '2023-09-14', until: '2023-10-27', signedOffOn: '2023-11-01', submittedOn: '2023-11-02' },
      { ...TEAMS.vale, from: '2023-10-16', until: '2023-12-11', signedOffOn: '2023-12-13', submittedOn: '2023-12-14' },
      { ...TEAMS.trust, from: '2023-10-04', until: '2023-12-01', signedOffOn: '2023-12-06', submittedOn: '2023-12-08' },
      { ...TEAMS.coastal, from: '2023-11-13', until: '2023-12-04', answers: 9 },
    ];
    const returns = new Map(courses.map((course) => [course.agency, this.follow(cycle, course, firstAnswer)]));
    this.plan.closeCycle(londonInstant('2024-01-19', '17:00'), this.coordinator, cycle);
    this.lateVoices(cycle);
    this.boardSendsAgain(returns.get('health-board') ?? '');
    this.correctRating(returns.get('constabulary') ?? '', 'agency-lead', 'MON-2', '2024-03-11', 'partly-met', CORRECTIONS.inspection);
    this.correctRating(returns.get('county-council') ?? '', 'council-lead', 'INF-3', '2025-02-12', 'not-met', CORRECTIONS.sampling);
    return cycle;
  }

  /** The charity had begun when the cycle closed; it was let in, and made its return. */
  private lateVoices(cycle: PlannedCycle): void {
    const [author, lead] = [actorOf('voices-author'), actorOf('voices-lead')];
    const ref = this.plan.openReturn(londonInstant('2023-11-20', '10:05'), author, cycle);
    const answerOn = (day: Day, items: readonly string[]): void => {
      items.forEach((item, index) => {
        this.plan.answer(timeOn(day, 9, 30 + index * 5), author, ref, item, firstAnswer(this.seeded, 'young-voices', item, day));
      });
    };
    answerOn('2023-12-06', ITEMS.slice(0, 12));
    const admission = { agency: author.agency, until: '2024-02-09', reason: 'The charity moved office in the last week of the cycle.' };
    this.plan.admit(londonInstant('2024-01-24', '11:20'), this.coordinator, cycle, admission);
    answerOn('2024-01-30', ITEMS.slice(12, 28));
    answerOn('2024-02-05', ITEMS.slice(28));
    this.plan.signOff(londonInstant('2024-02-06', '14:10'), lead, ref, this.statement('young-voices', '2024'));
    this.plan.submit(londonInstant('2024-02-07', '16:00'), lead, ref);
  }

  /** A return that had described another body's training was given back, put right and submitted again, in time. */
  private boardSendsAgain(ref: string): void {
    const [author, lead] = [actorOf('board-author'), actorOf('board-lead')];
    const reason = 'The answers on staff training describe the provider trusts, not the Board’s own staff.';
    this.plan.reopen(londonInstant('2023-12-01', '10:40'), this.coordinator, ref, reason);
    this.rewrite(ref, author, 'health-board', 'TRN-2', '2023-12-04', 'partly-met');
    this.rewrite(ref, author, 'health-board', 'TRN-4', '2023-12-05', 'not-met');
    this.plan.signOff(londonInstant('2023-12-06', '14:30'), lead, ref, 'Read again after the changes to staff training, and agreed.');
    this.plan.submit(londonInstant('2023-12-06', '16:15'), lead, ref);
  }

  /** Every quarter on a Wednesday, and once more three weeks before today. */
  private meetings(): readonly Day[] {
    const before = addDays(this.moments.lastMeeting, -21);
    const held: Day[] = [];
    for (let day = FIRST_MEETING; day < before; day = addDays(day, WEEKS_BETWEEN_MEETINGS * 7)) held.push(day);
    held.push(this.moments.lastMeeting);
    for (const day of held) this.meeting(day);
    return held;
  }

  private meeting(day: Day): void {
    this.plan.meeting(londonInstant(day, '16:30'), this.coordinator, day);
  }

  /** Open and overdue: seven have returned, one of them late; one is back with its agency, and three are still to come. */
  private presentCycle(first: PlannedCycle): void {
    const { ago, moments } = this;
    const cycle = this.open(`Section 11 self-assessment ${financialYear(moments.dueOn)}`, moments.opensOn, moments.dueOn);
    const courses: readonly Course[] = [
      { ...TEAMS.constabulary, from: ago(66), until: ago(27), signedOffOn: ago(25), submittedOn: ago(24) },
      { ...TEAMS.fire, from: ago(65), until: ago(30), signedOffOn: ago(28), submittedOn: ago(26) },
      { ...TEAMS.council, from: ago(62), until: ago(21), signedOffOn: ago(16), submittedOn: ago(15) },
      { ...TEAMS.coastal, from: ago(60), until: ago(22), signedOffOn: ago(18), submittedOn: ago(17) },
      { ...TEAMS.hospitals, from: ago(58), until: ago(19), signedOffOn: ago(15), submittedOn: ago(14) },
      { ...TEAMS.board, from: ago(57), until: ago(18), signedOffOn: ago(14), submittedOn: ago(13) },
      { ...TEAMS.probation, from: ago(55), until: ago(17), signedOffOn: ago(13), submittedOn: ago(12), submittedBy: 'paqa-chair' },
      { ...TEAMS.youthJustice, from: ago(40), until: ago(11), signedOffOn: ago(9), submittedOn: ago(8) },
      { ...TEAMS.vale, from: ago(45), until: ago(7), signedOffOn: ago(3) },
      { ...TEAMS.trust, from: ago(38), until: ago(2), answers: 23 },
    ];
    const returns = new Map(courses.map((course) => [course.agency, this.follow(cycle, course, secondAnswer, first)]));
    const coastal = returns.get('coastal-district') ?? '';
    const why = 'The return describes the council’s former safeguarding policy. Please look again at the statement of accountability.';
    // Early: on some days of the week what is rewritten after it falls on the same Friday.
    this.plan.reopen(londonInstant(moments.reopenedOn, '09:15'), this.coordinator, coastal, why);
    this.rewrite(coastal, actorOf('coastal-author'), 'coastal-district', 'SOA-2', ago(4), 'not-met');
    this.correctRating(
      returns.get('county-council') ?? '',
      'council-lead',
      'IND-3',
      moments.correctedOn,
      'not-met',
      CORRECTIONS.supervision,
    );
  }

  private open(title: string, opensOn: Day, dueOn: Day): PlannedCycle {
    const asked = { title, tool: section11V1, opensOn, dueOn, agencies: RETURNING };
    return this.plan.openCycle(londonInstant(opensOn, '09:30'), this.coordinator, asked);
  }

  private follow(cycle: PlannedCycle, course: Course, say: typeof firstAnswer, earlier?: PlannedCycle): string {
    const { agency, authors, lead, from, signedOffOn, submittedOn, submittedBy = lead } = course;
    const ref = this.plan.openReturn(timeOn(from, 9, 2 + this.seeded.between(0, 50, agency, from)), actorOf(authors[0]), cycle);
    const items = ITEMS.slice(0, course.answers ?? ITEMS.length);
    const sittings = sittingsOf(items, from, course.until);
    sittings.forEach(({ day, items: sitting }, number) => {
      const author = actorOf(authors[number % authors.length] ?? authors[0]);
      const begin = 60 + this.seeded.between(0, 120, agency, day, 'begin');
      sitting.forEach((item, index) => {
        const at = timeOn(day, 9, begin + index * 7 + this.seeded.between(0, 4, agency, item, day));
        this.answerOnce(at, author, ref, agency, item, day, say, earlier && returnIdOf(earlier.id, author.agency));
      });
    });
    if (signedOffOn)
      this.plan.signOff(timeOn(signedOffOn, 14, this.seeded.between(0, 50, agency)), actorOf(lead), ref, this.statement(agency, from));
    const submitter = { ...actorOf(submittedBy), role: 'agency-lead' };
    if (submittedOn) this.plan.submit(timeOn(submittedOn, 16, this.seeded.between(0, 50, agency)), submitter, ref);
    return ref;
  }

  /** Answers an item: afresh, or brought forward from the earlier return where much the same can be said. */
  private answerOnce(
    at: Instant,
    author: Actor,
    ref: string,
    agency: string,
    item: string,
    day: Day,
    say: typeof firstAnswer,
    earlier?: string,
  ): void {
    const fresh = say(this.seeded, agency, item, day);
    const before = earlier === undefined ? undefined : this.plan.standing(earlier, item);
    const roll = this.seeded.share(agency, item, 'forward');
    if (earlier === undefined || before?.said.rating !== fresh.rating || roll > 0.75) {
      this.plan.answer(at, author, ref, item, fresh);
      return;
    }
    const kept = roll < 0.5;
    this.plan.answer(at, author, ref, item, kept ? before.said : fresh, { return: earlier, revision: before.revision });
  }

  private rewrite(ref: string, author: Actor, agency: string, item: string, day: Day, rating: Rating): void {
    this.plan.answer(londonInstant(day, '10:30'), author, ref, item, this.saidOtherwise(ref, agency, item, day, rating));
  }

  private correctRating(ref: string, lead: string, item: string, day: Day, rating: Rating, why: string): void {
    const actor = actorOf(lead);
    const slug = AGENCIES.find(({ id }) => id === actor.agency)?.slug ?? '';
    this.plan.correct(londonInstant(day, '10:30'), actor, ref, item, this.saidOtherwise(ref, slug, item, day, rating), why);
  }

  /** An answer at a level; at the one below where that is what stands already. */
  private saidOtherwise(ref: string, agency: string, item: string, day: Day, rating: Rating): Said {
    const standing = this.plan.standing(ref, item)?.said.rating;
    return said(this.seeded, agency, item, day, standing === rating ? (rating === 'not-met' ? 'partly-met' : 'not-met') : rating);
  }

  private statement(agency: string, when: string): string {
    return this.seeded.pick(STATEMENTS, agency, when, 'statement');
  }
}

const RETURNING: readonly DemonstrationAgency[] = AGENCIES.filter(({ slug }) => slug !== 'business-unit');

/** Who writes and who signs, for each agency. */
const TEAMS = {
  constabulary: { agency: 'constabulary', authors: ['agency-author', 'co-author'], lead: 'agency-lead' },
  council: { agency: 'county-council', authors: ['council-author'], lead: 'council-lead' },
  board: { agency: 'health-board', authors: ['board-author'], lead: 'board-lead' },
  hospitals: { agency: 'hospitals', authors: ['health-author'], lead: 'health-lead' },
  probation: { agency: 'probation', authors: ['probation-author'], lead: 'probation-lead' },
  youthJustice: { agency: 'youth-justice', authors: ['youth-justice-author'], lead: 'youth-justice-lead' },
  fire: { agency: 'fire-and-rescue', authors: ['fire-author'], lead: 'fire-lead' },
  coastal: { agency: 'coastal-district', authors: ['coastal-author'], lead: 'coastal-lead' },
  vale: { agency: 'vale-district', authors: ['vale-author'], lead: 'vale-lead' },
  trust: { agency: 'learning-trust', authors: ['trust-author'], lead: 'trust-lead' },
} as const satisfies Readonly<Record<string, Pick<Course, 'agency' | 'authors' | 'lead'>>>;

const CORRECTIONS = {
  inspection: 'Two findings of the inspection were still open when we said that all were resolved.',
  sampling: 'The dip sample that we relied on had looked at one team only. A wider one in January found otherwise.',
  supervision: 'Internal audit has since found that decisions were not on the file in most of the records it read.',
} as const;

/** Items in the order they are asked, on days evenly spread from the first to the last. */
function sittingsOf(items: readonly string[], from: Day, until: Day): readonly { day: Day; items: readonly string[] }[] {
  const size = Math.ceil(items.length / SITTINGS);
  const days = daysBetween(from, until);
  return Array.from({ length: SITTINGS }, (_, number) => {
    const day = workingDay(addDays(from, Math.round((days * number) / (SITTINGS - 1))));
    return { day: day < from ? from : day, items: items.slice(number * size, (number + 1) * size) };
  });
}

/** The day itself, or the Friday before a weekend. */
function workingDay(day: Day): Day {
  return isWeekend(day) ? workingDay(addDays(day, -1)) : day;
}

function daysAgo(today: Day): (days: number) => Day {
  return (days) => workingDay(addDays(today, -days));
}

/** So many minutes after an hour of the day in London. */
function timeOn(day: Day, hour: number, minutes: number): Instant {
  return new Date(Date.parse(londonInstant(day, `${String(hour).padStart(2, '0')}:00`)) + minutes * 60_000).toISOString();
}

/** "2026-27": the year from April to March that a day is in. */
function financialYear(day: Day): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}
