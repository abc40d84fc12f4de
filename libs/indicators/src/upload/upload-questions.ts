import type { Figure } from '../domain/figure.js';
import { periodOfKey } from '../domain/period.js';
import type { GridValue } from '../read-model/indicator.queries.js';
import type { SeriesView } from '../read-model/series-view.js';

/**
 * What looks unusual in a figure that is about to be recorded: a question to whoever sends it, never an error.
 *
 * - `tenfold`: many times what is usual, or a small part of it, as a slip of a digit makes it.
 * - `denominator-tenfold`: so is what it is divided by, which a percentage does not show.
 * - `outside-limits`: outside what is usual of the series.
 * - `same-as-before`: the very figure of the period before.
 */
export type UploadQuestion = 'tenfold' | 'denominator-tenfold' | 'outside-limits' | 'same-as-before';

/** Nearly tenfold already is: what is usual varies too. */
const MANY = 8;

/** @param view the series as it stands. */
export function questionsOf(figure: Figure, period: string, view: SeriesView<GridValue>): UploadQuestion[] {
  if (figure.kind !== 'number') return [];
  const before = figureBefore(period, view);
  const group = view.judged.groups.at(-1);
  const usual = group?.centre ?? (before?.kind === 'number' ? before.value : undefined);
  if (isManyTimes(figure.value, usual)) return ['tenfold'];
  const questions: UploadQuestion[] = [];
  if (before?.kind === 'number' && isManyTimes(figure.denominator, before.denominator)) questions.push('denominator-tenfold');
  if (group?.limits && (figure.value > group.limits.upper || figure.value < group.limits.lower)) questions.push('outside-limits');
  const isSame = before?.kind === 'number' && before.value === figure.value && before.numerator === figure.numerator;
  if (isSame && before.denominator === figure.denominator && figure.value !== 0) questions.push('same-as-before');
  return questions;
}

function isManyTimes(value: number | undefined, usual: number | undefined): boolean {
  if (value === undefined || usual === undefined || usual <= 0) return false;
  return value >= usual * MANY || value <= usual / MANY;
}

/** The last figure that stands before a period. */
function figureBefore(period: string, { periods }: SeriesView<GridValue>): Figure | undefined {
  const from = periodOfKey(period)?.from ?? '';
  return periods.findLast((one) => one.period.from < from && one.value !== null)?.value?.figure;
}
