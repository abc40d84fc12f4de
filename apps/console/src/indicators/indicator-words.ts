import type { PointKind } from '@goldenthread/charts';
import { QUALIFIER_WORDS } from '@goldenthread/http';
import type {
  AgainstTarget,
  Assurance,
  Definition,
  Figure,
  GridLine,
  IndicatorChangeKind,
  Marker,
  PointType,
  SeriesPeriod,
  SeriesView,
} from '@goldenthread/indicators';
import { counted } from '../words.js';

// What figures and signals are called on pages.

const MARKERS: Readonly<Record<Marker, string>> = {
  suppressed: 'Suppressed by its source',
  'not-applicable': 'Not applicable',
  'not-available': 'Not available',
  'not-submitted': 'Not submitted',
  'low-reliability': 'Not reliable enough to be given',
};

/** "82.0%", "1,234": a number in the unit of its indicator. */
export function numberInWords(value: number, { decimals, unit }: Pick<Definition, 'decimals' | 'unit'>): string {
  const digits = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  return unit === '%' ? `${digits}%` : digits;
}

/** "80%", "3.2": a mark on an axis, with as many decimals as it has. Fewer would call two marks by one name. */
export function markInWords(value: number, { unit }: Pick<Definition, 'unit'>): string {
  const [, decimals = ''] = value.toFixed(6).replace(/0+$/, '').split('.');
  return numberInWords(value, { unit, decimals: decimals.length });
}

/** "82.0% (164 of 200)", "over 7,200", "Suppressed by its source". */
export function figureInWords(figure: Figure, definition: Definition): string {
  if (figure.kind === 'marker') return MARKERS[figure.marker];
  const { value, numerator, denominator, qualifier } = figure;
  const whole = `${qualifier ? QUALIFIER_WORDS[qualifier] : ''}${numberInWords(value, definition)}`;
  const parts = { ...definition, decimals: 0, unit: '' };
  if (numerator === undefined || denominator === undefined) return whole;
  return `${whole} (${numberInWords(numerator, parts)} of ${numberInWords(denominator, parts)})`;
}

/** The least and the greatest that figures of an indicator can be: nothing is below nought, and no part is more than its whole. */
export function reachOf({ measure }: Pick<Definition, 'measure'>): readonly [number, number] {
  return [0, measure.kind === 'proportion' ? 100 : Infinity];
}

/** "3.2 percentage points lower", "6.1% higher": the latest figure beside the one before. Percent of percent would mislead. */
export function changeInWords({ percentChange, periods }: Pick<SeriesView, 'percentChange' | 'periods'>, definition: Definition): string {
  if (percentChange === null) return 'Cannot be compared';
  const [before, latest] = periods.slice(-2).map(({ value }) => value?.value ?? 0);
  const [was, is] = [before ?? 0, latest ?? 0];
  if (is === was) return 'The same';
  const by =
    definition.unit === '%'
      ? `${numberInWords(Math.abs(is - was), { ...definition, unit: '' })} percentage points`
      : `${Math.abs(percentChange)}%`;
  return `${by} ${is > was ? 'higher' : 'lower'}`;
}

/** How a figure is drawn. */
export const KIND_OF: Readonly<Record<PointType, PointKind>> = {
  usual: 'usual',
  improvement: 'better',
  concern: 'worse',
  'neutral-high': 'neither',
  'neutral-low': 'neither',
};

const VARIATIONS: Readonly<Record<PointType, string>> = {
  usual: 'Usual variation',
  improvement: 'Unusual: improving',
  concern: 'Unusual: concern',
  'neutral-high': 'Unusual: higher than it was',
  'neutral-low': 'Unusual: lower than it was',
};

export function variationInWords(variation: PointType | null): string {
  return variation === null ? 'Too few figures to tell' : VARIATIONS[variation];
}

/** Whether the latest figure of a series says something. */
export function isSignal(variation: PointType | null): boolean {
  return variation !== null && variation !== 'usual';
}

const URGENCY = ['concern', 'neutral-high', 'neutral-low', 'improvement', 'usual', null] as const;

/** What is a concern first, what cannot be told last. */
export function byUrgency(a: GridLine, b: GridLine): number {
  return (
    URGENCY.indexOf(a.view.judged.variation) - URGENCY.indexOf(b.view.judged.variation) ||
    a.indicator.definition.name.localeCompare(b.indicator.definition.name, 'en-GB') ||
    a.placeName.localeCompare(b.placeName, 'en-GB')
  );
}

const ASSURANCES: Readonly<Record<Assurance, string>> = {
  'will-meet': 'The target lies outside the limits: as things are, it will be met',
  'will-miss': 'The target lies outside the limits: as things are, it will be missed',
  'may-meet': 'The target lies inside the limits: it will be met in some periods and missed in others',
};

const AGAINST: Readonly<Record<AgainstTarget, string>> = { met: 'met', near: 'nearly met', missed: 'missed' };

/** "Target 80.0%: missed. The target lies outside …". Nothing where there is none. */
export function targetInWords({ target, againstTarget, judged }: SeriesView, definition: Definition): string | undefined {
  if (target === null) return undefined;
  const against = againstTarget === null ? 'no figure to compare' : AGAINST[againstTarget];
  const assurance = judged.assurance === null ? '' : ` ${ASSURANCES[judged.assurance]}.`;
  return `Target ${numberInWords(target, definition)}: ${against}.${assurance}`;
}

export const CHANGE_WORDS: Readonly<Record<IndicatorChangeKind, string>> = {
  defined: 'Defined',
  'target-set': 'Target set',
  recorded: 'Figure of a new period',
  restated: 'Figure restated',
  withdrawn: 'Figure withdrawn',
  rebased: 'Judged anew from this period on',
};

const PERIOD_NAMES: Readonly<Record<Definition['frequency'], string>> = {
  month: 'month',
  quarter: 'quarter',
  term: 'term',
  'financial-year': 'year',
  'academic-year': 'year',
  cycle: 'cycle',
};

/** The finding, in a sentence or two: what the latest figure says, and whether it met the target. */
export function findingOf(view: SeriesView, definition: Definition): string {
  const { latest, judged, target, againstTarget } = view;
  const last = view.periods.findLast(({ value }) => value?.value != null);
  if (!latest || !last) return 'No figure has been reported yet.';
  const group = judged.groups.at(-1);
  const met =
    target === null || againstTarget === null
      ? ''
      : ` The target of ${numberInWords(target, definition)} was ${AGAINST[againstTarget]} in the latest ${PERIOD_NAMES[definition.frequency]}.`;
  if (group?.kind !== 'xmr') return `${tooFew(view, definition)}${met}`;
  return `${signalSentence(view, last, definition)}${met}`;
}

function tooFew({ judged, periods }: SeriesView, definition: Definition): string {
  const group = judged.groups.at(-1);
  const figures = periods.slice(group?.from, group?.to).filter(({ value }) => value?.value != null).length;
  const median = group?.centre == null ? '' : ` Their median is ${numberInWords(group.centre, definition)}.`;
  return `${counted(figures, 'figure')}: too few to tell signal from noise.${median}`;
}

function signalSentence(view: SeriesView, last: SeriesPeriod, definition: Definition): string {
  const value = numberInWords(last.value?.value ?? 0, definition);
  const limits = view.judged.groups.at(-1)?.limits;
  const [least, greatest] = reachOf(definition);
  const [from, to] = limits ? [Math.max(least, limits.lower), Math.min(greatest, limits.upper)] : [0, 0];
  const usual = `${numberInWords(from, definition)} to ${numberInWords(to, definition)}`;
  const periods = (count: number): string => counted(count, PERIOD_NAMES[definition.frequency]);
  switch (last.signal) {
    case 'above-upper':
      return `The latest figure, ${value}, is above all that is usual (${usual})${meaning(last.type)}.`;
    case 'below-lower':
      return `The latest figure, ${value}, is below all that is usual (${usual})${meaning(last.type)}.`;
    case 'trend-rising':
      return `It has risen for ${periods(trailingSteps(view, 1) + 1)} in a row, to ${value}${meaning(last.type)}.`;
    case 'trend-falling':
      return `It has fallen for ${periods(trailingSteps(view, -1) + 1)} in a row, to ${value}${meaning(last.type)}.`;
    case 'two-in-three-above':
      return `Two of three figures in a row are near the upper limit; the latest is ${value}${meaning(last.type)}.`;
    case 'two-in-three-below':
      return `Two of three figures in a row are near the lower limit; the latest is ${value}${meaning(last.type)}.`;
    case 'shift-above':
      return `It has been above its average for ${periods(trailingSide(view, 1))} in a row, and is now ${value}${meaning(last.type)}.`;
    case 'shift-below':
      return `It has been below its average for ${periods(trailingSide(view, -1))} in a row, and is now ${value}${meaning(last.type)}.`;
    case 'common-cause':
    case null:
      return `The latest figure, ${value}, is usual variation: nothing in it asks for an explanation.`;
  }
}

function meaning(type: PointType | null): string {
  if (type === 'improvement') return ': an improvement';
  return type === 'concern' ? ': a concern' : '';
}

/** How many of the last figures lie on one side of their average. */
function trailingSide(view: SeriesView, side: 1 | -1): number {
  const centre = view.judged.groups.at(-1)?.centre ?? 0;
  const values = latestFirst(view);
  const end = values.findIndex((value) => Math.sign(value - centre) !== side);
  return end < 0 ? values.length : end;
}

/** How many of the last steps go one way. */
function trailingSteps(view: SeriesView, way: 1 | -1): number {
  const values = latestFirst(view);
  const end = values.findIndex((value, at) => at > 0 && Math.sign((values[at - 1] ?? 0) - value) !== way);
  return (end < 0 ? values.length : end) - 1;
}

/** The last figures in a row, the latest first: a rebase and a gap both end the row, as they end every run (`signalsOf`). */
function latestFirst({ periods, judged }: SeriesView): number[] {
  const values = periods.slice(judged.groups.at(-1)?.from).map(({ value }) => value?.value ?? null);
  const row: number[] = [];
  for (const value of values.slice(0, values.findLastIndex((one) => one !== null) + 1).reverse()) {
    if (value === null) return row;
    row.push(value);
  }
  return row;
}
