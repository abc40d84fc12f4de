import type { Figures, Rate, ReleasedFigures } from './figures.js';
import { differencesIn, hide, knowledgeOf, nameOf, type Knowledge } from './knowledge.js';
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
  const isPublic = givenAway(before);
  const why = hiddenAtFirst(figures, profile, earlier, isPublic);
  const knowledge = knowledgeOf([...earlier, { ...figures, hidden: [...why.keys()], roundedTo: profile.roundedTo }]);
  const witnesses = new Witnesses(knowledge);
  const shields = shieldsIn(figures, why, isPublic);
  const sought = secretsIn(figures, why, profile, earlier).filter((key) => !isPublic(key));
  const [exposed, safe]: [string[], Set<string>] = [[], new Set()];
  // What is hidden to protect another must be protected itself: it joins those that are still to be looked at.
  for (const secret of sought) {
    while (!isSafe(secret, safe, witnesses)) {
      const shield = nearestOf(shields, secret, witnesses);
      if (!shield) {
        exposed.push(secret);
        break;
      }
      shields.delete(shield.key);
      why.set(shield.name, 'protects');
      hide(knowledge, shield.key, before);
      sought.push(shield.key);
    }
  }
  for (const rate of figures.rates) {
    const reason = whyHidden(rate, why, profile);
    if (reason) why.set(rate.name, reason);
  }
  const hidden = [...why].map(([name, reason]) => ({ name, why: reason })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { hidden, exposed: exposed.sort() };
}

/** Tells of a count whether readers could work it out before: hiding it would hide nothing. */
function givenAway(before: Knowledge): (key: string) => boolean {
  const witnesses = new Witnesses(before);
  const known = new Map<string, boolean>();
  return (key) => {
    const isKnown = known.get(key) ?? (before.counts.has(key) && !witnesses.against(key));
    known.set(key, isKnown);
    return isKnown;
  };
}

function hiddenAtFirst(
  { counts, implied }: Figures,
  profile: SuppressionProfile,
  earlier: readonly ReleasedFigures[],
  isPublic: (key: string) => boolean,
): Map<string, HiddenWhy> {
  const unprinted = new Set(implied);
  const hidBefore = hiddenBefore(earlier);
  const isNearly = (name: string, value: number): boolean =>
    (hidBefore.get(name) ?? []).some((hidden) => Math.abs(hidden - value) <= profile.hiddenUpTo);
  const hidden = Object.entries(counts)
    .sort()
    .flatMap(([name, value]): [string, HiddenWhy][] => {
      if (unprinted.has(name) || value === 0) return [];
      if (isSmall(value, profile)) return [[name, 'small']];
      // Nearly knowing what was hidden would nearly give it away.
      return isNearly(name, value) && !isPublic(nameOf(name, value)) ? [[name, 'hidden-before']] : [];
    });
  return new Map(hidden);
}

/** All that was ever hidden of each count. */
function hiddenBefore(earlier: readonly ReleasedFigures[]): ReadonlyMap<string, readonly number[]> {
  const values = new Map<string, number[]>();
  for (const { hidden, counts } of earlier) {
    for (const name of hidden) {
      const value = counts[name];
      if (value !== undefined) values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return values;
}

/** What nobody may be able to work out: whatever is hidden, in this table or an earlier one, and what is implied and small. */
function secretsIn(
  figures: Figures,
  hidden: ReadonlyMap<string, HiddenWhy>,
  profile: SuppressionProfile,
  earlier: readonly ReleasedFigures[],
): string[] {
  const secretsOf = (table: Figures, names: Iterable<string>): string[] => {
    const { counts, implied } = table;
    const small = implied.filter((name) => isSmall(counts[name] ?? 0, profile));
    const between = differencesIn(table).filter(({ by }) => isSmall(by, profile));
    const named = [...names, ...small].flatMap((name) => (name in counts ? nameOf(name, counts[name] ?? 0) : []));
    return [...named, ...between.map(({ name, by }) => nameOf(name, by))];
  };
  const all = [...secretsOf(figures, hidden.keys()), ...earlier.flatMap((table) => secretsOf(table, table.hidden))];
  return [...new Set(all)].sort();
}

/** Whether a count has a witness; those that a witness moves are safe with it, and stay so as more is hidden. */
function isSafe(key: string, safe: Set<string>, witnesses: Witnesses): boolean {
  if (safe.has(key)) return true;
  const moved = witnesses.against(key);
  for (const one of moved ?? []) safe.add(one);
  return moved !== undefined;
}

/** A count that can be hidden to protect another. */
type Shield = { readonly key: string; readonly name: string; readonly value: number };

function shieldsIn(
  { counts, implied }: Figures,
  hidden: ReadonlyMap<string, HiddenWhy>,
  isPublic: (key: string) => boolean,
): Map<string, Shield> {
  const unprinted = new Set(implied);
  const shields = Object.entries(counts)
    .filter(([name, value]) => value > 0 && !unprinted.has(name) && !hidden.has(name) && !isPublic(nameOf(name, value)))
    .map(([name, value]) => ({ key: nameOf(name, value), name, value }));
  return new Map(shields.map((shield) => [shield.key, shield]));
}

/**
 * The figure to hide so that another cannot be worked out: of those nearest to it, one that leaves no further sum with a
 * single hidden figure, and of these the smallest.
 */
function nearestOf(shields: ReadonlyMap<string, Shield>, secret: string, witnesses: Witnesses): Shield | undefined {
  const seen = new Set([secret]);
  for (let layer: readonly string[] = [secret]; layer.length > 0;) {
    const next = new Set(layer.flatMap((one) => witnesses.beside(one)).filter((one) => !seen.has(one)));
    for (const one of next) seen.add(one);
    const [best] = [...next]
      .flatMap((key) => {
        const shield = shields.get(key);
        return shield ? [{ shield, alone: witnesses.alone(key) }] : [];
      })
      .sort((a, b) => a.alone - b.alone || a.shield.value - b.shield.value || (a.shield.name < b.shield.name ? -1 : 1));
    if (best) return best.shield;
    layer = [...next];
  }
  return undefined;
}

function whyHidden(rate: Rate, hidden: ReadonlyMap<string, HiddenWhy>, { showsRates }: SuppressionProfile): HiddenWhy | undefined {
  if (rate.of === null) return 'parts-unknown';
  if (rate.of.some((part) => hidden.has(part))) return 'parts-hidden';
  return showsRates ? undefined : 'rounded';
}
