import { PALETTE } from './palette.js';
import { extentOf, linear } from './scale.js';
import { brokenLine, pointMark, type PointKind } from './series-marks.js';
import { element } from './svg.js';

const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 6;

/**
 * A series as one small line that ends in the mark of its last figure. A slip of a digit, a tenfold figure, is seen at a
 * glance. Says nothing that the words beside it do not, so it is not read out.
 */
export function sparkline(values: readonly (number | null)[], last: PointKind): string {
  // Of values that are all alike, the line lies in the middle.
  const x = linear([0, Math.max(1, values.length - 1)], [EDGE, WIDTH - EDGE]);
  const y = linear(extentOf(values), [HEIGHT - EDGE, EDGE]);
  const at = values.findLastIndex((value) => value !== null);
  const end = values[at] ?? null;
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'gt-sparkline', 'aria-hidden': 'true', focusable: 'false' },
    element('path', { d: brokenLine(values, x, y), fill: 'none', stroke: PALETTE.usual, 'stroke-width': 1.5 }),
    ...(end === null ? [] : [pointMark(last, x(at), y(end), 3.5)]),
  );
}
