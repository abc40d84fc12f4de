import { FONT, PALETTE } from './palette.js';
import { extentOf, linear, rounded, type Reach } from './scale.js';
import { limitsWithin, type SeriesBand } from './series-chart.js';
import { brokenLine, KIND_WORDS, pointMark, type PointKind } from './series-marks.js';
import { drawing, element, place, text } from './svg.js';

/** One series among many. */
export interface Panel {
  readonly name: string;
  /** Its latest figure, and what that says. */
  readonly words: string;
  readonly points: readonly { readonly value: number | null; readonly kind: PointKind | null }[];
  readonly groups: readonly Omit<SeriesBand, 'centreName'>[];
}

export interface SmallMultiplesModel {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  /** From the left to the right, and down. All are of the same periods. */
  readonly panels: readonly Panel[];
  readonly target: number | null;
  readonly reach: Reach;
  /** The first and the last period, as they stand under each panel. */
  readonly ends: readonly [string, string];
  readonly numberInWords: (value: number) => string;
}

const COLUMNS = 3;
const PANEL = { width: 300, height: 196 };
const BOX = { left: 50, right: 284, top: 54, bottom: 150 };
const LEGEND = 36;
const LETTER = 7.5;
const CENTRE = { stroke: PALETTE.ink } as const;
const LIMITS = { stroke: PALETTE.label, 'stroke-dasharray': '5 4' } as const;
const TARGET = { stroke: PALETTE.due, 'stroke-dasharray': '2 3' } as const;
const KINDS: readonly PointKind[] = ['better', 'worse', 'neither'];

/** Series side by side on one scale, each with its own limits; what is unusual in each is marked, and nothing else is. */
export function smallMultiples(model: SmallMultiplesModel): string {
  const { id, title, finding, panels } = model;
  const { scale: y, marks } = rounded(extentOf(valuesOf(model)), [BOX.bottom, BOX.top], 4);
  const rows = Math.max(1, Math.ceil(panels.length / COLUMNS));
  return drawing(
    { id, title, finding, width: PANEL.width * COLUMNS, height: LEGEND + PANEL.height * rows },
    legend(model),
    ...panels.map((panel, index) => {
      const [left, top] = [(index % COLUMNS) * PANEL.width, LEGEND + Math.floor(index / COLUMNS) * PANEL.height];
      return element('g', { transform: `translate(${left} ${top})` }, ...drawn(panel, model, y, marks));
    }),
  );
}

/** All that is drawn, so that one scale holds every panel. */
function valuesOf({ panels, target, reach }: SmallMultiplesModel): (number | null)[] {
  return [
    ...panels.flatMap(({ points, groups }) => [
      ...points.map(({ value }) => value),
      ...groups.flatMap((group) => [...limitsWithin(group, reach), group.centre]),
    ]),
    target,
  ];
}

/** Only of what there is. */
function legend({ panels, target }: SmallMultiplesModel): string {
  const groups = panels.flatMap((panel) => panel.groups);
  const hasLimits = groups.some(({ upper }) => upper !== null);
  // A group of few figures has a median, and no limits.
  const hasMedians = groups.some(({ centre, upper }) => centre !== null && upper === null);
  const kinds = KINDS.filter((kind) => panels.some(({ points }) => points.some((point) => point.kind === kind)));
  const sample = (stroke: Readonly<Record<string, string>>) => (at: number) => levelLine(at - 8, at + 10, 16, stroke);
  const entries: readonly { readonly words: string; readonly drawn: (at: number) => string }[] = [
    ...kinds.map((kind) => ({ words: KIND_WORDS[kind], drawn: (at: number) => pointMark(kind, at, 16, 5) })),
    { words: hasLimits ? (hasMedians ? 'Mean or median' : 'Mean') : 'Median', drawn: sample(CENTRE) },
    ...(hasLimits ? [{ words: 'Limits', drawn: sample(LIMITS) }] : []),
    ...(target === null ? [] : [{ words: 'Target', drawn: sample(TARGET) }]),
  ];
  let left = BOX.left + 8;
  return entries
    .map(({ words, drawn: mark }) => {
      const at = left;
      left += words.length * LETTER + 48;
      return mark(at) + element('text', { ...FONT, x: place(at + 16), y: 21, fill: PALETTE.ink }, text(words));
    })
    .join('');
}

function drawn(
  { name, words, points, groups }: Panel,
  { target, reach, ends, numberInWords }: SmallMultiplesModel,
  y: (value: number) => number,
  marks: readonly number[],
): string[] {
  const step = (BOX.right - BOX.left) / Math.max(1, points.length);
  const x = linear([0, 1], [BOX.left + step / 2, BOX.left + step * 1.5]);
  const values = points.map(({ value }) => value);
  const last = values.findLastIndex((value) => value !== null);
  return [
    element('text', { ...FONT, x: BOX.left, y: 16, 'font-weight': 'bold', fill: PALETTE.ink }, text(name)),
    element('text', { ...FONT, x: BOX.left, y: 36, fill: PALETTE.label }, text(words)),
    ...marks.map((mark) => axisMark(y(mark), numberInWords(mark))),
    ...groups.flatMap((group) => {
      const { from, to, centre } = group;
      const [left, right] = [BOX.left + from * step, BOX.left + to * step];
      return [
        ...limitsWithin(group, reach).map((level) => levelLine(left, right, y(level), LIMITS)),
        ...(centre === null ? [] : [levelLine(left, right, y(centre), CENTRE)]),
      ];
    }),
    ...(target === null ? [] : [levelLine(BOX.left, BOX.right, y(target), TARGET)]),
    element('path', { d: brokenLine(values, x, y), fill: 'none', stroke: PALETTE.usual, 'stroke-width': 1.5 }),
    ...points.flatMap(({ value, kind }, index) => {
      if (value === null || (kind === null || kind === 'usual' ? index !== last : false)) return [];
      return [pointMark(kind ?? 'usual', x(index), y(value), 4)];
    }),
    element('text', { ...FONT, 'font-size': 12, x: BOX.left, y: BOX.bottom + 18, fill: PALETTE.label }, text(ends[0])),
    element(
      'text',
      { ...FONT, 'font-size': 12, x: BOX.right, y: BOX.bottom + 18, 'text-anchor': 'end', fill: PALETTE.label },
      text(ends[1]),
    ),
  ];
}

function axisMark(at: number, label: string): string {
  return (
    element('line', { x1: BOX.left, x2: BOX.right, y1: place(at), y2: place(at), stroke: PALETTE.rule, 'stroke-width': 0.5 }) +
    element('text', { ...FONT, 'font-size': 12, x: BOX.left - 6, y: place(at + 4), 'text-anchor': 'end', fill: PALETTE.label }, text(label))
  );
}

function levelLine(left: number, right: number, at: number, stroke: Readonly<Record<string, string>>): string {
  return element('line', { x1: place(left), x2: place(right), y1: place(at), y2: place(at), 'stroke-width': 1.25, ...stroke });
}
