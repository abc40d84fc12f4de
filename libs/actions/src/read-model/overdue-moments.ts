import { monthEndsBefore } from '@goldenthread/calendar';
import { Refusal, type Day } from '@goldenthread/event-sourcing';
import type { ReadingPoint } from '@goldenthread/read-models';

/**
 * The moments at which what was overdue is counted: the ends of the months before a point, as far back as the record goes,
 * and the point itself. Each is a place in the record of its own, so that each count is the one that was shown then.
 *
 * @param find the place in the record at the end of a day.
 */
export async function overdueMoments(
  point: ReadingPoint,
  months: number,
  find: (day: Day) => Promise<ReadingPoint>,
): Promise<readonly ReadingPoint[]> {
  const found = await Promise.all(monthEndsBefore(point.day, months).map((day) => find(day).catch(beforeTheRecord)));
  return [...found.filter((moment) => moment !== undefined), point];
}

function beforeTheRecord(error: unknown): undefined {
  if (error instanceof Refusal && error.code === 'as-at-before-first') return undefined;
  throw error;
}
