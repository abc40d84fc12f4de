import { canonicalJson, sha256 } from '@goldenthread/event-sourcing';
import type { ReleasedCell, ReleasedTable, ReleaseMade } from './release.events.js';
import { shownCount, suppress, type Figures, type HiddenWhy, type ReleasedFigures, type SuppressionProfile } from './suppression/index.js';

/** A cell before anything is decided: a number is named, so that it can be hidden. */
export type ReleasableCell =
  Exclude<ReleasedCell, { kind: 'hidden' }> | (Extract<ReleasedCell, { kind: 'number' }> & { readonly name: string });

/** A table as the circle sees it, and how its figures hang together. */
export type ReleasableTable = {
  readonly about: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly { readonly about: readonly string[]; readonly cells: readonly ReleasableCell[] }[];
  readonly figures: Omit<Figures, 'changes'>;
  /** Whether a later table counts what an earlier one counted and more: what came between is then a count too. */
  readonly grows: boolean;
};

/** What is decided of a table. */
export type DecidedTable = {
  readonly table: ReleasedTable;
  /** Why each cell is hidden, in the places of the table; null where it is not. */
  readonly why: readonly (readonly (HiddenWhy | null)[])[];
  readonly tally: ReleaseMade['data']['tally'];
  /** How many figures could be worked out whatever is hidden. Where there are any, the table must not leave the circle. */
  readonly exposed: number;
  readonly workings: ReleasedFigures;
  /** The same for the same decision: what somebody looked at before they released it. */
  readonly digest: string;
};

/** Decides which numbers of a table are hidden, after the releases that were made before. */
export function decideTable(wanted: ReleasableTable, profile: SuppressionProfile, earlier: readonly ReleasedFigures[]): DecidedTable {
  const figures = { ...wanted.figures, changes: wanted.grows ? changesSince(wanted.figures, earlier) : [] };
  const { hidden, exposed } = suppress(figures, profile, earlier);
  const reasons = new Map(hidden.map(({ name, why }) => [name, why]));
  const why = wanted.rows.map(({ cells }) => cells.map((cell) => ('name' in cell ? (reasons.get(cell.name) ?? null) : null)));
  const rows = wanted.rows.map(({ about, cells }) => ({ about, cells: cells.map((cell) => releasedCell(cell, reasons, wanted, profile)) }));
  const table = { about: wanted.about, columns: wanted.columns, rows };
  return {
    table,
    why,
    tally: tallyOf(table, why),
    exposed: exposed.length,
    workings: { ...figures, hidden: hidden.map(({ name }) => name), roundedTo: profile.roundedTo },
    digest: sha256(canonicalJson({ table, profile: profile.name })),
  };
}

function changesSince({ counts }: Pick<Figures, 'counts'>, earlier: readonly ReleasedFigures[]): Figures['changes'] {
  const before = Object.entries(counts).flatMap(([of, now]) => {
    const values = new Set(earlier.flatMap((table) => (of in table.counts ? (table.counts[of] ?? []) : [])));
    return [...values].filter((value) => value !== now).map((value) => ({ of, before: value }));
  });
  return before;
}

function releasedCell(
  cell: ReleasableCell,
  hidden: ReadonlyMap<string, HiddenWhy>,
  { figures }: ReleasableTable,
  profile: SuppressionProfile,
): ReleasedCell {
  if (!('name' in cell)) return cell;
  const { name, ...shown } = cell;
  if (hidden.has(name)) return { kind: 'hidden' };
  return name in figures.counts ? { ...shown, number: shownCount(shown.number, profile) } : shown;
}

function tallyOf({ rows }: ReleasedTable, why: DecidedTable['why']): DecidedTable['tally'] {
  const reasons = why.flat();
  const numbers = rows.flatMap(({ cells }) => cells).filter(({ kind }) => kind === 'number' || kind === 'hidden').length;
  const small = reasons.filter((reason) => reason === 'small').length;
  return { numbers, small, others: reasons.filter((reason) => reason !== null).length - small };
}
