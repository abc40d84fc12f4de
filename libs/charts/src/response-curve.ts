import { FONT, PALETTE } from './palette.js';
import { linear } from './scale.js';
import { drawing, element, place, text } from './svg.js';

export interface Curve {
  readonly name: string;
  /** Returns that had come in by each day since the opening. */
  readonly totals: readonly number[];
  readonly issued: number;
}

export interface ResponseCurveModel {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  readonly now: Curve;
  readonly before?: Curve;
  /** The day since the opening on which returns are due. */
  readonly dueOnDay: number;
}

const WIDTH = 640;
const HEIGHT = 260;
/** Keeps a name readable where the other curve runs through it. */
const HALO = { stroke: PALETTE.paper, 'stroke-width': 5, 'paint-order': 'stroke' } as const;
const BOX = { left: 44, right: 500, top: 16, bottom: 216 };

/** How returns came in, day by day, as a share of those issued; the cycle before beside it, and the day they are due. */
export function responseCurve({ id, title, finding, now, before, dueOnDay }: ResponseCurveModel): string {
  const lastDay = Math.max(dueOnDay, now.totals.length - 1, (before?.totals.length ?? 1) - 1, 1);
  const x = linear([0, lastDay], [BOX.left, BOX.right]);
  const y = linear([0, 100], [BOX.bottom, BOX.top]);
  return drawing(
    { id, title, finding, width: WIDTH, height: HEIGHT },
    ...[0, 25, 50, 75, 100].map((percent) => gridLine(y(percent), `${percent}%`)),
    ...x
      .ticks(6)
      .filter(Number.isInteger)
      .map((day) => dayLabel(x(day), day)),
    element(
      'text',
      { ...FONT, x: (BOX.left + BOX.right) / 2, y: BOX.bottom + 38, 'text-anchor': 'middle', fill: PALETTE.label },
      text('Days since the cycle opened'),
    ),
    dueRule(x(dueOnDay)),
    ...(before ? [steps(before, x, y, { stroke: PALETTE.usual, 'stroke-width': 2, 'stroke-dasharray': '6 4' })] : []),
    steps(now, x, y, { stroke: PALETTE.met, 'stroke-width': 3 }),
    ...endLabels(now, before, x, y),
  );
}

function gridLine(at: number, label: string): string {
  return (
    element('line', { x1: BOX.left, x2: BOX.right, y1: place(at), y2: place(at), stroke: PALETTE.rule, 'stroke-width': 1 }) +
    element('text', { ...FONT, x: BOX.left - 6, y: place(at + 5), 'text-anchor': 'end', fill: PALETTE.label }, text(label))
  );
}

function dayLabel(at: number, day: number): string {
  return element('text', { ...FONT, x: place(at), y: BOX.bottom + 19, 'text-anchor': 'middle', fill: PALETTE.label }, text(String(day)));
}

function dueRule(at: number): string {
  return (
    element('line', {
      x1: place(at),
      x2: place(at),
      y1: BOX.top,
      y2: BOX.bottom,
      stroke: PALETTE.due,
      'stroke-width': 2,
      'stroke-dasharray': '2 3',
    }) + element('text', { ...FONT, x: place(at - 5), y: BOX.top + 12, 'text-anchor': 'end', fill: PALETTE.due }, text('Due'))
  );
}

/** A return comes in on a day, so the line steps: it never slopes through halves of a return. */
function steps(
  { totals, issued }: Curve,
  x: (day: number) => number,
  y: (percent: number) => number,
  stroke: Record<string, string | number>,
): string {
  const percent = (total: number): number => (issued === 0 ? 0 : (total / issued) * 100);
  const [first = 0] = totals;
  const path = totals.slice(1).map((total, index) => `H${place(x(index + 1))}V${place(y(percent(total)))}`);
  return element('path', { d: `M${place(x(0))} ${place(y(percent(first)))}${path.join('')}`, fill: 'none', ...stroke });
}

/** Each curve is named where it ends; two that end close together are moved apart. */
function endLabels(now: Curve, before: Curve | undefined, x: (day: number) => number, y: (percent: number) => number): string[] {
  // Above the axis, where nothing has come in.
  const end = ({ totals, issued }: Curve): number =>
    Math.min(BOX.bottom - 8, y(issued === 0 ? 0 : ((totals.at(-1) ?? 0) / issued) * 100) + 5);
  const at = end(now);
  const other = before && end(before);
  const apart = other !== undefined && Math.abs(other - at) < 18 ? at + (other >= at ? 18 : -18) : other;
  const label = (curve: Curve, height: number, fill: string): string =>
    element('text', { ...FONT, ...HALO, x: place(x(curve.totals.length - 1) + 8), y: place(height), fill }, text(curve.name));
  return [label(now, at, PALETTE.met), ...(before && apart !== undefined ? [label(before, apart, PALETTE.label)] : [])];
}
