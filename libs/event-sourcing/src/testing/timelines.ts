import type { Position, RecordedEvent } from '../event.js';
import type { EventJournal } from '../event-journal.js';
import type { Projection, Row, RowChange } from '../projection.js';
import { address, TimelineFold, type RowVersion } from '../timeline.js';
import { all } from './event-store-contract.js';

/** All that a journal has recorded, in order. */
export async function recordedIn({ store, codec }: EventJournal): Promise<RecordedEvent[]> {
  return Promise.all((await all(store.readAll())).map((stored) => codec.decode(stored)));
}

/** What projections make of an event that they look at. */
export function changesBy(event: RecordedEvent, projections: readonly Projection[]): readonly RowChange[] {
  return projections.flatMap(({ handles, project }) => (handles.includes(event.type) ? project(event) : []));
}

/** Every version of every row that projections make of events. */
export function timelinesOf(events: readonly RecordedEvent[], projections: readonly Projection[]): readonly RowVersion[] {
  const fold = new TimelineFold();
  for (const event of events) for (const change of changesBy(event, projections)) fold.apply(change, event.position);
  return fold.changes().added;
}

/** The rows as at a position, whole, by their addresses. @throws Error where two versions of one row are valid at once. */
export function rowsAsAt(versions: readonly RowVersion[], position: Position): Record<string, Row> {
  const valid = validAt(versions, position);
  const rows = Object.fromEntries(valid.map(({ view, key, values }) => [address(view, key), { ...key, ...values }]));
  if (Object.keys(rows).length !== valid.length) throw new Error('Two versions of one row are valid at once');
  return rows;
}

/** The rows of one view as at a position, whole. */
export function viewAsAt(view: string, versions: readonly RowVersion[], position: Position): Row[] {
  return validAt(versions, position).flatMap((row) => (row.view === view ? [{ ...row.key, ...row.values }] : []));
}

function validAt(versions: readonly RowVersion[], position: Position): readonly RowVersion[] {
  return versions.filter(({ validFrom, validTo }) => validFrom <= position && (validTo === null || position < validTo));
}
