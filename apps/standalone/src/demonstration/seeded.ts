import { sha256 } from '@goldenthread/event-sourcing';

/** Numbers that look random and are the same for ever: each follows from the words it is asked with. */
export class Seeded {
  constructor(private readonly seed: string) {}

  /** A number from 0 to just under 1. */
  share(...about: readonly (string | number)[]): number {
    return Number.parseInt(sha256([this.seed, ...about].join('/')).slice(0, 8), 16) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number, ...about: readonly (string | number)[]): number {
    return least + Math.floor(this.share(...about) * (most - least + 1));
  }

  pick<T>(from: readonly [T, ...T[]] | readonly T[], ...about: readonly (string | number)[]): T {
    const one = from[this.between(0, from.length - 1, ...about)];
    if (one === undefined) throw new Error('There is nothing to pick from');
    return one;
  }
}
