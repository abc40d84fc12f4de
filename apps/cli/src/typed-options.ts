import { isDay } from '@goldenthread/calendar';
import { isUuid, type Day } from '@goldenthread/event-sourcing';
import { InvalidArgumentError } from 'commander';

/** Reads a day that was typed, for Commander. */
export function dayTyped(text: string): Day {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('It must be a day such as 2026-03-31.');
}

/** Reads a position that was typed, for Commander. */
export function positionTyped(text: string): bigint {
  if (/^(0|[1-9]\d{0,17})$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError('It must be a position such as 48211.');
}

/** Reads an id that was typed, for Commander. */
export function idTyped(text: string): string {
  const id = text.toLowerCase();
  if (isUuid(id)) return id;
  throw new InvalidArgumentError('It must be an id such as 7c9e6679-7425-50de-944b-e07fc1f90ae7.');
}
