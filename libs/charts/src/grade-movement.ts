import { FONT, PALETTE } from './palette.js';
import { drawing, element, place, text } from './svg.js';

/** How many grades went from one level to another. */
export interface GradeFlow {
  readonly from: string;
  readonly to: string;
  readonly grades: number;
}

export interface GradeMovement {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  /** From worst to best; the best is drawn on top. */
  readonly levels: readonly { readonly key: string; readonly words: string }[];
  /** What stands at the left, in the middle and at the right. */
  readonly columns: readonly [string, string, string];
  readonly first: readonly GradeFlow[];
  readonly second: readonly GradeFlow[];
}

const WIDTH = 760;
const TOP = 34;
const PLOT = 260;
const GAP = 16;
const NODE = 14;
const XS = [190, 373, 556] as const;

type Node = { readonly y: number; readonly height: number; readonly grades: number };
type Column = ReadonlyMap<string, Node>;

/**
 * Grades as they moved from what agencies said, by what moderators said, to what was agreed: a ribbon for each move, as
 * wide as there are grades in it. One that goes up is of another colour than one that goes down, and goes up.
 */
export function gradeMovement({ id, title, finding, levels, columns, first, second }: GradeMovement): string {
  const best = [...levels].reverse();
  const total = Math.max(1, sum(first), sum(second));
  const unit = (PLOT - GAP * (levels.length - 1)) / total;
  const keys = best.map(({ key }) => key);
  const sides = [countBy(first, 'from'), countBy(first, 'to'), countBy(second, 'to')].map((counts) => stack(keys, counts, unit));
  const [left, middle, right] = sides as [Column, Column, Column];
  return drawing(
    { width: WIDTH, height: TOP + PLOT + 10, title, finding, id },
    ...columns.map((name, index) => label(XS[index as 0] + NODE / 2, 16, 'middle', name, true)),
    ...ribbons(keys, first, [left, middle], [XS[0] + NODE, XS[1]], unit),
    ...ribbons(keys, second, [middle, right], [XS[1] + NODE, XS[2]], unit),
    ...[left, middle, right].flatMap((column, index) => nodes(column, XS[index as 0])),
    ...best.flatMap(({ key, words }) => [
      ...named(left.get(key), XS[0] - 8, 'end', words),
      ...named(right.get(key), XS[2] + NODE + 8, 'start', words),
    ]),
  );
}

function sum(flows: readonly GradeFlow[]): number {
  return flows.reduce((total, { grades }) => total + grades, 0);
}

function countBy(flows: readonly GradeFlow[], side: 'from' | 'to'): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const flow of flows) counts.set(flow[side], (counts.get(flow[side]) ?? 0) + flow.grades);
  return counts;
}

function stack(keys: readonly string[], counts: ReadonlyMap<string, number>, unit: number): Column {
  const column = new Map<string, Node>();
  let y = TOP;
  for (const key of keys) {
    const grades = counts.get(key) ?? 0;
    column.set(key, { y, height: grades * unit, grades });
    y += grades * unit + GAP;
  }
  return column;
}

function nodes(column: Column, x: number): string[] {
  return [...column.values()]
    .filter(({ grades }) => grades > 0)
    .map(({ y, height }) => element('rect', { x, y: place(y), width: NODE, height: place(height), fill: PALETTE.met }));
}

function named(node: Node | undefined, x: number, anchor: 'start' | 'end', words: string): string[] {
  if (!node || node.grades === 0) return [];
  return [label(x, node.y + node.height / 2 + 5, anchor, `${words}: ${node.grades}`)];
}

/** Ribbons leave and arrive in the order of levels, so that none crosses another more than it must. */
function ribbons(
  keys: readonly string[],
  flows: readonly GradeFlow[],
  [from, to]: readonly [Column, Column],
  [start, end]: readonly [number, number],
  unit: number,
): string[] {
  const [left, arrived] = [new Map<string, number>(), new Map<string, number>()];
  const ordered = keys.flatMap((one) => keys.flatMap((other) => flows.filter((flow) => flow.from === one && flow.to === other)));
  return ordered.map((flow) => {
    const tall = flow.grades * unit;
    const y1 = (from.get(flow.from)?.y ?? TOP) + (left.get(flow.from) ?? 0);
    const y2 = (to.get(flow.to)?.y ?? TOP) + (arrived.get(flow.to) ?? 0);
    left.set(flow.from, (left.get(flow.from) ?? 0) + tall);
    arrived.set(flow.to, (arrived.get(flow.to) ?? 0) + tall);
    return element('path', {
      d: ribbon(start, y1, end, y2, tall),
      fill: colourOf(keys, flow),
      'fill-opacity': flow.from === flow.to ? 0.5 : 0.8,
    });
  });
}

function ribbon(x1: number, y1: number, x2: number, y2: number, tall: number): string {
  const half = place((x1 + x2) / 2);
  const [a, b, c, d] = [y1, y2, y2 + tall, y1 + tall].map(place);
  return `M${x1} ${a}C${half} ${a} ${half} ${b} ${x2} ${b}V${c}C${half} ${c} ${half} ${d} ${x1} ${d}Z`;
}

function colourOf(keys: readonly string[], { from, to }: GradeFlow): string {
  const step = keys.indexOf(from) - keys.indexOf(to);
  return step === 0 ? PALETTE.rule : step > 0 ? PALETTE.better : PALETTE.worse;
}

function label(x: number, y: number, anchor: 'start' | 'middle' | 'end', words: string, isBold = false): string {
  const weight = isBold ? 'bold' : undefined;
  return element('text', { ...FONT, x, y: place(y), 'text-anchor': anchor, 'font-weight': weight, fill: PALETTE.ink }, text(words));
}
