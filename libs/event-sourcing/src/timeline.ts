import { canonicalJson } from './canonical-json.js';
import type { Position } from './event.js';
import type { Row, RowChange, RowValue } from './projection.js';

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
  readonly view: string;
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
  /** Where rows are open that do not lie in the table yet. */
  private readonly begun = new Set<string>();
  private closed: RowVersion[] = [];
  private added: RowVersion[] = [];

  /** Brings in a row's open version from the table, before the first change to it. */
  load(view: string, key: Row, values: Row, validFrom: Position): void {
    this.open.set(address(view, key), { view, key, values, validFrom, stored: true });
  }

  /** The address of the row that a change is to, where this fold knows nothing of it yet. */
  unknown({ view, key }: RowChange): string | undefined {
    const at = address(view, key);
    return this.open.has(at) ? undefined : at;
  }

  /** @throws ImpossibleChangeError for `set`, `add` or `drop` of a row that is not there. */
  apply(change: RowChange, position: Position): void {
    const { view, key } = change;
    const at = address(view, key);
    const current = this.open.get(at) ?? undefined;
    const values = nextValues(change, current?.values);
    if (current && values && areSame(current.values, values)) return;
    if (current) this.end(current, position);
    this.open.set(at, values ? { view, key, values, validFrom: position, stored: false } : null);
    if (values) this.begun.add(at);
    else this.begun.delete(at);
  }

  changes(): TimelineChanges {
    const stillOpen = [...this.begun].flatMap((at): RowVersion[] => {
      const row = this.open.get(at);
      return row ? [{ view: row.view, key: row.key, values: row.values, validFrom: row.validFrom, validTo: null }] : [];
    });
    return { closed: this.closed, added: [...this.added, ...stillOpen] };
  }

  /** Takes the changes as written: what is open lies in the table from here on. @returns how many rows it knows of. */
  settle(): number {
    for (const at of this.begun) {
      const row = this.open.get(at);
      if (row) this.open.set(at, { ...row, stored: true });
    }
    this.begun.clear();
    this.closed = [];
    this.added = [];
    return this.open.size;
  }

  private end({ view, key, values, validFrom, stored }: OpenRow, position: Position): void {
    const ended = { view, key, values, validFrom, validTo: position };
    if (stored) this.closed.push(ended);
    else if (validFrom < position) this.added.push(ended);
  }
}

/** The key of a row as one text: what tells rows apart. Made for every change, so it is written with little ado. */
export function address(view: string, key: Row): string {
  let text = view;
  for (const column of Object.keys(key).sort()) text += `\n${column} ${plainText(key[column] ?? null)}`;
  return text;
}

function plainText(value: RowValue): string {
  return typeof value === 'object' ? canonicalJson(value) : JSON.stringify(value);
}

/** Whether two rows say the same. A column that is left out is empty. */
function areSame(one: Row, other: Row): boolean {
  for (const column in other) if (!areSameValues(one[column] ?? null, other[column] ?? null)) return false;
  for (const column in one) if (!(column in other) && one[column] != null) return false;
  return true;
}

function areSameValues(one: RowValue, other: RowValue): boolean {
  if (one === other) return true;
  const mayBe = typeof one === 'object' && typeof other === 'object' && one !== null && other !== null;
  return mayBe && canonicalJson(one) === canonicalJson(other);
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
