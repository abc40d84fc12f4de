import { FONT, PALETTE } from './palette.js';
import { extentOf, rounded } from './scale.js';
import { drawing, element, place, text } from './svg.js';

/** What a place is to the one that is looked at. */
export type DotKind = 'own' | 'like' | 'wider';

/** One place's figure. */
export interface Dot {
  readonly name: string;
  readonly kind: DotKind;
  /** Nothing where no figure is known. */
  readonly value: number | null;
  /** The figure as it stands beside its dot, or why there is none. */
  readonly words: string;
}

export interface DotPlotModel {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  /** From the top down. */
  readonly dots: readonly Dot[];
  /** What the legend calls each kind. */
  readonly names: Readonly<Record<DotKind, string>>;
  /** How a number stands on the axis. */
  readonly numberInWords: (value: number) => string;
}

const WIDTH = 900;
const LINE = 28;
const LEFT = 250;
const RIGHT = 790;
const TOP = 66;
const LETTER = 7.5;
const KINDS: readonly DotKind[] = ['own', 'like', 'wider'];

/**
 * Places on one scale, one a line: the one that is looked at as a ringed dot under bold words, those like it as dots, what is
 * wider as open diamonds with a line down the whole plot.
 */
export function dotPlot({ id, title, finding, dots, names, numberInWords }: DotPlotModel): string {
  const { scale: x, marks } = rounded(extentOf(dots.map(({ value }) => value)), [LEFT, RIGHT], 6);
  const bottom = TOP + dots.length * LINE;
  return drawing(
    { id, title, finding, width: WIDTH, height: bottom + 36 },
    legend(dots, names),
    ...marks.map((mark) => axisMark(x(mark), bottom, numberInWords(mark))),
    ...dots.flatMap(({ kind, value }) => (kind === 'wider' && value !== null ? [widerLine(x(value), bottom)] : [])),
    ...dots.map((dot, index) => line(dot, TOP + LINE * (index + 0.5), x)),
    element('line', { x1: LEFT, x2: RIGHT, y1: bottom, y2: bottom, stroke: PALETTE.ink }),
  );
}

/** Only of the kinds there are. */
function legend(dots: readonly Dot[], names: DotPlotModel['names']): string {
  let left = LEFT;
  return KINDS.filter((kind) => dots.some((dot) => dot.kind === kind))
    .map((kind) => {
      const at = left;
      left += names[kind].length * LETTER + 44;
      return mark(kind, at, 22) + element('text', { ...FONT, x: place(at + 14), y: 27, fill: PALETTE.ink }, text(names[kind]));
    })
    .join('');
}

function axisMark(at: number, bottom: number, label: string): string {
  return (
    element('line', { x1: place(at), x2: place(at), y1: TOP - 10, y2: bottom + 5, stroke: PALETTE.rule, 'stroke-width': 0.5 }) +
    element('text', { ...FONT, x: place(at), y: bottom + 22, 'text-anchor': 'middle', fill: PALETTE.ink }, text(label))
  );
}

function widerLine(at: number, bottom: number): string {
  const dashes = { stroke: PALETTE.label, 'stroke-width': 1.5, 'stroke-dasharray': '7 5' };
  return element('line', { x1: place(at), x2: place(at), y1: TOP - 10, y2: bottom, ...dashes });
}

function line({ name, kind, value, words }: Dot, at: number, x: (value: number) => number): string {
  const weight = kind === 'own' ? 'bold' : undefined;
  const label = { ...FONT, y: place(at + 5), fill: PALETTE.ink, 'font-weight': weight };
  const named = element('text', { ...label, x: LEFT - 14, 'text-anchor': 'end' }, text(name));
  if (value === null) return named + element('text', { ...label, x: LEFT + 8, fill: PALETTE.label }, text(words));
  const guide = { x1: LEFT, x2: place(x(value)), y1: place(at), y2: place(at), stroke: PALETTE.rule, 'stroke-dasharray': '1 4' };
  // Keeps a figure readable where a line runs through it.
  const halo = { stroke: PALETTE.paper, 'stroke-width': 5, 'paint-order': 'stroke' };
  const figure = element('text', { ...label, ...halo, x: place(x(value) + 14) }, text(words));
  return named + element('line', guide) + figure + mark(kind, x(value), at, element('title', {}, text(`${name}: ${words}`)));
}

function mark(kind: DotKind, x: number, y: number, ...children: readonly string[]): string {
  const [cx, cy] = [place(x), place(y)];
  switch (kind) {
    case 'own':
      return (
        element('circle', { cx, cy, r: 9, fill: PALETTE.paper, stroke: PALETTE.better, 'stroke-width': 2 }) +
        element('circle', { cx, cy, r: 5.5, fill: PALETTE.better }, ...children)
      );
    case 'like':
      return element('circle', { cx, cy, r: 5.5, fill: PALETTE.usual }, ...children);
    case 'wider': {
      const d = `M${cx} ${place(y - 8)}L${place(x + 8)} ${cy}L${cx} ${place(y + 8)}L${place(x - 8)} ${cy}Z`;
      return element('path', { d, fill: PALETTE.paper, stroke: PALETTE.ink, 'stroke-width': 2 }, ...children);
    }
  }
}
