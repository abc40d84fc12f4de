import { isDay, parseInstant } from '@goldenthread/calendar';
import type { AsAt } from '@goldenthread/read-models';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';

const POSITION = /^(0|[1-9]\d{0,17})$/;

/**
 * What was asked for by `--as-at`: nothing, a day, an instant or a position.
 *
 * @throws Failure `wrongUsage` for anything else.
 */
export function readAsAt(text: string | undefined): AsAt {
  if (text === undefined) return { kind: 'now' };
  if (POSITION.test(text)) return { kind: 'position', position: BigInt(text) };
  if (isDay(text)) return { kind: 'day', day: text };
  const instant = parseInstant(text);
  if (instant !== undefined) return { kind: 'instant', instant };
  throw new Failure(
    EXIT.wrongUsage,
    `--as-at ${text} cannot be read. Give a date such as 2019-03-31, an instant such as 2019-03-31T12:00:00Z, or a position such as 48211.`,
  );
}
