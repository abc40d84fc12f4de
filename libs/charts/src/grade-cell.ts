import { PALETTE } from './palette.js';
import { element } from './svg.js';

const BAR = 7;
const GAP = 2;
const STEP = 6;
const LEVELS = 4;

/**
 * Grades of one agency in one domain: a bar for each case, the worst first, the higher the better. Says nothing that the
 * words beside it do not, so it is not read out.
 *
 * @param grades the rank of each grade, 0 the worst and 3 the best.
 * @param most how many bars the widest cell of the table has, so that bars are of one width throughout.
 */
export function gradeCell(grades: readonly number[], most: number): string {
  const [width, height] = [Math.max(1, most) * (BAR + GAP), LEVELS * STEP];
  const bars = [...grades]
    .sort((one, other) => one - other)
    .map((rank, index) => {
      const tall = (rank + 1) * STEP;
      return element('rect', {
        x: index * (BAR + GAP),
        y: height - tall,
        width: BAR,
        height: tall,
        fill: rank < 2 ? PALETTE.worse : PALETTE.met,
      });
    });
  const ground = element('path', { d: `M0 ${height + 0.5}H${width}`, stroke: PALETTE.usual });
  const box = { viewBox: `0 0 ${width} ${height + 1}`, width, height: height + 1, class: 'gt-grade-cell' };
  return element('svg', { ...box, 'aria-hidden': 'true', focusable: 'false' }, ...bars, ground);
}
