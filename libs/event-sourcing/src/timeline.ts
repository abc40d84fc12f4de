import { canonicalJson } from './canonical-json.js';
import type { Position } from './event.js';
import type { Row, RowChange } from './projection.js';

/** One version of a row: what it was from one position until just before another (or still is). */
export interface RowVersion {
  readonly view: string;
  readonly key: Row;
  readonly values: Row;
  readonly validFrom: Position;
  readonly validTo: Position | null;
}

/** A change that no event should have asked for: the projection is wrong and must stop. */
export class ImpossibleChangeError extends Error {
  override readonly name = 'ImpossibleChangeError';
}

interface OpenRow {
  readonly key: Row;
  readonly values: Row;
  readonly validFrom: Position;
  /** Whether this version already lies in the table, rather than being of this fold. */
  readonly stored: boolean;
}

/** What a batch of events comes to: versions that end, and versions that are new. */
export interface TimelineChanges {
  /** Versions in the table that end in this batch. */
  readonly closed: readonly RowVersion[];
  /** Versions that this batch begins; those that also end in it are already closed. */
  readonly added: readonly RowVersion[];
}

/**
 * Folds row changes into versions of rows. A change at a position ends the row's open version there and begins the next,
 * so nothing is overwritten: `asAt(p)` is "valid from at most p, and to more than p". Several changes to a row by one
 * event make one version.
 *
 * The same fold serves the tables and the in-memory model that tests compare them with.
 */
export class TimelineFold {
  private readonly open = new Map<string, OpenRow | null>();
  private readonly closed: RowVersion[] = [];
  private readonly added: RowVersion[] = [];

  /** Brings in a row's open version from the table, before the first change to it. */
  load(view: string, key: Row, values: Row, validFrom: Position): void {
    this.open.set(address(view, key), { key, values, validFrom, stored: true });
  }

  /** @throws ImpossibleChangeError for `set`, `add` or `drop` of a row that is not there. */
  apply(change: RowChange, position: Position): void {
    const { view, key } = change;
    const current = this.open.get(address(view, key)) ?? undefined;
    const values = nextValues(change, current?.values);
    if (current && values && canonicalJson(current.values) === canonicalJson(values)) return;
    if (current) this.end(view, current, position);
    this.open.set(address(view, key), values ? { key, values, validFrom: position, stored: false } : null);
  }

  changes(): TimelineChanges {
    const stillOpen = [...this.open].flatMap(([at, row]): RowVersion[] => {
      return row && !row.stored ? [{ view: viewOf(at), key: row.key, values: row.values, validFrom: row.validFrom, validTo: null }] : [];
    });
    return { closed: this.closed, added: [...this.added, ...stillOpen] };
  }

  private end(view: string, row: OpenRow, position: Position): void {
    const ended = { view, key: row.key, values: row.values, validFrom: row.validFrom, validTo: position };
    if (row.stored) this.closed.push(ended);
    else if (row.validFrom < position) this.added.push(ended);
  }
}

/** The key of a row as one text: what tells rows apart. */
export function address(view: string, key: Row): string {
  return `${view}\n${canonicalJson(key)}`;
}

function viewOf(at: string): string {
  return at.slice(0, at.indexOf('\n'));
}

function nextValues(change: RowChange, current: Row | undefined): Row | undefined {
  if (change.verb === 'put') return change.values;
  if (!current) throw new ImpossibleChangeError(`"${change.verb}" of a row that is not in ${change.view}: ${canonicalJson(change.key)}`);
  if (change.verb === 'drop') return undefined;
  if (change.verb === 'set') return { ...current, ...change.values };
  const sums = Object.entries(change.values).map(([column, amount]) => [column, numberIn(current, column, change.view) + amount]);
  return { ...current, ...(Object.fromEntries(sums) as Row) };
}

function numberIn(row: Row, column: string, view: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new ImpossibleChangeError(`"add" to ${view}.${column}, which holds no number`);
  return value;
}
