import { FONT, PALETTE } from './palette.js';
import { linear } from './scale.js';
import { drawing, element, place, text } from './svg.js';

/** One row of a drawing: a name, and how many there were at each moment. */
export interface CountsRow {
  readonly name: string;
  readonly counts: readonly number[];
}

export interface CountsOverTimeModel {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  /** What each moment is called, the earliest first; as many as each row has counts. */
  readonly moments: readonly string[];
  readonly rows: readonly CountsRow[];
}

const WIDTH = 640;
const NAMES = 230;
const ROW = 46;
const TALLEST = 24;
const FOOT = 26;
const BAR = 22;

/** A row of columns for each name, all by one scale, each with its number: nothing is told by height or colour alone. */
export function countsOverTime({ id, title, finding, moments, rows }: CountsOverTimeModel): string {
  const height = rows.length * ROW + FOOT;
  const x = linear([0, Math.max(1, moments.length - 1)], [NAMES + BAR, WIDTH - 2 * BAR]);
  const tall = linear([0, Math.max(1, ...rows.flatMap(({ counts }) => counts))], [0, TALLEST]);
  return drawing(
    { id, title, finding, width: WIDTH, height },
    ...rows.flatMap((row, index) => drawnRow(row, (index + 1) * ROW - 4, x, tall)),
    ...moments.map((moment, index) =>
      element('text', { ...FONT, x: place(x(index)), y: height - 6, 'text-anchor': 'middle', fill: PALETTE.label }, text(moment)),
    ),
  );
}

function drawnRow(
  { name, counts }: CountsRow,
  base: number,
  x: (index: number) => number,
  tall: (count: number) => number,
): readonly string[] {
  return [
    element('text', { ...FONT, x: 0, y: base - 4, fill: PALETTE.ink }, text(name)),
    element('line', { x1: NAMES, x2: WIDTH, y1: base, y2: base, stroke: PALETTE.rule, 'stroke-width': 1 }),
    ...counts.flatMap((count, index) => column(count, place(x(index)), base, place(tall(count)))),
  ];
}

function column(count: number, middle: number, base: number, height: number): readonly string[] {
  const number = element(
    'text',
    { ...FONT, x: middle, y: base - height - 4, 'text-anchor': 'middle', fill: count === 0 ? PALETTE.label : PALETTE.ink },
    text(String(count)),
  );
  if (count === 0) return [number];
  return [number, element('rect', { x: place(middle - BAR / 2), y: place(base - height), width: BAR, height, fill: PALETTE.met })];
}
