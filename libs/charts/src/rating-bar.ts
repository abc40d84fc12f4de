import { PALETTE } from './palette.js';
import { element, place } from './svg.js';

export interface RatingBar {
  readonly met: number;
  readonly partlyMet: number;
  readonly notMet: number;
  /** What applies: the three together, and whatever has no answer yet. */
  readonly of: number;
}

const WIDTH = 60;
const HEIGHT = 12;

/**
 * How the items of a standard are rated, as one small bar: filled for met, half-height for partly met, an outline for the
 * rest. Says nothing that the words beside it do not, so it is not read out.
 */
export function ratingBar({ met, partlyMet, of }: RatingBar): string {
  const share = (count: number): number => (of === 0 ? 0 : place((count / of) * WIDTH));
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'gt-rating-bar', 'aria-hidden': 'true', focusable: 'false' },
    element('rect', { width: share(met), height: HEIGHT, fill: PALETTE.met }),
    element('rect', { x: share(met), y: HEIGHT / 2, width: share(partlyMet), height: HEIGHT / 2, fill: PALETTE.met }),
    element('rect', { x: 0.5, y: 0.5, width: WIDTH - 1, height: HEIGHT - 1, fill: 'none', stroke: PALETTE.usual }),
  );
}

export type Change = 'better' | 'same' | 'worse';

/** Which way something went: an arrow up, one down with a dark outline, or a line. Read out by its own words. */
export function changeMark(change: Change): string {
  const shape = {
    better: element('path', { d: 'M6 1 11 10 1 10Z', fill: PALETTE.better }),
    same: element('rect', { x: 1, y: 5, width: 10, height: 2, fill: PALETTE.usual }),
    worse: element('path', { d: 'M6 11 1 2 11 2Z', fill: PALETTE.worse, stroke: PALETTE.ink, 'stroke-width': 1 }),
  }[change];
  return element('svg', { viewBox: '0 0 12 12', class: 'gt-change-mark', 'aria-hidden': 'true', focusable: 'false' }, shape);
}
