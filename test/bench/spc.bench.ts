import { judgeSeries, type SeriesPoint } from '@goldenthread/indicators';
import type { Bench } from './bench.js';
import { inTurns, perSecond } from './rounds.js';

const AUTHORITIES = 150;
const MONTHS = 120;
const POINTS = AUTHORITIES * MONTHS;
/** So that a round lasts long enough to be measured. */
const TIMES = 20;

export const spc: Bench = {
  unit: 'points/s',
  figure: `${AUTHORITIES} authorities of ${MONTHS} months each judged in one pass: limits, signals, and what they mean`,
  limit: 'the sum, and the sum of the moving ranges, of the same arrays in a single pass',
  promised: 0.005,
  better: 'higher',
  run: async () => {
    const authorities = Array.from({ length: AUTHORITIES }, (_, authority) => seriesOf(authority));
    const rounds = await inTurns(
      () => perSecond(POINTS * TIMES, () => again(() => judgeAll(authorities))),
      () => perSecond(POINTS * TIMES, () => again(() => addAll(authorities))),
    );
    return { rounds };
  },
};

/** Referrals by month as they might be: a level of its own, seasons, noise, and half way through a small shift. */
function seriesOf(authority: number): SeriesPoint[] {
  const level = 200 + authority * 7;
  return Array.from({ length: MONTHS }, (_, month) => {
    const noise = ((authority * 7_919 + month * 104_729) % 997) / 997 - 0.5;
    const season = Math.sin((month * Math.PI) / 6);
    const value = Math.round(level * (1 + 0.2 * noise + 0.05 * season + (month > MONTHS / 2 ? 0.06 : 0)));
    return { at: `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`, value };
  });
}

function again(work: () => number): Promise<unknown> {
  let found = 0;
  for (let time = 0; time < TIMES; time++) found += work();
  // What nobody looks at need not be worked out.
  if (!(found > 0)) throw new Error('Nothing was found');
  return Promise.resolve(found);
}

/** How many points stand out. */
function judgeAll(authorities: readonly (readonly SeriesPoint[])[]): number {
  let unusual = 0;
  for (const points of authorities) {
    const judged = judgeSeries(points, { polarity: 'neither' });
    for (const { type } of judged.points) if (type !== 'usual') unusual += 1;
  }
  return unusual;
}

function addAll(authorities: readonly (readonly SeriesPoint[])[]): number {
  let total = 0;
  for (const points of authorities) {
    let before = points[0]?.value ?? 0;
    let sum = 0;
    let ranges = 0;
    for (const point of points) {
      const value = point.value ?? 0;
      sum += value;
      ranges += Math.abs(value - before);
      before = value;
    }
    total += sum + ranges;
  }
  return total;
}
