import { addDays, isWeekend, londonInstant } from '@goldenthread/calendar';
import type { Actor, Day, Instant } from '@goldenthread/event-sourcing';
import {
  INDICATOR_SET,
  nextPeriod,
  parsePeriod,
  type Definition,
  type Frequency,
  type Measure,
  type Period,
  type Place,
  type SentValue,
} from '@goldenthread/indicators';
import { INVENTED_PLACES, NEIGHBOUR_MODELS } from './invented-neighbours.js';
import { actorOf, AGENCIES } from './marlshire.js';
import type { Plan } from './plan.js';
import type { Seeded } from './seeded.js';

// Invented: no figure here is of a real place.

/** When the business unit began to keep indicators, and the agencies brought in what they had. */
const DEFINED_ON: Day = '2023-09-11';
const BROUGHT_IN_ON: Day = '2023-09-27';
const TARGET_FROM: Day = '2021-04-01';
const COUNTY: Place = { kind: 'authority', code: 'marlshire', name: 'Marlshire' };

/** One indicator of the demonstration: who reports it, and how its figures go. */
interface Told {
  readonly code: string;
  readonly definition: Definition;
  readonly target?: { readonly target: number; readonly tolerance: number };
  /** Who reports each place. */
  readonly reporters: readonly { readonly place: string; readonly by: Actor; readonly reports?: (period: Period) => boolean }[];
  readonly first: string;
  /** The figure of a period, from 0 at the first; as its agency first knew it. */
  readonly figure: (at: number, place: string) => Pick<SentValue, 'numerator' | 'denominator'>;
  readonly comment?: Readonly<Record<string, string>>;
}

/** Puts Marlshire's indicators into a plan: defined in 2023, brought in, and reported period by period up to a day. */
export function tellIndicators(plan: Plan, seeded: Seeded, today: Day): void {
  const coordinator = actorOf('coordinator');
  for (const told of marlshireIndicators(seeded)) {
    plan.define(morning(DEFINED_ON), coordinator, told.code, told.definition, {
      comparable: true,
      why: 'Agreed with the agencies in 2023.',
    });
    if (told.target) {
      const why = 'Set by the Executive with the business plan.';
      plan.setTarget(londonInstant(DEFINED_ON, '12:00'), coordinator, told.code, { ...told.target, from: TARGET_FROM, why });
    }
    for (const reporter of told.reporters) reportSeries(plan, told, reporter, today);
  }
  tellOfOthers(plan, seeded, today);
  tellWhatWasFoundLater(plan, seeded, today);
}

function reportSeries(plan: Plan, told: Told, { place, by, reports = () => true }: Told['reporters'][number], today: Day): void {
  const periods = periodsUntil(told.first, told.definition.frequency, today);
  const value = (period: Period): SentValue => sentOf(told, period, periods.indexOf(period), place);
  const before = periods.filter(({ to }) => addDays(to, 14) < BROUGHT_IN_ON);
  plan.report(londonInstant(BROUGHT_IN_ON, '11:00'), by, told.code, place, before.map(value));
  for (const period of periods.slice(before.length)) {
    const on = workingDay(addDays(period.to, 16));
    if (on < today && reports(period)) plan.report(londonInstant(on, '11:30'), by, told.code, place, [value(period)]);
  }
}

/** What other places had, as if it had been published: so that Marlshire can be compared. */
function tellOfOthers(plan: Plan, seeded: Seeded, today: Day): void {
  const coordinator = actorOf('coordinator');
  const place = `${COUNTY.kind}:${COUNTY.code}`;
  for (const { model, on, neighbours } of NEIGHBOUR_MODELS) {
    if (on < today) plan.nameNeighbours(londonInstant(on, '10:00'), coordinator, place, model, neighbours);
  }
  const periods = periodsUntil('2021-22-Q1', 'quarter', today).filter(({ to }) => workingDay(addDays(to, 16)) < today);
  const latest = workingDay(addDays(today, -8));
  for (const { kind, code } of INVENTED_PLACES) {
    const level = seeded.between(15, 27, 're-referrals', code);
    const values = periods.map(({ key: period }, at): SentValue => {
      const denominator = 1_000 + seeded.between(-90, 90, 're-referrals of', code, at);
      const numerator = Math.round((denominator * (level + seeded.between(-2, 2, 're-referrals', code, at))) / 100);
      return { period, numerator, denominator, standing: 'final', source: { title: 'Invented release', release: period } };
    });
    const early = values.filter((_, at) => (periods[at]?.to ?? '') < BROUGHT_IN_ON);
    plan.bringIn(londonInstant(BROUGHT_IN_ON, '14:00'), coordinator, 're-referrals', `${kind}:${code}`, early);
    plan.bringIn(londonInstant(latest, '14:00'), coordinator, 're-referrals', `${kind}:${code}`, values.slice(early.length));
  }
}

/** What turned out otherwise: restatements before and since the last meeting, a lasting shift, and a new definition. */
function tellWhatWasFoundLater(plan: Plan, seeded: Seeded, today: Day): void {
  const told = marlshireIndicators(seeded);
  const find = (code: string): Told => {
    const found = told.find((one) => one.code === code);
    if (!found) throw new Error(`Marlshire has no indicator "${code}"`);
    return found;
  };
  const restate = (code: string, key: string, on: Day, by: number, reason: string): void => {
    const indicator = find(code);
    const [reporter] = indicator.reporters;
    const periods = periodsUntil(indicator.first, indicator.definition.frequency, today);
    const at = periods.findIndex((period) => period.key === key);
    const period = periods[at];
    if (!period || !reporter) throw new Error(`${code} has no period ${key}`);
    const sent = sentOf(indicator, period, at, reporter.place);
    const value = { ...sent, numerator: (sent.numerator ?? 0) + by, standing: 'final' } as const;
    plan.restate(londonInstant(on, '15:20'), reporter.by, code, reporter.place, value, reason);
  };
  restate('conferences-in-15-days', '2024-25-Q2', '2025-02-05', 3, 'Three conferences had been entered under the wrong week.');
  const reported = periodsUntil('2021-22-Q1', 'quarter', today).filter(({ to }) => workingDay(addDays(to, 16)) < addDays(today, -21));
  const latest = reported.at(-1);
  if (latest) {
    const on = workingDay(addDays(today, -9));
    restate(
      'was-not-brought',
      latest.key,
      on,
      41,
      'Appointments moved by the hospital had been counted as kept. They are now left out of those kept.',
    );
  }
  tellOfARisk(plan, today);
  plan.rebase(londonInstant('2024-10-09', '10:10'), actorOf('coordinator'), 'referrals', 'authority:marlshire', {
    period: '2024-01',
    why: 'In January 2024 the front door became one team of council, police and health. Fewer contacts have been referrals since, and the reasons are known.',
    evidence: 'Paper 7 of the Executive, 2 October 2024: review of the front door after nine months.',
  });
}

/** What the sub-committee told the Board of, and what the Board decided three weeks later. */
function tellOfARisk(plan: Plan, today: Day): void {
  const raisedOn = workingDay(addDays(today, -34));
  const decidedOn = workingDay(addDays(today, -13));
  const risk = plan.raisePerformanceRisk(londonInstant(raisedOn, '16:05'), actorOf('paqa-member'), {
    title: 'Health assessments of children who come into care are later each quarter',
    why: 'Two of three community paediatricians have left, and the posts have been advertised twice. The figures will fall further.',
    about: [{ code: 'initial-health-assessments-in-time', place: 'authority:marlshire' }],
  });
  plan.decidePerformanceRisk(londonInstant(decidedOn, '12:20'), actorOf('coordinator'), risk, {
    decision: 'act',
    words: 'The health board buys twenty clinics a quarter from its neighbour until the posts are filled, and reports to each meeting.',
    decidedOn,
    callBackOn: workingDay(addDays(today, 78)),
  });
}

function sentOf(told: Told, period: Period, at: number, place: string): SentValue {
  const comment = told.comment?.[period.key];
  return {
    period: period.key,
    ...told.figure(at, place),
    standing: 'provisional',
    source: { title: `${told.definition.name}: agency return`, release: period.key },
    ...(comment === undefined ? {} : { commentary: comment }),
  };
}

function marlshireIndicators(seeded: Seeded): readonly Told[] {
  const council = actorOf('council-author');
  const health = actorOf('health-author');
  const police = actorOf('agency-author');
  const county = (by: Actor) => [{ place: 'authority:marlshire', by }];
  const wobble = (code: string, at: number, reach: number, place = ''): number => seeded.between(-reach, reach, code, place, at);
  const share = (code: string, at: number, percent: number, reach: number, about: number, place = '') => {
    const denominator = about + wobble(`${code} of`, at, Math.round(about / 12), place);
    const part = Math.round((denominator * (percent + wobble(code, at, reach, place))) / 100);
    return { numerator: Math.min(denominator, part), denominator };
  };
  return [
    {
      code: 'conferences-in-15-days',
      definition: defined('conferences-in-15-days', 'Are children at risk seen by all agencies together, soon?', council.agency, {
        numerator: 'initial conferences held within 15 working days',
        denominator: 'initial conferences',
      }),
      target: { target: 80, tolerance: 5 },
      reporters: county(council),
      first: '2021-22-Q1',
      // A winter in which the team was short, then a lasting rise.
      figure: (at) => share('conferences', at, at === 10 ? 52 : at > 11 ? 79 : 72, 3, 210),
      comment: {
        '2023-24-Q3': 'Five of eight conference chairs were away in November and December. Agency chairs began in January.',
        '2024-25-Q2': 'The new rota of chairs has run for two quarters.',
      },
    },
    {
      code: 'referrals',
      definition: {
        ...defined('referrals', 'How many concerns come to children’s social care?', council.agency, {
          numerator: 'referrals',
          frequency: 'month',
        }),
        measure: { kind: 'count' },
        unit: 'referrals',
        decimals: 0,
      },
      reporters: county(council),
      first: '2022-04',
      figure: (at) => ({ numerator: (at >= 21 ? 395 : 468) + wobble('referrals', at, 34) }),
    },
    {
      code: 're-referrals',
      definition: {
        ...defined('re-referrals', 'Does help last?', council.agency, {
          numerator: 're-referrals within 12 months',
          denominator: 'referrals',
        }),
        places: [COUNTY, ...INVENTED_PLACES],
      },
      target: { target: 20, tolerance: 3 },
      reporters: county(council),
      first: '2021-22-Q1',
      figure: (at) => share('re-referrals', at, 21, 2, 1300),
    },
    {
      code: 'initial-health-assessments-in-time',
      definition: defined(
        'initial-health-assessments-in-time',
        'Is the health of children who come into care looked at, soon?',
        health.agency,
        {
          numerator: 'assessments in time',
          denominator: 'children who came into care',
        },
      ),
      target: { target: 85, tolerance: 5 },
      reporters: county(health),
      first: '2021-22-Q1',
      // From the summer of 2025 on, lower each quarter.
      figure: (at) => share('health-assessments', at, at < 16 ? 86 : 82 - (at - 16) * 3, at < 16 ? 3 : 0, 60),
      comment: { '2025-26-Q3': 'Two of three community paediatricians have left. The posts are advertised.' },
    },
    {
      code: 'was-not-brought',
      definition: defined('was-not-brought', 'Which children do not get the care they were offered?', health.agency, {
        numerator: 'children who were not brought',
        denominator: 'appointments',
      }),
      reporters: county(health),
      first: '2021-22-Q1',
      figure: (at) => share('not-brought', at, 9, 1, 2400),
    },
    {
      code: 'domestic-abuse-child-present',
      definition: {
        ...defined('domestic-abuse-child-present', 'How many children live with abuse that the police know of?', police.agency, {
          numerator: 'offences with a child present',
          frequency: 'month',
        }),
        measure: { kind: 'count' },
        unit: 'offences',
        decimals: 0,
      },
      reporters: county(police),
      first: '2022-04',
      figure: (at) => ({ numerator: 212 + wobble('domestic-abuse', at, 24) }),
    },
    attendance(share),
  ];
}

/** Each agency's own; the health board's latest quarters have not come. */
function attendance(share: (code: string, at: number, percent: number, reach: number, about: number, place: string) => object): Told {
  const people = {
    'county-council': 'council-author',
    constabulary: 'agency-author',
    'health-board': 'board-author',
    probation: 'probation-author',
  };
  const usual: Readonly<Record<string, number>> = { 'county-council': 97, constabulary: 88, 'health-board': 81, probation: 74 };
  const agencies = AGENCIES.filter(({ slug }) => slug in people);
  const slugOf = (place: string): string => agencies.find(({ id }) => place === `agency:${id}`)?.slug ?? '';
  const definition = defined('conference-attendance', 'Do agencies come when children’s plans are made?', 'each-agency', {
    numerator: 'conferences attended',
    denominator: 'conferences invited to',
  });
  return {
    code: 'conference-attendance',
    definition: { ...definition, places: agencies.map(({ id, name }) => ({ kind: 'agency', code: id, name })) },
    target: { target: 90, tolerance: 5 },
    reporters: Object.entries(people).map(([slug, person]) => {
      const by = actorOf(person);
      return { place: `agency:${by.agency}`, by, reports: ({ from }) => slug !== 'health-board' || from < '2026-01-01' };
    }),
    first: '2021-22-Q1',
    figure: (at, place) => share('attendance', at, usual[slugOf(place)] ?? 90, 3, 120, place),
  };
}

interface Particulars {
  readonly numerator: string;
  readonly denominator?: string;
  readonly frequency?: Frequency;
}

/** Named, and with the direction that is good, as the set of indicators has it. */
function defined(
  code: string,
  question: string,
  owner: string,
  { numerator, denominator, frequency = 'quarter' }: Particulars,
): Definition {
  const known = INDICATOR_SET.find((one) => one.code === code);
  if (!known) throw new Error(`The set has no indicator "${code}"`);
  const measure: Measure = { kind: 'proportion' };
  return {
    name: known.name,
    question,
    owner,
    measure,
    numerator: { counts: numerator },
    ...(denominator === undefined ? {} : { denominator: { counts: denominator } }),
    unit: '%',
    decimals: 1,
    polarity: known.polarity,
    frequency,
    dueDays: 21,
    places: [COUNTY],
  };
}

function periodsUntil(first: string, frequency: Frequency, today: Day): readonly Period[] {
  const periods: Period[] = [];
  for (let one = parsePeriod(first, frequency); one && one.to < today; one = nextPeriod(one)) periods.push(one);
  return periods;
}

function morning(day: Day): Instant {
  return londonInstant(day, '09:30');
}

function workingDay(day: Day): Day {
  return isWeekend(day) ? workingDay(addDays(day, 1)) : day;
}
