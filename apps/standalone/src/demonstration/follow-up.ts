import { thurrock2019, type FollowUpRules } from '@goldenthread/actions';
import { londonInstant } from '@goldenthread/calendar';
import type { Day, Instant } from '@goldenthread/event-sourcing';
import { actorOf, AGENCIES, PAQA_GROUP } from './marlshire.js';
import type { Plan, PlannedCycle } from './plan.js';
import type { ToldReviews } from './proceedings-story.js';

/** Marlshire's own rules: Thurrock's published ones, and two days that Marlshire made up for itself. */
const RULES: FollowUpRules = {
  ...thurrock2019,
  code: 'marlshire-follow-up',
  title: 'Marlshire follow-up rules (invented)',
  source: 'Invented; the numbers of the Thurrock LSCP Implementation Plan, and a receipt and an escalation of its own',
  receipt: { workingDays: 2 },
  escalation: { workingDays: 20 },
};

const COORDINATOR = actorOf('coordinator');

function agencyOf(slug: string): string {
  return AGENCIES.find((agency) => agency.slug === slug)?.id ?? '';
}

function at(day: Day, time = '10:00'): Instant {
  return londonInstant(day, time);
}

/**
 * What Marlshire recommended, asked for and got: on fixed days after its first cycle, and on days counted back from today.
 *
 * @param ago so many days before today, on a working day.
 */
export function followUp(
  plan: Plan,
  { first, lastMeeting, reviews }: { readonly first: PlannedCycle; readonly lastMeeting: Day; readonly reviews: ToldReviews },
  ago: (days: number) => Day,
): void {
  plan.adoptRules(at('2023-09-01'), COORDINATOR, { rules: RULES, from: '2023-09-01' });
  informationSharing(plan, first);
  learningReview(plan, reviews.childL);
  practiceReview(plan, reviews.childR, ago);
  frontDoor(plan, ago);
  const source = {
    kind: 'meeting',
    title: 'Performance, Audit and Quality Assurance sub-committee',
    group: PAQA_GROUP,
    on: lastMeeting,
  } as const;
  plan.recommend(at(lastMeeting, '17:30'), COORDINATOR, 'meeting', {
    source,
    text: 'Agencies should say how many of their staff have been trained with those of other agencies, not only how many were trained.',
    themes: ['staff-training'],
  });
}

/** Out of the first cycle's weakest standard: two actions, both done, and one of them looked at again a year later. */
function informationSharing(plan: Plan, first: PlannedCycle): void {
  const source = {
    kind: 'section-11-standard',
    title: 'Information sharing, self-assessment 2023-24',
    cycle: first.id,
    heading: 'INF',
  } as const;
  const recommendation = plan.recommend(at('2024-02-20'), COORDINATOR, 'information-sharing', {
    source,
    text: 'Agencies should agree what may be shared without consent, and check that front-line staff know it.',
    themes: ['information-sharing'],
  });
  const council = plan.issue(at('2024-02-21', '09:30'), COORDINATOR, 'council-guide', {
    recommendation,
    what: 'Write a two-page guide to sharing information without consent, and agree it with all agencies.',
    agency: agencyOf('county-council'),
    dueOn: '2024-09-30',
    successMeasure: 'Nine in ten staff asked in a survey know when they may share.',
    evidenceSought: 'The guide, and the survey’s figures.',
  });
  const [lead, author] = [actorOf('council-lead'), actorOf('council-author')];
  plan.step(at('2024-02-22'), author, council, { type: 'RecordReceipt', receivedOn: '2024-02-22' });
  plan.step(at('2024-03-01'), lead, council, { type: 'AcceptAction' });
  plan.step(at('2024-05-14'), author, council, { type: 'ReportProgress', progress: 'Drafted, and with health and police for comment.' });
  plan.step(at('2024-09-18'), author, council, {
    type: 'ClaimCompletion',
    statement: 'The guide was agreed in July and is in every team’s induction.',
    evidence: [{ kind: 'link', title: 'Guide to sharing information', url: 'https://council.marlshire.example/sharing-guide' }],
  });
  plan.step(at('2024-10-02'), COORDINATOR, council, { type: 'AcceptCompletion', comment: 'Clear, and used.' });
  plan.step(at('2025-04-10'), actorOf('paqa-member'), council, {
    type: 'ReviewImpact',
    impact: 'better',
    found: 'In the survey of March 2025, 91 of 100 staff knew when they may share; in 2024 it had been 63.',
  });
  const police = plan.issue(at('2024-02-21', '09:40'), COORDINATOR, 'police-check', {
    recommendation,
    what: 'Check by dip sample that officers record why they shared, or did not.',
    agency: agencyOf('constabulary'),
    dueOn: '2024-07-31',
    successMeasure: 'A reason is recorded in eight of ten contacts.',
    evidenceSought: 'The sample, with its figures.',
  });
  const officer = actorOf('agency-lead');
  plan.step(at('2024-02-23'), officer, police, { type: 'RecordReceipt', receivedOn: '2024-02-22' });
  plan.step(at('2024-03-05'), officer, police, { type: 'AcceptAction' });
  plan.step(at('2024-07-26'), officer, police, {
    type: 'ClaimCompletion',
    statement: 'Supervisors were told to look for it.',
    evidence: [{ kind: 'note', text: 'Briefing note to supervisors, July 2024.' }],
  });
  plan.step(at('2024-08-07'), COORDINATOR, police, {
    type: 'ReturnCompletion',
    reason: 'A briefing shows that it was asked for, not that it is done. Please send the sample.',
  });
  plan.step(at('2024-10-21'), officer, police, {
    type: 'ClaimCompletion',
    statement: 'Forty contacts of September were read. A reason was recorded in 34 of them.',
    evidence: [{ kind: 'note', text: 'Sample of forty contacts, September 2024: 34 with a reason.' }],
  });
  plan.step(at('2024-11-04'), COORDINATOR, police, { type: 'AcceptCompletion' });
}

/** Out of a learning review: one action done, one refused and asked for again, and an agency’s first failure to answer. */
function learningReview(plan: Plan, practiceReview: string): void {
  const source = { kind: 'practice-review', practiceReview } as const;
  const recommendation = plan.recommend(at('2025-03-03'), COORDINATOR, 'child-l', {
    source,
    text: 'Whoever discharges a mother and baby should know who visits them next, and when.',
    themes: ['hospital-discharge', 'pre-birth'],
  });
  const shared = {
    recommendation,
    dueOn: '2025-09-30',
    successMeasure: 'A named visitor in nine of ten discharges.',
    evidenceSought: 'A quarterly count.',
  };
  const hospitals = plan.issue(at('2025-03-04', '09:30'), COORDINATOR, 'discharge', {
    ...shared,
    what: 'Put the name of the next visitor on the discharge form.',
    agency: agencyOf('hospitals'),
  });
  const probation = plan.issue(at('2025-03-04', '09:40'), COORDINATOR, 'discharge-probation', {
    ...shared,
    what: 'Tell maternity services when a parent is supervised.',
    agency: agencyOf('probation'),
  });
  const trust = plan.issue(at('2025-03-04', '09:50'), COORDINATOR, 'discharge-trust', {
    ...shared,
    what: 'Tell health visitors of older children’s school attendance.',
    agency: agencyOf('learning-trust'),
  });
  plan.step(at('2025-03-05'), actorOf('health-author'), hospitals, { type: 'RecordReceipt', receivedOn: '2025-03-05' });
  plan.step(at('2025-03-06'), COORDINATOR, probation, { type: 'RecordReceipt', receivedOn: '2025-03-05' });
  plan.step(at('2025-03-06', '10:30'), actorOf('trust-author'), trust, { type: 'RecordReceipt', receivedOn: '2025-03-06' });
  plan.step(at('2025-03-12'), actorOf('health-lead'), hospitals, { type: 'AcceptAction' });
  plan.step(at('2025-03-14'), actorOf('trust-lead'), trust, { type: 'RefuseAction', reason: 'Attendance is the council’s to share.' });
  // Received Wednesday 5 March 2025, so to be answered by Wednesday 19 March: nobody at Probation did.
  plan.step(
    at('2025-03-20', '09:00'),
    COORDINATOR,
    trust,
    { type: 'ReopenAction', reason: 'The council has asked the Trust to share it directly.', dueOn: '2025-10-31' },
    { dayBegins: true },
  );
  plan.step(at('2025-03-24'), actorOf('trust-lead'), trust, { type: 'AcceptAction' });
  plan.step(at('2025-03-31'), actorOf('probation-lead'), probation, { type: 'AcceptAction' });
  plan.step(at('2025-09-22'), actorOf('health-author'), hospitals, {
    type: 'ClaimCompletion',
    statement: 'The form has had the field since June. It was filled in 188 of 200 discharges.',
    evidence: [{ kind: 'link', title: 'Count of discharges, June to August 2025', url: 'https://hospitals.marlshire.example/discharges' }],
  });
  plan.step(at('2025-10-06'), COORDINATOR, hospitals, { type: 'AcceptCompletion' });
  plan.step(at('2025-10-08'), actorOf('trust-author'), trust, {
    type: 'ClaimCompletion',
    statement: 'A monthly list goes to health visitors.',
    evidence: [{ kind: 'note', text: 'Lists of June to September 2025, seen by the business unit.' }],
  });
  plan.step(at('2025-10-15'), COORDINATOR, trust, { type: 'AcceptCompletion' });
  plan.step(at('2025-11-03'), actorOf('probation-author'), probation, {
    type: 'ClaimCompletion',
    statement: 'A weekly list goes to the safeguarding midwife.',
    evidence: [{ kind: 'note', text: 'Lists of September and October 2025.' }],
  });
  plan.step(at('2025-11-12'), COORDINATOR, probation, { type: 'AcceptCompletion' });
}

/** Out of the review of 2025: one action, done a year later. */
function practiceReview(plan: Plan, ref: string, ago: (days: number) => Day): void {
  const recommendation = plan.recommend(at('2025-10-13'), COORDINATOR, 'child-r', {
    source: { kind: 'practice-review', practiceReview: ref },
    text: 'Whoever meets a young person in custody should know by the next morning which agencies know the family.',
    themes: ['information-sharing', 'risk-management'],
  });
  const action = plan.issue(at('2025-10-14', '09:30'), COORDINATOR, 'custody-mornings', {
    recommendation,
    what: 'Ask the front door about every young person who is held overnight, before nine.',
    agency: agencyOf('youth-justice'),
    dueOn: ago(20),
    successMeasure: 'An answer is on file before the first meeting in nine of ten.',
    evidenceSought: 'A count of three months.',
  });
  plan.step(at('2025-10-15'), actorOf('youth-justice-author'), action, { type: 'RecordReceipt', receivedOn: '2025-10-15' });
  plan.step(at('2025-10-22'), actorOf('youth-justice-lead'), action, { type: 'AcceptAction' });
  plan.step(at(ago(36)), actorOf('youth-justice-author'), action, {
    type: 'ClaimCompletion',
    statement: 'The list goes to the front door at seven, and the answers are back by half past eight.',
    evidence: [{ kind: 'note', text: 'July to September: 58 of 61 answered before the first meeting.' }],
  });
  plan.step(at(ago(29)), COORDINATOR, action, { type: 'AcceptCompletion' });
}

/**
 * What became of the first recommendation of an agreed audit: it went into the register by itself, an agency was asked, and
 * what it did was seen.
 */
export function auditedActions(plan: Plan, [recommendation]: readonly string[]): void {
  if (recommendation === undefined) throw new Error('The audit recommends nothing');
  const [author, lead] = [actorOf('health-author'), actorOf('health-lead')];
  const asked = {
    recommendation,
    what: 'Name on each ward who reads police notifications, and who does when that person is away.',
    agency: agencyOf('hospitals'),
    dueOn: '2025-09-30',
    successMeasure: 'Nine in ten notifications are read within two working days.',
    evidenceSought: 'The list of names, and a count of one month.',
  };
  const action = plan.issue(at('2025-04-10'), COORDINATOR, 'audit-notices', asked, { dayBegins: true });
  plan.step(at('2025-04-11'), author, action, { type: 'RecordReceipt', receivedOn: '2025-04-11' });
  plan.step(at('2025-04-17'), lead, action, { type: 'AcceptAction' });
  plan.step(at('2025-09-16'), author, action, {
    type: 'ClaimCompletion',
    statement: 'Every ward has two names on the list, and notifications go to one mailbox that is read twice a day.',
    evidence: [{ kind: 'note', text: 'August: 61 of 66 notifications were read within two working days.' }],
  });
  plan.step(at('2025-10-01'), COORDINATOR, action, { type: 'AcceptCompletion' });
}

/** Out of a scrutineer’s visit, and still going on: late answers, a letter, something overdue, and something to agree to. */
function frontDoor(plan: Plan, ago: (days: number) => Day): void {
  const source = { kind: 'scrutiny', title: 'Visit to the front door', on: ago(92) } as const;
  // Early: on some days of the week what is asked for by it falls on the same Friday.
  const recommendation = plan.recommend(at(ago(88), '09:15'), COORDINATOR, 'front-door', {
    source,
    text: 'Whoever refers a child should hear within two days what became of it.',
    themes: ['front-door', 'information-sharing'],
  });
  const issue = (slug: string, what: string, dueOn: Day, time: string): string => {
    const measures = { successMeasure: 'Nine in ten referrers hear within two days.', evidenceSought: 'A sample of twenty referrals.' };
    return plan.issue(at(ago(86), time), COORDINATOR, `front-door-${slug}`, {
      recommendation,
      what,
      agency: agencyOf(slug),
      dueOn,
      ...measures,
    });
  };
  const police = issue('constabulary', 'Name one officer in each team who asks what became of a referral.', ago(16), '09:30');
  const probation = issue('probation', 'Tell the front door which practitioner to answer.', ago(-30), '09:35');
  const hospitals = issue('hospitals', 'Keep the answers with the child’s notes.', ago(9), '09:40');
  const voices = issue('young-voices', 'Ask young people whether they were told.', ago(-20), '09:45');
  const vale = issue('vale-district', 'Tell housing officers how to refer, and what to expect.', ago(-10), '09:50');
  plan.step(at(ago(85)), actorOf('agency-author'), police, { type: 'RecordReceipt', receivedOn: ago(85) });
  plan.step(at(ago(85), '11:00'), actorOf('health-author'), hospitals, { type: 'RecordReceipt', receivedOn: ago(85) });
  plan.step(at(ago(84)), COORDINATOR, probation, { type: 'RecordReceipt', receivedOn: ago(84) });
  plan.step(at(ago(84), '10:10'), COORDINATOR, vale, { type: 'RecordReceipt', receivedOn: ago(84) });
  plan.step(at(ago(84), '10:20'), actorOf('voices-lead'), voices, { type: 'RecordReceipt', receivedOn: ago(84) });
  plan.step(at(ago(79)), actorOf('agency-lead'), police, { type: 'AcceptAction' });
  plan.step(at(ago(78)), actorOf('health-lead'), hospitals, { type: 'AcceptAction' });
  plan.step(at(ago(77)), actorOf('voices-lead'), voices, {
    type: 'RefuseAction',
    reason: 'We have no access to those who were referred; the council does.',
  });
  // Ten working days after receipt Probation has failed for the second time, and Vale for the first.
  plan.step(
    at(ago(64), '09:00'),
    actorOf('agency-author'),
    police,
    { type: 'ReportProgress', progress: 'Four of nine teams have named somebody.' },
    { dayBegins: true },
  );
  plan.decideOnLetter(at(ago(62)), COORDINATOR, agencyOf('probation'), {
    type: 'HoldLetter',
    letter: 1,
    reason: 'Their head of service changed last week, and has promised an answer.',
  });
  plan.decideOnLetter(at(ago(55)), COORDINATOR, agencyOf('probation'), { type: 'IssueLetter', letter: 1 });
  plan.step(at(ago(50)), actorOf('probation-lead'), probation, { type: 'AcceptAction' });
  const second = plan.issue(at(ago(48)), COORDINATOR, 'vale-list', {
    recommendation,
    what: 'Send the front door a list of housing officers and their numbers.',
    agency: agencyOf('vale-district'),
    dueOn: ago(-5),
    successMeasure: 'The list is current.',
    evidenceSought: 'The list.',
  });
  plan.step(at(ago(47)), COORDINATOR, second, { type: 'RecordReceipt', receivedOn: ago(47) });
  // Vale has now failed twice: its letter is ready, and nobody has decided on it.
  plan.step(
    at(ago(28), '09:00'),
    actorOf('agency-author'),
    police,
    { type: 'ReportProgress', progress: 'Seven of nine teams have named somebody.' },
    { dayBegins: true },
  );
  plan.step(at(ago(11)), actorOf('health-author'), hospitals, {
    type: 'ClaimCompletion',
    statement: 'The answer is filed with the notes on every ward.',
    evidence: [{ kind: 'note', text: 'Twenty notes read on three wards: nineteen hold the answer.' }],
  });
  // The constabulary is overdue by now, and the sub-committee has not met since.
  plan.step(
    at(ago(8), '09:00'),
    actorOf('probation-author'),
    probation,
    { type: 'ReportProgress', progress: 'A list of practitioners is with the front door.' },
    { dayBegins: true },
  );
  plan.issue(at(ago(7)), COORDINATOR, 'fire-visits', {
    recommendation,
    what: 'Say on each referral whom to answer.',
    agency: agencyOf('fire-and-rescue'),
    dueOn: ago(-60),
    successMeasure: 'A name on every referral.',
    evidenceSought: 'Ten referrals.',
  });
}
