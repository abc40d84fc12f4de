/** From what is measured to where it is drawn. */
export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): (value: number) => number {
  const span = to - from;
  return (value) => (span === 0 ? start : start + ((value - from) / span) * (end - start));
}

/** At most about `count` round numbers from 0 up to a greatest value, itself or beyond it included. */
export function ticks(greatest: number, count: number): number[] {
  const rough = Math.max(1, greatest / count);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough) ?? rough;
  return Array.from({ length: Math.ceil(greatest / step) + 1 }, (_, index) => index * step);
}

/** About `count` round numbers that reach from just below the least value to just above the greatest. */
export function ticksBetween([least, greatest]: readonly [number, number], count: number): number[] {
  const rough = Math.max((greatest - least) / count, Number.EPSILON);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough) ?? rough;
  const [first, last] = [Math.floor(least / step), Math.ceil(greatest / step)];
  // From whole numbers, so that 0.1 + 0.2 is marked 0.3.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
