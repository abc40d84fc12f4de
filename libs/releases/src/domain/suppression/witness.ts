import type { Balance, Knowledge, Unknown } from './knowledge.js';

/** How far a search goes before it gives up, in steps. Giving up hides more than is needed, and never less. */
const PATIENCE = 4_000;

/** By how much each of some counts is otherwise. */
type Difference = ReadonlyMap<string, number>;

/**
 * Looks for other figures that readers cannot tell from the true ones: each number that they know is the same, every sum
 * comes out, and one count is otherwise. Where there are such figures, nobody can work out that count.
 *
 * A search begins with the one count a unit higher or lower and puts each sum right that this upsets, by moving one more
 * of its counts, until none is upset.
 */
export class Witnesses {
  private readonly balancesOf = new Map<string, Balance[]>();

  constructor(private readonly knowledge: Knowledge) {
    for (const balance of knowledge.balances) {
      for (const { of } of balance) this.balancesOf.set(of, [...(this.balancesOf.get(of) ?? []), balance]);
    }
  }

  /** @returns the counts that differ, the one asked for among them; nothing where no such figures were found. */
  against(name: string): readonly string[] | undefined {
    for (const step of [1, -1]) {
      const search = new Search(this.knowledge.counts, this.balancesOf);
      const found = search.from(name, step);
      if (found) return [...found.keys()];
    }
    return undefined;
  }

  /** The counts that share a sum with one. */
  beside(name: string): readonly string[] {
    return (this.balancesOf.get(name) ?? []).flatMap((balance) => balance.map(({ of }) => of)).filter((other) => other !== name);
  }

  /** Of the sums of a count, those in which no other can be otherwise: it would stand in them alone. */
  alone(name: string): number {
    const free = (of: string): boolean => of !== name && canMove(this.knowledge.counts.get(of));
    return (this.balancesOf.get(name) ?? []).filter((balance) => !balance.some(({ of }) => free(of))).length;
  }
}

class Search {
  private readonly moved = new Map<string, number>();
  private readonly upset = new Map<Balance, number>();
  private patience = PATIENCE;

  constructor(
    private readonly counts: ReadonlyMap<string, Unknown>,
    private readonly balancesOf: ReadonlyMap<string, readonly Balance[]>,
  ) {}

  from(name: string, step: number): Difference | undefined {
    if (!this.fits(name, step)) return undefined;
    this.move(name, step);
    return this.settle() ? this.moved : undefined;
  }

  private settle(): boolean {
    const [first] = this.upset;
    if (!first) return true;
    if (this.patience-- <= 0) return false;
    const [balance, by] = first;
    for (const { of, step } of this.remedies(balance, by)) {
      this.move(of, step);
      if (this.settle()) return true;
      this.moveBack(of, step);
    }
    return false;
  }

  /** The moves that put a sum right, those first that upset the fewest others. */
  private remedies(balance: Balance, by: number): readonly { readonly of: string; readonly step: number }[] {
    return balance
      .filter(({ of }) => !this.moved.has(of))
      .map(({ of, times }) => ({ of, step: -by / times }))
      .filter(({ of, step }) => this.fits(of, step))
      .map((remedy) => ({ ...remedy, cost: this.upsets(remedy.of, remedy.step) }))
      .sort((a, b) => a.cost - b.cost);
  }

  private fits(name: string, step: number): boolean {
    const count = this.counts.get(name);
    if (!count) return false;
    const otherwise = count.value + step;
    return otherwise >= count.range.from && otherwise <= count.range.to;
  }

  private upsets(name: string, step: number): number {
    return this.effects(name, step).filter(([balance, by]) => (this.upset.get(balance) ?? 0) + by !== 0).length;
  }

  private move(name: string, step: number): void {
    this.moved.set(name, step);
    for (const [balance, by] of this.effects(name, step)) this.unsettle(balance, by);
  }

  private moveBack(name: string, step: number): void {
    this.moved.delete(name);
    for (const [balance, by] of this.effects(name, -step)) this.unsettle(balance, by);
  }

  private effects(name: string, step: number): readonly (readonly [Balance, number])[] {
    return (this.balancesOf.get(name) ?? []).map((balance) => {
      const times = balance.filter(({ of }) => of === name).reduce((sum, one) => sum + one.times, 0);
      return [balance, times * step] as const;
    });
  }

  private unsettle(balance: Balance, by: number): void {
    const now = (this.upset.get(balance) ?? 0) + by;
    if (now === 0) this.upset.delete(balance);
    else this.upset.set(balance, now);
  }
}

function canMove(count: Unknown | undefined): boolean {
  return count !== undefined && count.range.from < count.range.to;
}
