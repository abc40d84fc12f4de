import type { Figures, ReleasedFigures } from '../domain/suppression/index.js';

// An attack on tables, written apart from the engine that defends them: it tries every number that a hidden count could be.

/** One count that readers are after, by its name and its true value. */
type Sought = { readonly name: string; readonly truth: number; from: number; to: number };

/** Of so many more than any true figure: nothing hidden is looked for beyond. */
const BEYOND = 8;

/**
 * The hidden counts, and the implied ones that a reader is not to know, whose value readers of all these tables can be
 * certain of. Only for exact tables: nothing is rounded.
 */
export function certainIn(tables: readonly ReleasedFigures[], isSecret: (name: string, value: number) => boolean): readonly string[] {
  const { sought, equations } = setOut(tables);
  return [...sought.values()]
    .filter(({ name, truth }) => isSecret(name, truth) && !canBeOtherwise(name, truth, sought, equations))
    .map(({ name }) => name);
}

type Equation = readonly { readonly key: string; readonly times: number }[];

function setOut(tables: readonly ReleasedFigures[]): { sought: Map<string, Sought>; equations: readonly Equation[] } {
  const sought = new Map<string, Sought>();
  const most = Math.max(0, ...tables.flatMap(({ counts }) => Object.values(counts))) + BEYOND;
  const key = ({ counts }: Figures, name: string): string => `${name}/${counts[name] ?? 'absent'}`;
  for (const table of tables) {
    for (const [name, truth] of Object.entries(table.counts)) {
      const known = sought.get(key(table, name)) ?? { name, truth, from: 0, to: most };
      const printed = !table.implied.includes(name);
      const shown = printed && !table.hidden.includes(name);
      const from = shown ? truth : printed ? 1 : 0;
      sought.set(key(table, name), { ...known, from: Math.max(known.from, from), to: shown ? truth : known.to });
    }
  }
  const equations = tables.flatMap((table) => {
    return table.sums.map(({ total, parts }): Equation => {
      return [{ key: key(table, total), times: -1 }, ...parts.map((part) => ({ key: key(table, part), times: 1 }))];
    });
  });
  return { sought, equations };
}

function canBeOtherwise(name: string, truth: number, sought: ReadonlyMap<string, Sought>, equations: readonly Equation[]): boolean {
  const key = `${name}/${truth}`;
  const { from = 0, to = 0 } = sought.get(key) ?? {};
  for (let value = from; value <= to; value += 1) {
    if (value !== truth && isPossible(narrowed(sought, key, value, value), equations)) return true;
  }
  return false;
}

/** Whether all the equations can come out: narrows each count by the others, then tries the values of one that is still open. */
function isPossible(counts: Map<string, Sought>, equations: readonly Equation[]): boolean {
  if (!propagate(counts, equations)) return false;
  const [open] = [...counts].filter(([, { from, to }]) => from < to).sort(([, a], [, b]) => a.to - a.from - (b.to - b.from));
  if (!open) return true;
  const [key, { from, to }] = open;
  for (let value = from; value <= to; value += 1) {
    if (isPossible(narrowed(counts, key, value, value), equations)) return true;
  }
  return false;
}

function propagate(counts: Map<string, Sought>, equations: readonly Equation[]): boolean {
  for (let again = true; again;) {
    again = false;
    for (const equation of equations) {
      for (const { key, times } of equation) {
        const others = equation.filter((one) => one.key !== key).map((one) => ({ ...counts.get(one.key), times: one.times }));
        const bounds = others.map(({ from = 0, to = 0, times: by }) => (by > 0 ? [from, to] : [-to, -from]));
        const least = bounds.reduce((sum, [low = 0]) => sum + low, 0);
        const most = bounds.reduce((sum, [, high = 0]) => sum + high, 0);
        const [low, high] = times > 0 ? [-most, -least] : [least, most];
        const one = counts.get(key);
        if (!one) return false;
        const [from, to] = [Math.max(one.from, low), Math.min(one.to, high)];
        if (from > to) return false;
        if (from !== one.from || to !== one.to) {
          counts.set(key, { ...one, from, to });
          again = true;
        }
      }
    }
  }
  return true;
}

function narrowed(counts: ReadonlyMap<string, Sought>, key: string, from: number, to: number): Map<string, Sought> {
  const copy = new Map(counts);
  const one = copy.get(key);
  if (one) copy.set(key, { ...one, from, to });
  return copy;
}
