import { line } from 'd3-shape';
import { PALETTE } from './palette.js';
import { element, place } from './svg.js';

/** What a point of a series means: told by its shape as well as its colour. */
export type PointKind = 'usual' | 'better' | 'worse' | 'neither';

/** What a legend calls each kind. */
export const KIND_WORDS: Readonly<Record<PointKind, string>> = {
  usual: 'Usual variation',
  better: 'Unusual: improving',
  worse: 'Unusual: concern',
  neither: 'Unusual: neither better nor worse',
};

/**
 * The mark of a point: a circle, a square for better, a diamond with a dark outline for worse, a triangle where neither
 * way is better.
 *
 * @param size half its width.
 */
export function pointMark(kind: PointKind, x: number, y: number, size: number, ...children: readonly string[]): string {
  const [cx, cy] = [place(x), place(y)];
  switch (kind) {
    case 'usual':
      return element('circle', { cx, cy, r: size, fill: PALETTE.usual }, ...children);
    case 'better':
      return element(
        'rect',
        { x: place(x - size), y: place(y - size), width: size * 2, height: size * 2, fill: PALETTE.better },
        ...children,
      );
    case 'worse': {
      const reach = size * 1.4;
      const d = `M${cx} ${place(y - reach)}L${place(x + reach)} ${cy}L${cx} ${place(y + reach)}L${place(x - reach)} ${cy}Z`;
      return element('path', { d, fill: PALETTE.worse, stroke: PALETTE.ink, 'stroke-width': 1 }, ...children);
    }
    case 'neither': {
      const reach = size * 1.3;
      const d = `M${cx} ${place(y - reach)}L${place(x + reach)} ${place(y + reach)}L${place(x - reach)} ${place(y + reach)}Z`;
      return element('path', { d, fill: PALETTE.neither }, ...children);
    }
  }
}

/** A line through values in the order of time, broken where there is none. */
export function brokenLine(values: readonly (number | null)[], x: (index: number) => number, y: (value: number) => number): string {
  return (
    line<number | null>()
      .digits(2)
      .defined((value) => value !== null)
      .x((_, index) => x(index))
      .y((value) => y(value ?? 0))(values) ?? ''
  );
}
