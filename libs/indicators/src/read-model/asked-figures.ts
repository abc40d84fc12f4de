import { addDays } from '@goldenthread/calendar';
import type { Day } from '@goldenthread/event-sourcing';
import type { Definition } from '../domain/indicator-definition.events.js';
import { nextPeriod, periodOfKey, periodOn, type Period } from '../domain/period.js';

/** A period that is over, and that no figure stands of. */
export interface AskedPeriod {
  readonly period: Period;
  /** Its figure is in time until then. */
  readonly due: Day;
  /** Whether that day has passed. */
  readonly isLate: boolean;
}

/**
 * The periods that a series is asked for on a day: from the one in which it was first asked for, or from its first figure
 * where that is earlier, to the last that is over; those that a figure or a marker stands of left out. Cycles open when
 * they are opened, so nobody can be asked for one.
 *
 * @param reported the keys of the periods that something stands of.
 * @param since the day since which its place is asked for: of what ended before, nobody was asked until then.
 */
export function askedPeriods(
  { frequency, dueDays }: Pick<Definition, 'frequency' | 'dueDays'>,
  reported: readonly string[],
  since: Day,
  today: Day,
): AskedPeriod[] {
  const stand = new Set(reported);
  const asked: AskedPeriod[] = [];
  for (let one = firstAsked(reported, periodOn(since, frequency)); one && one.to < today; one = nextPeriod(one)) {
    if (stand.has(one.key)) continue;
    const due = addDays(one.to > since ? one.to : since, dueDays);
    asked.push({ period: one, due, isLate: due < today });
  }
  return asked;
}

function firstAsked(reported: readonly string[], asked: Period | undefined): Period | undefined {
  if (!asked) return undefined;
  const periods = [asked, ...reported.flatMap((key) => periodOfKey(key) ?? [])];
  return periods.reduce((first, one) => (one.from < first.from ? one : first));
}
