import type { Figures, Rate, ReleasedFigures } from './figures.js';
import { differencesIn, isKnown, knowledgeOf, nameOf, type Knowledge } from './knowledge.js';
import { isSmall, type SuppressionProfile } from './profile.js';
import { Witnesses } from './witness.js';

/**
 * Why a figure is hidden.
 *
 * - `small`: it is a small number.
 * - `protects`: from it a hidden one could be worked out.
 * - `hidden-before`: an earlier release hid it, when it was that much or nearly.
 * - `parts-hidden`: a rate, and one of its parts is hidden.
 * - `parts-unknown`: a rate of which nobody here knows what it was worked out from.
 * - `rounded`: a rate, which would give away what its parts were rounded from.
 */
export type HiddenWhy = 'small' | 'protects' | 'hidden-before' | 'parts-hidden' | 'parts-unknown' | 'rounded';

/** What is decided of the figures of one table. */
export type Suppressed = {
  /** The counts and rates that are hidden, by name, in the order of their names. */
  readonly hidden: readonly { readonly name: string; readonly why: HiddenWhy }[];
  /** The counts that could be worked out whatever else is hidden: the table must not leave the circle. */
  readonly exposed: readonly string[];
};

/**
 * Decides which figures of a table are hidden, so that no small number can be worked out from it: not from its sums, not
 * from its rates, and not together with any earlier release. The same figures and releases always give the same answer.
 */
export function suppress(figures: Figures, profile: SuppressionProfile, earlier: readonly ReleasedFigures[] = []): Suppressed {
  const before = knowledgeOf(earlier);
  const why = new Map<string, HiddenWhy>([...hiddenAtFirst(figures, profile, earlier, before)]);
  const targets = targetsOf(figures, profile, earlier, before);
  const exposed = new Set<string>();
  const safe = new Set<string>();
  for (;;) {
    const released = { ...figures, hidden: [...why.keys()], roundedTo: profile.roundedTo };
    const knowledge = knowledgeOf([...earlier, released]);
    const witnesses = new Witnesses(knowledge);
    const bare = [...targets(released.hidden)].find((name) => !exposed.has(name) && !isSafe(name, safe, witnesses));
    if (bare === undefined) break;
    const shield = shieldFor(bare, figures, released.hidden, before, witnesses);
    if (shield === undefined) exposed.add(bare);
    else why.set(shield, 'protects');
  }
  for (const rate of figures.rates) {
    const reason = whyHidden(rate, why, profile);
    if (reason) why.set(rate.name, reason);
  }
  const hidden = [...why].map(([name, reason]) => ({ name, why: reason })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { hidden, exposed: [...exposed].sort() };
}

function hiddenAtFirst(
  { counts, implied }: Figures,
  profile: SuppressionProfile,
  earlier: readonly ReleasedFigures[],
  before: Knowledge,
): [string, HiddenWhy][] {
  return Object.entries(counts)
    .sort()
    .flatMap(([name, value]): [string, HiddenWhy][] => {
      if (implied.includes(name)) return [];
      if (isSmall(value, profile)) return [[name, 'small']];
      if (value === 0 || isPublic(before, name, value)) return [];
      return earlier.some((table) => hidNearly(table, name, value, profile)) ? [[name, 'hidden-before']] : [];
    });
}

/** Whether readers know just how much it is: hiding it would hide nothing. */
function isPublic({ counts }: Knowledge, name: string, value: number): boolean {
  const known = counts.get(nameOf(name, value));
  return known !== undefined && isKnown(known);
}

/** Whether a table hid a count, or one that differs from it by a small number: nearly knowing it would nearly give it away. */
function hidNearly({ counts, hidden }: ReleasedFigures, name: string, value: number, { hiddenUpTo }: SuppressionProfile): boolean {
  return hidden.includes(name) && Math.abs((counts[name] ?? Number.NaN) - value) <= hiddenUpTo;
}

/**
 * What nobody may be able to work out: whatever is hidden, in this table or an earlier one, and whatever small number is
 * implied; but for what the earlier releases had given away already.
 */
function targetsOf(
  figures: Figures,
  profile: SuppressionProfile,
  earlier: readonly ReleasedFigures[],
  before: Knowledge,
): (hidden: readonly string[]) => ReadonlySet<string> {
  const namesIn = (table: Figures, hidden: readonly string[]): string[] => {
    const { counts, implied } = table;
    const small = implied.filter((name) => isSmall(counts[name] ?? 0, profile));
    const between = differencesIn(table).filter(({ by }) => isSmall(by, profile));
    const named = [...hidden, ...small].flatMap((name) => (name in counts ? nameOf(name, counts[name] ?? 0) : []));
    return [...named, ...between.map(({ name, by }) => nameOf(name, by))];
  };
  const witnesses = new Witnesses(before);
  const given = new Map<string, boolean>();
  const givenAway = (name: string): boolean => {
    const known = given.get(name) ?? (before.counts.has(name) && !witnesses.against(name));
    given.set(name, known);
    return known;
  };
  const ofEarlier = earlier.flatMap((table) => namesIn(table, table.hidden));
  return (hidden) => new Set([...namesIn(figures, hidden), ...ofEarlier].filter((name) => !givenAway(name)).sort());
}

/** Whether a count has a witness; those that a witness moves are safe with it, and stay so as more is hidden. */
function isSafe(name: string, safe: Set<string>, witnesses: Witnesses): boolean {
  if (safe.has(name)) return true;
  const moved = witnesses.against(name);
  for (const one of moved ?? []) safe.add(one);
  return moved !== undefined;
}

/**
 * The figure to hide so that another cannot be worked out: of those nearest to it, one that leaves no further sum with a
 * single hidden figure, and of these the smallest.
 */
function shieldFor(
  bare: string,
  { counts, implied }: Figures,
  hidden: readonly string[],
  before: Knowledge,
  witnesses: Witnesses,
): string | undefined {
  const eligible = new Map(
    Object.entries(counts)
      .filter(([name, value]) => value > 0 && !implied.includes(name) && !hidden.includes(name) && !isPublic(before, name, value))
      .map(([name, value]) => [nameOf(name, value), { name, value }] as const),
  );
  const seen = new Set([bare]);
  for (let layer: readonly string[] = [bare]; layer.length > 0;) {
    const next = new Set(layer.flatMap((one) => witnesses.beside(one)).filter((one) => !seen.has(one)));
    for (const one of next) seen.add(one);
    const [best] = [...next]
      .flatMap((key) => {
        const one = eligible.get(key);
        return one ? [{ ...one, alone: witnesses.alone(key) }] : [];
      })
      .sort((a, b) => a.alone - b.alone || a.value - b.value || (a.name < b.name ? -1 : 1));
    if (best) return best.name;
    layer = [...next];
  }
  return undefined;
}

function whyHidden(rate: Rate, hidden: ReadonlyMap<string, HiddenWhy>, { showsRates }: SuppressionProfile): HiddenWhy | undefined {
  if (rate.of === null) return 'parts-unknown';
  if (rate.of.some((part) => hidden.has(part))) return 'parts-hidden';
  return showsRates ? undefined : 'rounded';
}
