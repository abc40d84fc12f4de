import { FONT, PALETTE } from './palette.js';
import { linear } from './scale.js';
import { drawing, element, place, text } from './svg.js';

export interface DensityStripModel {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  /** One for each day of the strip, the first to the last: how much was changed on it. */
  readonly days: readonly number[];
  /** Named moments, by the day of the strip they lie on. */
  readonly moments: readonly { readonly day: number; readonly label: string }[];
  /** The day that is looked at, where it is one of the strip's. */
  readonly here?: number;
  /** What stands under the two ends. */
  readonly ends: readonly [string, string];
}

const WIDTH = 720;
const HEIGHT = 124;
const STRIP = { left: 8, right: 712, top: 44, bottom: 88 };

/** How much was changed over the whole record, day by day, with the moments one would ask about. */
export function densityStrip({ id, title, finding, days, moments, here, ends }: DensityStripModel): string {
  const x = linear([0, Math.max(1, days.length)], [STRIP.left, STRIP.right]);
  const most = Math.max(1, ...days);
  // By the square root: a day of one change is seen beside a day of a hundred.
  const height = (changes: number): number => Math.sqrt(changes / most) * (STRIP.bottom - STRIP.top);
  const width = Math.max(1, x(1) - x(0));
  return drawing(
    { id, title, finding, width: WIDTH, height: HEIGHT },
    element('line', { x1: STRIP.left, x2: STRIP.right, y1: STRIP.bottom, y2: STRIP.bottom, stroke: PALETTE.ink }),
    ...days.flatMap((changes, day) => {
      if (changes === 0) return [];
      const tall = Math.max(3, height(changes));
      return [
        element('rect', { x: place(x(day)), y: place(STRIP.bottom - tall), width: place(width), height: place(tall), fill: PALETTE.met }),
      ];
    }),
    ...(here === undefined ? [] : [hereMark(x(here) + width / 2)]),
    ...labelled(moments.map(({ day, label }) => ({ at: x(day), label }))).map(momentMark),
    element('text', { ...FONT, x: STRIP.left, y: HEIGHT - 6, fill: PALETTE.label }, text(ends[0])),
    element('text', { ...FONT, x: STRIP.right, y: HEIGHT - 6, 'text-anchor': 'end', fill: PALETTE.label }, text(ends[1])),
  );
}

/** Points up to the day that is looked at, from under the axis: a shape, so that it is told from the bars without colour. */
function hereMark(at: number): string {
  const [left, right, foot] = [place(at - 7), place(at + 7), STRIP.bottom + 13];
  return element('path', {
    d: `M${place(at)} ${STRIP.bottom + 1} ${right} ${foot} ${left} ${foot}Z`,
    fill: PALETTE.worse,
    stroke: PALETTE.ink,
    'stroke-width': 1,
    class: 'gt-here',
  });
}

interface Mark {
  readonly at: number;
  readonly label: string;
  /** The height its words are written at; nothing where they would run into others. */
  readonly line?: number;
}

const LINES = [14, 32];
const LETTER = 7;
const BETWEEN = 8;

/** Every moment is marked; words go to those that have room for them, the latest first. */
function labelled(marks: readonly Mark[]): Mark[] {
  const freeUpTo = new Map(LINES.map((line) => [line, Infinity]));
  const latestFirst = [...marks].sort((a, b) => b.at - a.at);
  return latestFirst.map((mark) => {
    const { from, to } = extentOf(mark);
    const line = LINES.find((candidate) => to + BETWEEN <= (freeUpTo.get(candidate) ?? 0));
    if (line !== undefined) freeUpTo.set(line, from);
    return { ...mark, line };
  });
}

function anchorOf({ at }: Mark): 'start' | 'middle' | 'end' {
  if (at < 120) return 'start';
  return at > WIDTH - 120 ? 'end' : 'middle';
}

/** About where a mark's words would begin and end. */
function extentOf(mark: Mark): { from: number; to: number } {
  const width = mark.label.length * LETTER;
  const from = mark.at - { start: 0, middle: width / 2, end: width }[anchorOf(mark)];
  return { from, to: from + width };
}

function momentMark(mark: Mark): string {
  const { at, label, line } = mark;
  const top = line === undefined ? STRIP.top - 6 : line + 3;
  const rule = {
    x1: place(at),
    x2: place(at),
    y1: top,
    y2: STRIP.bottom,
    stroke: PALETTE.due,
    'stroke-width': 1,
    'stroke-dasharray': '2 2',
  };
  if (line === undefined) return element('line', rule);
  return (
    element('line', rule) +
    element('text', { ...FONT, x: place(at), y: line, 'text-anchor': anchorOf(mark), fill: PALETTE.ink }, text(label))
  );
}
