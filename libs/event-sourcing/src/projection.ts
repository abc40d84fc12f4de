import type { DomainEvent, RecordedEvent } from './event.js';

/** A value as rows hold it. Positions and counts beyond 2^53 travel as text. */
export type RowValue = string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, RowValue>>;

/** A change to one row, named by its whole key. */
export type RowChange =
  /** The row is now this, whether or not it was there. */
  | { readonly verb: 'put'; readonly view: string; readonly key: Row; readonly values: Row }
  /** These columns of a row that is there. */
  | { readonly verb: 'set'; readonly view: string; readonly key: Row; readonly values: Row }
  /** Adds to numeric columns of a row that is there. Only where each event counts for itself; else `set`. */
  | { readonly verb: 'add'; readonly view: string; readonly key: Row; readonly values: Readonly<Record<string, number>> }
  /** The row is no longer there. Its past stays. */
  | { readonly verb: 'drop'; readonly view: string; readonly key: Row };

/**
 * A pure function from one recorded event to row changes: which event touches which columns, and nothing else. No query,
 * no clock, no I/O. Protected fields come sealed, and stay so in the rows.
 *
 * One projection owns its views; they share its checkpoint and are rebuilt together.
 */
export interface Projection<Event extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Raised when the same events shall give other rows: the views are then rebuilt beside the old ones. */
  readonly version: number;
  /** The event types it looks at. All others pass it by. */
  readonly handles: readonly Event['type'][];
  readonly project: (event: RecordedEvent<Event>) => readonly RowChange[];
}

/** The four verbs for one view, typed by its row. */
export interface ChangesOf<R extends object, K extends keyof R> {
  put(row: R): RowChange;
  set(key: Pick<R, K>, values: Partial<Omit<R, K>>): RowChange;
  add(key: Pick<R, K>, values: Partial<Record<Exclude<keyof R, K>, number>>): RowChange;
  drop(key: Pick<R, K>): RowChange;
}

export function changesOf<R extends object, K extends keyof R & string>(view: string, keyColumns: readonly K[]): ChangesOf<R, K> {
  const isKey = new Set<string>(keyColumns);
  const part = (of: object, ofKey: boolean): Row => {
    const row = of as Row;
    const wanted: Record<string, RowValue> = {};
    for (const column in row) if (isKey.has(column) === ofKey) wanted[column] = row[column] ?? null;
    return wanted;
  };
  const key = (of: object): Row => part(of, true);
  return {
    put: (row) => ({ verb: 'put', view, key: key(row), values: part(row, false) }),
    set: (of, values) => ({ verb: 'set', view, key: key(of), values: values as Row }),
    add: (of, values) => ({ verb: 'add', view, key: key(of), values: values as Record<string, number> }),
    drop: (of) => ({ verb: 'drop', view, key: key(of) }),
  };
}
