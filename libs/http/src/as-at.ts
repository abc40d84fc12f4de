import { isDay, parseInstant } from '@goldenthread/calendar';
import type { Position } from '@goldenthread/event-sourcing';
import type { AsAt } from '@goldenthread/read-models';
import { RequestProblem } from './problem.js';

const POSITION = /^(0|[1-9]\d{0,17})$/;
/** Databases begin with the year 1. */
const FIRST_DAY = '0001-01-01';

/**
 * Reads `?asAt=`: nothing, a day (`2019-03-31`), an instant (`2019-03-31T12:00:00Z`) or a position (`48211`).
 *
 * @throws RequestProblem `as-at-unreadable`.
 */
export function parseAsAt(text: string | undefined): AsAt {
  if (text === undefined) return { kind: 'now' };
  if (POSITION.test(text)) return { kind: 'position', position: BigInt(text) };
  if (isDay(text) && text >= FIRST_DAY) return { kind: 'day', day: text };
  const instant = parseInstant(text);
  if (instant !== undefined && instant >= FIRST_DAY) return { kind: 'instant', instant };
  throw new RequestProblem('as-at-unreadable', [
    {
      pointer: 'asAt',
      code: 'as-at-unreadable',
      message: 'asAt must be a date such as 2019-03-31, an instant such as 2019-03-31T12:00:00Z, or a position such as 48211.',
    },
  ]);
}

/** @throws RequestProblem `position-unreadable`. */
export function parsePosition(text: string | undefined, parameter: string): Position | undefined {
  if (text === undefined) return undefined;
  if (POSITION.test(text)) return BigInt(text);
  throw new RequestProblem('position-unreadable', [
    { pointer: parameter, code: 'position-unreadable', message: `${parameter} must be a position such as 48211.` },
  ]);
}
