import { daysBetween, dayAfter } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { Basis, Duty } from '../domain/section11-cycle.events.js';
import type { Rating } from '../domain/section11-return.events.js';
import type { LevelKey } from '../domain/section11-tool.events.js';
import { groupedBy } from './grouped-by.js';
import type { Section11AnswerRow } from './section11-answer.row.js';
import type { Section11CycleRow } from './section11-cycle.row.js';
import type { ReturnStatus, Section11ReturnProgressRow } from './section11-return-progress.row.js';
import type { Section11StandardRow } from './section11-standard.row.js';

// What a sub-committee asks of a cycle: pure functions over the rows as at one position. Every figure names the returns
// and items it came from, and no level of a scale is ever averaged.

type Progress = RowOf<Section11ReturnProgressRow>;
type Standard = RowOf<Section11StandardRow>;
type Answer = Pick<Section11AnswerRow, 'return' | 'agency' | 'item' | 'heading' | 'ordinal' | 'question' | 'rating' | 'evidence'>;
type Cycle = Pick<RowOf<Section11CycleRow>, 'cycle' | 'title' | 'toolCode' | 'toolVersion' | 'opensOn' | 'closedOn'>;

export interface Outstanding {
  readonly return: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly basis: Basis;
  readonly duty: Duty;
  readonly status: ReturnStatus;
  readonly answered: number;
  readonly of: number;
  readonly dueOn: Day;
  /** As on the day asked about; 0 while it is not yet late. */
  readonly daysOverdue: number;
  readonly admittedUntil: Day | null;
  /** Since when it is back with its agency, where it had been submitted. */
  readonly reopenedAt: string | null;
}

/** Of the returns issued, those with the partnership, and those that are not. */
export interface ResponseRate {
  readonly issued: number;
  readonly returned: number;
  readonly required: { readonly issued: number; readonly returned: number };
  readonly outstanding: readonly Outstanding[];
}

/** Who has not returned: those who must answer first, then by days overdue, then by name. A reopened return is out again. */
export function responseRate(progress: readonly Progress[], today: Day): ResponseRate {
  const returned = progress.filter(({ status }) => status === 'submitted');
  const outstanding = progress.filter(({ status }) => status !== 'submitted').map((row) => outstandingOn(row, today));
  return {
    issued: progress.length,
    returned: returned.length,
    required: { issued: progress.filter(isRequired).length, returned: returned.filter(isRequired).length },
    outstanding: outstanding.sort(
      (a, b) => Number(isRequired(b)) - Number(isRequired(a)) || b.daysOverdue - a.daysOverdue || byText(a.agencyName, b.agencyName),
    ),
  };
}

export interface StandardShare {
  readonly heading: string;
  readonly title: string;
  readonly ordinal: number;
  /** Items met, and items that apply, over all submitted returns. */
  readonly met: number;
  readonly notMet: number;
  readonly of: number;
  /** 1 for the weakest; the same for standards that tie. */
  readonly rank: number;
  readonly returns: readonly Pick<Standard, 'return' | 'agency' | 'agencyName' | 'met' | 'partlyMet' | 'notMet' | 'of'>[];
}

/**
 * The standards from weakest to strongest, by the share of applicable items that are met. Of two with the same share, the
 * one with the greater share not met at all is weaker; where that is the same too they tie, in the order of the tool. What
 * applies to nobody is left out.
 *
 * @param standards of submitted returns only.
 */
export function standardsByShare(standards: readonly Standard[]): readonly StandardShare[] {
  const shares = [...groupedBy(standards, ({ heading }) => heading).values()].map(shareOf).filter(({ of }) => of > 0);
  shares.sort((a, b) => weakness(a, b) || a.ordinal - b.ordinal);
  return shares.map((share) => ({ ...share, rank: 1 + shares.findIndex((other) => weakness(other, share) === 0) }));
}

export interface Slip {
  readonly agency: string;
  readonly agencyName: string;
  readonly heading: string;
  /** What went down, each from which return to which. */
  readonly items: readonly {
    readonly item: string;
    readonly question: string;
    readonly before: LevelKey;
    readonly after: LevelKey;
    readonly return: string;
    readonly previousReturn: string;
  }[];
}

/** `comparable` is false, and nothing is compared, where the two cycles asked by different versions of the tool. */
export interface Slips {
  readonly comparable: boolean;
  readonly previous: Pick<Cycle, 'cycle' | 'title'> | null;
  readonly slips: readonly Slip[];
}

export interface CycleContent {
  readonly cycle: Cycle;
  readonly progress: readonly Progress[];
  /** Of what may be shown. */
  readonly standards: readonly Standard[];
  readonly answers: readonly Answer[];
}

/**
 * Who slipped since the cycle before: the items that went down a level, by agency and standard, most items first. An item
 * that did not apply then or does not now has not gone down.
 */
export function slipsSince(previous: CycleContent | undefined, now: CycleContent): Slips {
  if (!previous || !isComparable(previous.cycle, now.cycle)) {
    return { comparable: false, previous: previous ? cycleRef(previous.cycle) : null, slips: [] };
  }
  const was = new Map(previous.answers.map((row) => [`${row.agency}/${row.item}`, row]));
  const nameOf = new Map(now.progress.map((row) => [row.return, row.agencyName]));
  const down = now.answers.flatMap((row) => {
    const before = was.get(`${row.agency}/${row.item}`);
    if (!before || !isLevel(before.rating) || !isLevel(row.rating) || LEVELS[row.rating] >= LEVELS[before.rating]) return [];
    const { agency, heading, item, question, return: ref, rating: after } = row;
    const agencyName = nameOf.get(ref) ?? '';
    return [{ agency, agencyName, heading, item, question, before: before.rating, after, return: ref, previousReturn: before.return }];
  });
  const slips = [...groupedBy(down, ({ agency, heading }) => `${agency}/${heading}`).values()].map((items) => {
    const [{ agency, agencyName, heading }] = items;
    return { agency, agencyName, heading, items: items.map(({ agency: _a, agencyName: _n, heading: _h, ...item }) => item) };
  });
  slips.sort((a, b) => b.items.length - a.items.length || byText(a.agencyName, b.agencyName));
  return { comparable: true, previous: cycleRef(previous.cycle), slips };
}

export interface WithoutEvidence {
  readonly agency: string;
  readonly agencyName: string;
  readonly return: string;
  readonly items: readonly { readonly item: string; readonly heading: string; readonly question: string; readonly rating: LevelKey }[];
}

/** Ratings of met or partly met with nothing to show for them, by agency, most items first. */
export function ratedWithoutEvidence(answers: readonly Answer[], progress: readonly Progress[]): readonly WithoutEvidence[] {
  const nameOf = new Map(progress.map((row) => [row.return, row.agencyName]));
  const bare = answers.flatMap(({ return: ref, agency, item, heading, question, rating, evidence }) => {
    return (rating === 'met' || rating === 'partly-met') && evidence.length === 0
      ? [{ return: ref, agency, item, heading, question, rating }]
      : [];
  });
  return [...groupedBy(bare, (row) => row.return).values()]
    .map((items) => {
      const [{ return: ref, agency }] = items;
      const agencyName = nameOf.get(ref) ?? '';
      return { agency, agencyName, return: ref, items: items.map(({ return: _r, agency: _a, ...item }) => item) };
    })
    .sort((a, b) => b.items.length - a.items.length || byText(a.agencyName, b.agencyName));
}

export interface CurvePoint {
  readonly day: Day;
  /** Days since the cycle opened: what two cycles are laid over each other by. */
  readonly dayOfCycle: number;
  /** Returns that first came in on that day, and on all days up to it. */
  readonly came: number;
  readonly total: number;
}

export interface ResponseCurve {
  readonly cycle: string;
  readonly title: string;
  readonly issued: number;
  /** The day of the cycle on which it was due. */
  readonly dueOnDayOfCycle: number;
  /** One for each day from the opening to the day asked about, or to the last return after a close. */
  readonly points: readonly CurvePoint[];
}

/** How the returns of a cycle came in. A return counts from its first submission, whether or not it was reopened since. */
export function responseCurve(
  { cycle, title, opensOn, dueOn, closedOn }: Cycle & { readonly dueOn: Day },
  progress: readonly Progress[],
  today: Day,
): ResponseCurve {
  const days = progress.flatMap(({ firstSubmittedOn }) => firstSubmittedOn ?? []).sort();
  const until = closedOn !== null && closedOn < today ? latest(closedOn, days.at(-1) ?? closedOn) : today;
  const points: CurvePoint[] = [];
  for (let day = opensOn; day <= until; day = dayAfter(day)) {
    const came = days.filter((one) => one === day || (day === opensOn && one < opensOn)).length;
    points.push({ day, dayOfCycle: points.length, came, total: (points.at(-1)?.total ?? 0) + came });
  }
  return { cycle, title, issued: progress.length, dueOnDayOfCycle: daysBetween(opensOn, dueOn), points };
}

export interface CellChange {
  readonly return: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly heading: string;
  readonly met: number;
  readonly of: number;
  readonly before: { readonly return: string; readonly met: number; readonly of: number } | null;
  /** By the share of applicable items met; `new` where there is nothing to compare with. */
  readonly change: 'better' | 'same' | 'worse' | 'new';
}

/** Each cell of the matrix against the same agency's in the cycle before. By another version of the tool, all are new. */
export function cellChanges(previous: CycleContent | undefined, now: CycleContent): readonly CellChange[] {
  const comparable = previous && isComparable(previous.cycle, now.cycle) ? previous.standards : [];
  const was = new Map(comparable.map((row) => [`${row.agency}/${row.heading}`, row]));
  return now.standards.map(({ return: ref, agency, agencyName, heading, met, of }) => {
    const earlier = was.get(`${agency}/${heading}`);
    const before = earlier && earlier.of > 0 && of > 0 ? { return: earlier.return, met: earlier.met, of: earlier.of } : null;
    return { return: ref, agency, agencyName, heading, met, of, before, change: before ? direction(before, { met, of }) : 'new' };
  });
}

const LEVELS: Readonly<Record<LevelKey, number>> = { 'not-met': 0, 'partly-met': 1, met: 2 };

function isLevel(rating: Rating | null): rating is LevelKey {
  return rating !== null && rating !== 'not-applicable';
}

function outstandingOn(row: Progress, today: Day): Outstanding {
  const { return: ref, agency, agencyName, basis, duty, status, answered, of, dueOn, admittedUntil, reopenedAt } = row;
  const daysOverdue = Math.max(0, daysBetween(dueOn, today));
  return { return: ref, agency, agencyName, basis, duty, status, answered, of, dueOn, daysOverdue, admittedUntil, reopenedAt };
}

function isRequired({ duty }: { readonly duty: Duty }): boolean {
  return duty === 'required';
}

function shareOf(rows: readonly [Standard, ...Standard[]]): Omit<StandardShare, 'rank'> {
  const [{ heading, title, ordinal }] = rows;
  const sum = (count: (row: Standard) => number): number => rows.reduce((total, row) => total + count(row), 0);
  return {
    heading,
    title,
    ordinal,
    met: sum(({ met }) => met),
    notMet: sum(({ notMet }) => notMet),
    of: sum(({ of }) => of),
    returns: rows.map(({ return: ref, agency, agencyName, met, partlyMet, notMet, of }) => {
      return { return: ref, agency, agencyName, met, partlyMet, notMet, of };
    }),
  };
}

type Share = Pick<StandardShare, 'met' | 'notMet' | 'of'>;

/** Negative where the first is weaker. Shares are compared by multiplying, so that none is rounded. */
function weakness(a: Share, b: Share): number {
  return a.met * b.of - b.met * a.of || b.notMet * a.of - a.notMet * b.of;
}

function direction(before: Pick<Share, 'met' | 'of'>, now: Pick<Share, 'met' | 'of'>): 'better' | 'same' | 'worse' {
  const difference = now.met * before.of - before.met * now.of;
  if (difference === 0) return 'same';
  return difference > 0 ? 'better' : 'worse';
}

function isComparable(a: Cycle, b: Cycle): boolean {
  return a.toolCode === b.toolCode && a.toolVersion === b.toolVersion;
}

function cycleRef({ cycle, title }: Cycle): Pick<Cycle, 'cycle' | 'title'> {
  return { cycle, title };
}

function latest(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function byText(a: string, b: string): number {
  return a.localeCompare(b, 'en-GB');
}
