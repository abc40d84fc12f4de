import { FONT, PALETTE } from './palette.js';
import { extentOf, isWithin, rounded, type Reach } from './scale.js';
import { brokenLine, KIND_WORDS, pointMark, type PointKind } from './series-marks.js';
import { drawing, element, place, text } from './svg.js';

/** One period of a series. */
export interface SeriesMark {
  /** What stands under it: "Q1". */
  readonly label: string;
  /** The year it is of: "2020-21". */
  readonly band: string;
  /** Nothing where the period has no figure. */
  readonly value: number | null;
  /** Nothing where nothing is said of it: a run chart, or a gap. */
  readonly kind: PointKind | null;
  /** All of it in words, for whoever points at it: "Quarter 1 2020 to 2021: 71.0%". */
  readonly words: string;
}

/** Periods that are judged together. */
export interface SeriesBand {
  /** The place of its first period, and of the one after its last. */
  readonly from: number;
  readonly to: number;
  /** A run chart has a median and no limits; an XmR chart has a mean. */
  readonly centreName: 'Mean' | 'Median';
  readonly centre: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface SeriesChartModel {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  readonly points: readonly SeriesMark[];
  readonly groups: readonly SeriesBand[];
  readonly target: number | null;
  readonly reach: Reach;
  /** How a number stands beside its line: "80.0%". */
  readonly numberInWords: (value: number) => string;
  /** How a mark of the axis stands: "80%". */
  readonly markInWords: (value: number) => string;
}

const WIDTH = 900;
const HEIGHT = 400;
const BOX = { left: 62, right: 770, top: 50, bottom: 330 };
const LETTER = 7.5;
const LINE = 17;
const KINDS: readonly PointKind[] = ['usual', 'better', 'worse', 'neither'];

/**
 * A series with its limits: an XmR chart, or below the minimum of points a run chart about its median. All numbers are the
 * model's; nothing is worked out here.
 */
export function seriesChart(model: SeriesChartModel): string {
  const { id, title, finding, points, groups, target, reach } = model;
  const { scale: y, marks } = rounded(extentOf(valuesOf(model)), [BOX.bottom, BOX.top], 5);
  const step = (BOX.right - BOX.left) / Math.max(1, points.length);
  const x = (index: number): number => BOX.left + step * (index + 0.5);
  return drawing(
    { id, title, finding, width: WIDTH, height: HEIGHT },
    legend(points),
    ...marks.map((mark) => axisMark(y(mark), model.markInWords(mark))),
    element('line', { x1: BOX.left, x2: BOX.left, y1: BOX.top, y2: BOX.bottom, stroke: PALETTE.ink }),
    element('line', { x1: BOX.left, x2: BOX.right, y1: BOX.bottom, y2: BOX.bottom, stroke: PALETTE.ink }),
    ...yearBands(points, step),
    ...periodLabels(points, x, step),
    ...groups.flatMap((group) => groupLines(group, reach, step, y)),
    ...groups.slice(1).map(({ from }) => beginning(BOX.left + step * from)),
    ...(target === null ? [] : [levelLine(BOX.left, BOX.right, y(target), { stroke: PALETTE.due, 'stroke-dasharray': '2 3' })]),
    ...groups.map((group) => seriesLine(points, group, x, y)),
    ...points.map((point, index) => periodMark(point, x(index), y)),
    ...endLabels(model, y),
  );
}

/** All that is drawn, so that nothing lies outside. */
function valuesOf({ points, groups, target, reach }: SeriesChartModel): (number | null)[] {
  return [...points.map(({ value }) => value), ...groups.flatMap((group) => [...limitsWithin(group, reach), group.centre]), target];
}

/** The limits of a group, but for those that no figure can reach. */
export function limitsWithin({ lower, upper }: Pick<SeriesBand, 'lower' | 'upper'>, reach: Reach): number[] {
  return [lower, upper].filter((level) => level !== null && isWithin(level, reach)) as number[];
}

/** Only of the kinds there are. */
function legend(points: readonly SeriesMark[]): string {
  let left = BOX.left + 8;
  return KINDS.filter((kind) => points.some((point) => point.kind === kind))
    .map((kind) => {
      const at = left;
      left += KIND_WORDS[kind].length * LETTER + 44;
      return pointMark(kind, at, 20, 6) + element('text', { ...FONT, x: place(at + 14), y: 25, fill: PALETTE.ink }, text(KIND_WORDS[kind]));
    })
    .join('');
}

function axisMark(at: number, label: string): string {
  return (
    element('line', { x1: BOX.left - 5, x2: BOX.left, y1: place(at), y2: place(at), stroke: PALETTE.ink }) +
    element('text', { ...FONT, x: BOX.left - 9, y: place(at + 5), 'text-anchor': 'end', fill: PALETTE.ink }, text(label))
  );
}

/** A fine rule where each year begins, and its name below, where there is room for it. */
function yearBands(points: readonly SeriesMark[], step: number): string[] {
  const starts = points.flatMap(({ band }, index) => (index === 0 || points[index - 1]?.band !== band ? [index] : []));
  let freeFrom = 0;
  return starts.map((start, at) => {
    const end = starts[at + 1] ?? points.length;
    const [left, right] = [BOX.left + start * step, BOX.left + end * step];
    const rule = element('line', {
      x1: place(left),
      x2: place(left),
      y1: BOX.top,
      y2: BOX.bottom + 46,
      stroke: PALETTE.rule,
      'stroke-width': 0.5,
    });
    const band = points[start]?.band ?? '';
    const [middle, half] = [(left + right) / 2, (band.length * LETTER) / 2];
    if (middle - half < freeFrom) return rule;
    freeFrom = middle + half + 6;
    return (
      rule + element('text', { ...FONT, x: place(middle), y: BOX.bottom + 42, 'text-anchor': 'middle', fill: PALETTE.ink }, text(band))
    );
  });
}

/** Left out where they would run into each other: the years below them stay. */
function periodLabels(points: readonly SeriesMark[], x: (index: number) => number, step: number): string[] {
  const longest = Math.max(0, ...points.map(({ label }) => label.length));
  if (longest === 0 || longest * LETTER + 4 > step) return [];
  return points.map(({ label }, index) =>
    element('text', { ...FONT, x: place(x(index)), y: BOX.bottom + 20, 'text-anchor': 'middle', fill: PALETTE.label }, text(label)),
  );
}

function groupLines(group: SeriesBand, reach: Reach, step: number, y: (value: number) => number): string[] {
  const { from, to, centre } = group;
  const [left, right] = [BOX.left + from * step, BOX.left + to * step];
  const limit = { stroke: PALETTE.label, 'stroke-dasharray': '7 5' };
  return [
    ...(centre === null ? [] : [levelLine(left, right, y(centre), { stroke: PALETTE.ink })]),
    ...limitsWithin(group, reach).map((level) => levelLine(left, right, y(level), limit)),
  ];
}

/** Where figures begin to be judged anew: the rules of the group before end there. */
function beginning(at: number): string {
  const line = { x1: place(at), x2: place(at), y1: BOX.top, y2: BOX.bottom, stroke: PALETTE.label, 'stroke-width': 1.5 };
  const words = element('text', { ...FONT, x: place(at + 6), y: BOX.top + 12, fill: PALETTE.label }, text('Judged anew'));
  return element('line', { ...line, 'stroke-dasharray': '1 3' }) + words;
}

function levelLine(left: number, right: number, at: number, stroke: Readonly<Record<string, string>>): string {
  return element('line', { x1: place(left), x2: place(right), y1: place(at), y2: place(at), 'stroke-width': 2, ...stroke });
}

/** One line for each group: none runs from one group into the next, whose figures may not compare. */
function seriesLine(
  points: readonly SeriesMark[],
  { from, to }: SeriesBand,
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  const values = points.map(({ value }, index) => (index >= from && index < to ? value : null));
  return element('path', { d: brokenLine(values, x, y), fill: 'none', stroke: PALETTE.usual, 'stroke-width': 2 });
}

function periodMark({ value, kind, words }: SeriesMark, at: number, y: (value: number) => number): string {
  const said = element('title', {}, text(words));
  if (value !== null) return pointMark(kind ?? 'usual', at, y(value), 5, said);
  const d = `M${place(at - 4)} ${BOX.bottom - 12}l8 8m0 -8l-8 8`;
  return element('path', { d, fill: 'none', stroke: PALETTE.label, 'stroke-width': 1.5 }, said);
}

/** The last group's lines and the target are named where they end, each far enough from the next to be read. */
function endLabels(model: SeriesChartModel, y: (value: number) => number): string[] {
  const { groups, target } = model;
  const last = groups.at(-1);
  const named = [
    { name: 'Upper', value: last?.upper ?? null, fill: PALETTE.label },
    { name: 'Target', value: target, fill: PALETTE.due },
    { name: last?.centreName ?? 'Mean', value: last?.centre ?? null, fill: PALETTE.ink },
    { name: 'Lower', value: last?.lower ?? null, fill: PALETTE.label },
  ].flatMap(({ name, value, fill }) => (value === null ? [] : [{ ...endLabel(name, value, model, y), fill }]));
  let lowest = -Infinity;
  return named
    .sort((a, b) => a.at - b.at)
    .map(({ words, at, fill }) => {
      lowest = Math.max(at, lowest + LINE);
      return element('text', { ...FONT, x: BOX.right + 10, y: place(lowest), fill }, text(words));
    });
}

/** "Upper 92.1%", "Upper over 100%": a limit that no figure can reach is named where what can be measured ends. */
function endLabel(
  name: string,
  value: number,
  { reach, numberInWords, markInWords }: SeriesChartModel,
  y: (value: number) => number,
): { readonly words: string; readonly at: number } {
  const [least, greatest] = reach;
  if (value > greatest) return { words: `${name} over ${markInWords(greatest)}`, at: BOX.top + 5 };
  if (value < least) return { words: `${name} under ${markInWords(least)}`, at: BOX.bottom + 5 };
  return { words: `${name} ${numberInWords(value)}`, at: y(value) + 5 };
}
