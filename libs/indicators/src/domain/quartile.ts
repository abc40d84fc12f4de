import type { Polarity } from './spc/index.js';

/** 1 is the best quarter, 4 the worst. */
export type Quartile = 1 | 2 | 3 | 4;

/** With fewer figures there are no quarters. */
const FEWEST = 4;

/**
 * In which quarter of all figures one lies, the best first. Those that are alike share the better place.
 *
 * The Local Authority Interactive Tool gives quartiles by polarity and none for neutral measures (domain research, section 4.2).
 *
 * @param others the figures it is compared with, its own not among them.
 * @returns nothing where neither way is good, or with fewer than four figures in all.
 */
export function quartileOf(value: number, others: readonly number[], polarity: Polarity): Quartile | null {
  const count = others.length + 1;
  if (polarity === 'neither' || count < FEWEST) return null;
  const better = others.filter((other) => (polarity === 'up-is-good' ? other > value : other < value)).length;
  return (Math.floor((better * 4) / count) + 1) as Quartile;
}
