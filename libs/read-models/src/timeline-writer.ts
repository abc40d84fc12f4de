import { TimelineFold, type Position, type Row, type RowChange, type RowValue, type RowVersion } from '@goldenthread/event-sourcing';
import type { PoolClient } from 'pg';
import { copyIn } from './copy-in.js';
import { PoisonEventError } from './poison.js';
import { STILL_VALID } from './timeline-row.js';
import type { ViewTable } from './view-table.js';

/** A change and the position of the event that asked for it. */
export interface PositionedChange {
  readonly change: RowChange;
  readonly position: Position;
}

export interface TimelineWriterOptions {
  /** How many open rows are kept in mind from one batch to the next: none by default. */
  readonly remember?: number;
  /** The tables are empty: a row that is not in mind is not there. */
  readonly fromNothing?: boolean;
}

/** Lines that go to the server at once. */
const LINES = 500;

/**
 * Writes batches of changes to one generation of a projection's tables: loads the open versions that a batch touches,
 * folds the whole batch in memory, then ends and adds versions with one statement each per table.
 *
 * Who alone writes a generation from one batch to the next can have open rows remembered. A version that begins and ends
 * while it is in mind is written once, as it was; only one that was written while open is changed afterwards.
 */
export class TimelineWriter {
  private fold = new TimelineFold();
  private readonly remember: number;
  private isWhole: boolean;

  constructor(
    private readonly tables: ReadonlyMap<string, ViewTable>,
    private readonly generation: number,
    { remember = 0, fromNothing = false }: TimelineWriterOptions = {},
  ) {
    this.remember = remember;
    this.isWhole = fromNothing;
  }

  /**
   * @throws PoisonEventError for a change that cannot be. After any error this writer is not to be used again: it may have
   *   in mind what was not committed.
   */
  async write(client: PoolClient, changes: readonly PositionedChange[]): Promise<void> {
    if (!this.isWhole) await this.loadOpen(client, changes);
    for (const { change, position } of changes) this.apply(change, position);
    const { closed, added } = this.fold.changes();
    for (const [view, table] of this.tables) {
      await endVersions(client, table, this.generation, ofView(closed, view));
      await addVersions(client, table, this.generation, ofView(added, view));
    }
    if (this.fold.settle() <= this.remember) return;
    this.fold = new TimelineFold();
    this.isWhole = false;
  }

  private apply(change: RowChange, position: Position): void {
    try {
      this.fold.apply(this.whole(change), position);
    } catch (error) {
      throw new PoisonEventError(position, error);
    }
  }

  /** The change with every column said: what a row leaves out is empty, in the fold just as in the table. */
  private whole(change: RowChange): RowChange {
    const table = this.tables.get(change.view);
    if (!table) throw new Error(`A projection changes ${change.view}, which is not a view of its own`);
    return change.verb === 'put' ? { ...change, values: { ...table.emptyValues, ...change.values } } : change;
  }

  private async loadOpen(client: PoolClient, changes: readonly PositionedChange[]): Promise<void> {
    const wanted = new Map([...this.tables.keys()].map((view) => [view, new Map<string, Row>()]));
    for (const { change } of changes) {
      const unknown = this.fold.unknown(change);
      if (unknown !== undefined) wanted.get(change.view)?.set(unknown, change.key);
    }
    for (const [view, table] of this.tables) {
      const keys = [...(wanted.get(view)?.values() ?? [])];
      if (keys.length > 0) await loadOpen(client, this.fold, table, this.generation, keys);
    }
  }
}

async function loadOpen(client: PoolClient, fold: TimelineFold, table: ViewTable, generation: number, keys: readonly Row[]): Promise<void> {
  const name = table.tableOf(generation);
  const { rows } = await client.query<{ record: Record<string, RowValue>; valid_from: string }>(
    `SELECT to_jsonb(row) AS record, row.valid_from
     FROM jsonb_to_recordset($1) AS wanted (${table.keyDefinition}),
          LATERAL (SELECT * FROM ${name} AS open WHERE ${openOf(table, 'wanted')}) AS row`,
    [JSON.stringify(keys.map((key) => table.keyRecord(key)))],
  );
  for (const { record, valid_from } of rows) {
    const { key, values } = table.fromRecord(record);
    fold.load(table.view, key, values, BigInt(valid_from));
  }
}

async function endVersions(client: PoolClient, table: ViewTable, generation: number, closed: readonly RowVersion[]): Promise<void> {
  if (closed.length === 0) return;
  const name = table.tableOf(generation);
  const { rowCount } = await client.query(
    `UPDATE ${name} AS row SET valid_to = ended.valid_to
     FROM jsonb_to_recordset($1) AS ended (${table.keyDefinition}, valid_to bigint),
          LATERAL (SELECT open.ctid FROM ${name} AS open WHERE ${openOf(table, 'ended')}) AS found
     WHERE row.ctid = found.ctid`,
    [JSON.stringify(closed.map(({ key, validTo }) => ({ ...table.keyRecord(key), valid_to: String(validTo) })))],
  );
  if (rowCount !== closed.length) throw new Error(`${table.view}: ${closed.length} versions should have ended, ${rowCount ?? 0} did`);
}

/**
 * The open version of a row, for a LATERAL look-up. There is one at most; saying so keeps the server from reading every open
 * row of the view for each batch, which it thinks cheaper as long as there are some tens of thousands.
 */
function openOf(table: ViewTable, wanted: string): string {
  return `${table.sameKey('open', wanted)} AND open.valid_to = ${STILL_VALID} LIMIT 1`;
}

async function addVersions(client: PoolClient, table: ViewTable, generation: number, added: readonly RowVersion[]): Promise<void> {
  if (added.length > 0) await copyIn(client, table.copyTarget(generation), linesOf(table, added));
}

function* linesOf(table: ViewTable, added: readonly RowVersion[]): Iterable<string> {
  for (let from = 0; from < added.length; from += LINES) {
    let lines = '';
    for (const version of added.slice(from, from + LINES)) lines += table.copyLine(version);
    yield lines;
  }
}

function ofView(versions: readonly RowVersion[], view: string): readonly RowVersion[] {
  return versions.filter((version) => version.view === view);
}
