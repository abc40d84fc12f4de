import type { Figures, ReleasedFigures } from './figures.js';
import { shownCount } from './profile.js';

/** The numbers that a count can be, as far as a reader can tell. */
export type Range = { readonly from: number; readonly to: number };

/** One count as it truly is, and what readers know of it. */
export type Unknown = { readonly value: number; readonly range: Range };

/** What must come to nought: each count so many times. */
export type Balance = readonly { readonly of: string; readonly times: number }[];

/**
 * All that readers of some tables know, taken together. The same count in two tables is one count where it has the same
 * value in both: a reader who cannot be sure of that knows less than is assumed here.
 */
export type Knowledge = { readonly counts: Map<string, Unknown>; readonly balances: readonly Balance[] };

/** What readers know who have all these tables side by side. */
export function knowledgeOf(tables: readonly ReleasedFigures[]): Knowledge {
  const counts = new Map<string, Unknown>();
  for (const table of tables) {
    const [implied, hidden] = [new Set(table.implied), new Set(table.hidden)];
    for (const [name, value] of Object.entries(table.counts)) {
      const key = nameOf(name, value);
      const own = implied.has(name) ? ANY : hidden.has(name) ? HIDDEN : shownAs(value, table);
      const range = both(counts.get(key)?.range ?? ANY, own);
      counts.set(key, { value, range });
    }
    for (const { name, by } of differencesIn(table)) counts.set(nameOf(name, by), { value: by, range: ANY });
  }
  const all = tables.flatMap((table) => [
    ...table.sums.map((sum) => balanceOf(table, sum)),
    ...differencesIn(table).map(({ balance }) => balance),
  ]);
  const balances = new Map(all.map((one) => [JSON.stringify(one), one]));
  return { counts, balances: [...balances.values()] };
}

/** Takes a count out of what is told after all; of what was told before, readers keep what they know. */
export function hide({ counts }: Knowledge, key: string, before: Knowledge): void {
  const count = counts.get(key);
  if (count) counts.set(key, { ...count, range: both(before.counts.get(key)?.range ?? ANY, HIDDEN) });
}

/** What a count is called that is this much: figures that were restated since are others. */
export function nameOf(name: string, value: number): string {
  return `${name} = ${value}`;
}

const ANY: Range = { from: 0, to: Number.POSITIVE_INFINITY };
/** Nought is always shown: whatever is hidden is at least one. */
const HIDDEN: Range = { from: 1, to: Number.POSITIVE_INFINITY };

/** What a number that is shown tells of the one that was rounded to it. */
function shownAs(value: number, { roundedTo }: Pick<ReleasedFigures, 'roundedTo'>): Range {
  const shown = shownCount(value, { roundedTo });
  return value === 0 ? { from: 0, to: 0 } : { from: shown - Math.floor(roundedTo / 2), to: shown + Math.ceil(roundedTo / 2) - 1 };
}

/** What came between an earlier release and a later one: the larger of two counts is the smaller and this. */
export function differencesIn({
  changes,
  counts,
}: Figures): readonly { readonly name: string; readonly by: number; readonly balance: Balance }[] {
  return changes.map(({ of, before }) => {
    const now = counts[of] ?? Number.NaN;
    const name = `${of} since ${before}`;
    const by = Math.abs(now - before);
    const balance = [
      { of: nameOf(of, Math.max(now, before)), times: -1 },
      { of: nameOf(of, Math.min(now, before)), times: 1 },
      { of: nameOf(name, by), times: 1 },
    ];
    return { name, by, balance };
  });
}

function both(one: Range, other: Range): Range {
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

function balanceOf({ counts }: ReleasedFigures, { total, parts }: ReleasedFigures['sums'][number]): Balance {
  const named = (name: string): string => nameOf(name, counts[name] ?? Number.NaN);
  return [{ of: named(total), times: -1 }, ...parts.map((part) => ({ of: named(part), times: 1 }))];
}
