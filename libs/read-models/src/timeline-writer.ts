import { TimelineFold, type Position, type Row, type RowChange, type RowValue, type RowVersion } from '@goldenthread/event-sourcing';
import type { PoolClient } from 'pg';
import { PoisonEventError } from './poison.js';
import { STILL_VALID } from './timeline-row.js';
import type { ViewTable } from './view-table.js';

/** A change and the position of the event that asked for it. */
export interface PositionedChange {
  readonly change: RowChange;
  readonly position: Position;
}

/**
 * Writes a batch of changes to one generation of a projection's tables: loads the open versions that the batch touches,
 * folds the whole batch in memory, then ends and adds versions with one statement each per table.
 */
export async function writeChanges(
  client: PoolClient,
  tables: ReadonlyMap<string, ViewTable>,
  generation: number,
  changes: readonly PositionedChange[],
): Promise<void> {
  const whole = changes.map((positioned) => ({ ...positioned, change: wholeChange(tables, positioned.change) }));
  const fold = new TimelineFold();
  for (const [view, table] of tables) {
    const keys = distinctKeys(changes.filter(({ change }) => change.view === view).map(({ change }) => change.key));
    if (keys.length > 0) await loadOpen(client, fold, table, generation, keys);
  }
  for (const { change, position } of whole) applyOrBlame(fold, change, position);
  const { closed, added } = fold.changes();
  for (const [view, table] of tables) {
    await endVersions(client, table, generation, ofView(closed, view));
    await addVersions(client, table, generation, ofView(added, view));
  }
}

function applyOrBlame(fold: TimelineFold, change: RowChange, position: Position): void {
  try {
    fold.apply(change, position);
  } catch (error) {
    throw new PoisonEventError(position, error);
  }
}

/** The change with every column said: what a row leaves out is empty, in the fold just as in the table. */
function wholeChange(tables: ReadonlyMap<string, ViewTable>, change: RowChange): RowChange {
  const table = tables.get(change.view);
  if (!table) throw new Error(`A projection changes ${change.view}, which is not a view of its own`);
  return change.verb === 'put' ? { ...change, values: { ...table.emptyValues(), ...change.values } } : change;
}

async function loadOpen(client: PoolClient, fold: TimelineFold, table: ViewTable, generation: number, keys: readonly Row[]): Promise<void> {
  const name = table.tableOf(generation);
  const { rows } = await client.query<{ record: Record<string, RowValue>; valid_from: string }>(
    `SELECT to_jsonb(row) AS record, row.valid_from
     FROM jsonb_populate_recordset(NULL::${name}, $1) AS wanted
     JOIN ${name} AS row ON ${sameKey(table, 'row', 'wanted')} AND row.valid_to = ${STILL_VALID}`,
    [JSON.stringify(keys.map((key) => table.toRecord(key)))],
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
     FROM jsonb_populate_recordset(NULL::${name}, $1) AS ended
     WHERE ${sameKey(table, 'row', 'ended')} AND row.valid_to = ${STILL_VALID}`,
    [JSON.stringify(closed.map((version) => toRecord(table, version)))],
  );
  if (rowCount !== closed.length) throw new Error(`${table.view}: ${closed.length} versions should have ended, ${rowCount ?? 0} did`);
}

async function addVersions(client: PoolClient, table: ViewTable, generation: number, added: readonly RowVersion[]): Promise<void> {
  if (added.length === 0) return;
  const name = table.tableOf(generation);
  await client.query(`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1)`, [
    JSON.stringify(added.map((version) => toRecord(table, version))),
  ]);
}

function toRecord(table: ViewTable, { key, values, validFrom, validTo }: RowVersion): Record<string, RowValue> {
  return table.toRecord(key, values, { validFrom: String(validFrom), validTo: validTo === null ? STILL_VALID : String(validTo) });
}

function sameKey(table: ViewTable, left: string, right: string): string {
  return table.key.map(({ name }) => `${left}."${name}" = ${right}."${name}"`).join(' AND ');
}

function distinctKeys(keys: readonly Row[]): Row[] {
  return [...new Map(keys.map((key) => [JSON.stringify(Object.entries(key).sort()), key])).values()];
}

function ofView(versions: readonly RowVersion[], view: string): RowVersion[] {
  return versions.filter((version) => version.view === view);
}
