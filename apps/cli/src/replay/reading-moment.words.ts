import type { Instant, Position } from '@goldenthread/event-sourcing';

/** How far the record goes. */
export interface RecordRange {
  /** When the first event was recorded. */
  readonly first: Instant;
  readonly last: Position;
  readonly now: Instant;
}

export function emptyWords(): string {
  return 'Nothing has been recorded in this store yet.';
}

export function inFutureWords(said: string, range: RecordRange): string {
  return `${said} is still to come. ${rangeWords(range)}`;
}

export function beforeFirstWords(said: string, range: RecordRange): string {
  return `Nothing had been recorded by ${said}. ${rangeWords(range)}`;
}

function rangeWords({ first, last, now }: RecordRange): string {
  return `The record goes from ${first} (position 0) to now, ${now} (position ${String(last)}).`;
}
