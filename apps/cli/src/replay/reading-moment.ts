import { endOfLondonDay, londonDate } from '@goldenthread/calendar';
import { BEFORE_FIRST, type Clock, type EventStore, type Instant, type Position, type StoredEvent } from '@goldenthread/event-sourcing';
import type { AsAt, ReadingPoint } from '@goldenthread/read-models';
import { EXIT } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { beforeFirstWords, emptyWords, inFutureWords, type RecordRange } from './reading-moment.words.js';

/** The one place in the store that a record is read at, found from the events alone. */
export interface ReadingMoment extends ReadingPoint {
  /** The newest event there: what to cite. */
  readonly event: Pick<StoredEvent, 'id' | 'position' | 'recordedAt'>;
}

type ReadableStore = Pick<EventStore, 'readAll' | 'head'>;

/**
 * Finds the moment that was asked for, without any view: events were recorded in the order of their positions, so it is
 * searched for by halves.
 *
 * @throws Failure `wrongUsage` where it is still to come, or before the first event.
 */
export async function findMoment(asked: AsAt, store: ReadableStore, clock: Clock): Promise<ReadingMoment> {
  const [first, head] = [await eventFrom(store, 0n), await store.head()];
  if (!first || !head) throw new Failure(EXIT.wrongUsage, emptyWords());
  const now = await clock.now();
  const range = { first: first.recordedAt, last: head.position, now };
  if (asked.kind === 'now' || (asked.kind === 'day' && asked.day === londonDate(now))) {
    return at(store, head.position, now, true);
  }
  if (asked.kind === 'position') {
    if (asked.position > head.position) throw inFuture(`Position ${String(asked.position)}`, range);
    const { recordedAt } = await eventAt(store, asked.position);
    return at(store, asked.position, recordedAt, false);
  }
  return atInstant(asked, store, range);
}

async function atInstant(
  asked: Extract<AsAt, { kind: 'day' | 'instant' }>,
  store: ReadableStore,
  range: RecordRange,
): Promise<ReadingMoment> {
  const [said, instant] = asked.kind === 'day' ? [asked.day, endOfLondonDay(asked.day)] : [asked.instant, asked.instant];
  if (instant > range.now) throw inFuture(said, range);
  if (instant < range.first) throw new Failure(EXIT.wrongUsage, beforeFirstWords(said, range));
  return at(store, await newestBy(instant, store, range.last), instant, false);
}

/** The newest position that had been recorded by an instant, which is not before the first event. */
async function newestBy(instant: Instant, store: ReadableStore, head: Position): Promise<Position> {
  let [recorded, candidate] = [0n, head];
  while (recorded < candidate) {
    const middle = (recorded + candidate + 1n) / 2n;
    const event = await eventFrom(store, middle);
    if (event && event.recordedAt <= instant) recorded = event.position;
    else candidate = middle - 1n;
  }
  return recorded;
}

async function at(store: ReadableStore, position: Position, instant: Instant, isNow: boolean): Promise<ReadingMoment> {
  return { position, instant, day: londonDate(instant), isNow, event: await eventAt(store, position) };
}

async function eventAt(store: ReadableStore, position: Position): Promise<StoredEvent> {
  const event = await eventFrom(store, position);
  if (event?.position === position) return event;
  throw new Error(`There is no event at position ${String(position)}. \`goldenthread store check\` says more.`);
}

/** The first event from a position on. */
async function eventFrom(store: ReadableStore, position: Position): Promise<StoredEvent | undefined> {
  for await (const event of store.readAll({ after: position === 0n ? BEFORE_FIRST : position - 1n, max: 1 })) return event;
  return undefined;
}

function inFuture(said: string, range: RecordRange): Failure {
  return new Failure(EXIT.wrongUsage, inFutureWords(said, range));
}
