import { scaleLinear, type ScaleLinear } from 'd3-scale';

/** From what is measured to where it is drawn. */
export function linear(from: readonly [number, number], to: readonly [number, number]): ScaleLinear<number, number> {
  return scaleLinear(from, to);
}

/**
 * A scale widened to round numbers, and about `count` round numbers on it, its ends among them.
 *
 * @param extent the least and the greatest value; where they are one, it lies in the middle.
 */
export function rounded(
  extent: readonly [number, number],
  to: readonly [number, number],
  count: number,
): { readonly scale: ScaleLinear<number, number>; readonly marks: readonly number[] } {
  const [least, greatest] = extent;
  const scale = linear(least === greatest ? [least - 1, greatest + 1] : extent, to).nice(count);
  return { scale, marks: scale.ticks(count) };
}

/** The least and the greatest that can be measured at all: no limit is drawn beyond them. */
export type Reach = readonly [least: number, greatest: number];

export function isWithin(value: number, [least, greatest]: Reach): boolean {
  return value >= least && value <= greatest;
}

/** The least and the greatest of the numbers that are known; 0 to 1 where none is. */
export function extentOf(values: readonly (number | null)[]): [number, number] {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)];
}
