import type { RowOf } from '@goldenthread/read-models';
import type { Rating } from '../domain/section11-return.events.js';
import { groupedBy } from './grouped-by.js';
import type { Section11AnswerRow } from './section11-answer.row.js';
import type { Section11ReturnProgressRow } from './section11-return-progress.row.js';
import type { Section11StandardRow } from './section11-standard.row.js';

// What is not the same in a cycle at two positions: pure functions over the rows as at each.

type Progress = RowOf<Section11ReturnProgressRow>;
type Standard = RowOf<Section11StandardRow>;
type Answer = RowOf<Section11AnswerRow>;

/** How a standard of a return stood. */
export type StandardCount = Pick<Standard, 'met' | 'partlyMet' | 'notMet' | 'notApplicable' | 'of'>;

/** One cell of the matrix at two positions: `before` is nothing where the return had not come in by the earlier one. */
export interface ComparedCell {
  readonly return: string;
  readonly heading: string;
  readonly title: string;
  readonly ordinal: number;
  readonly before: StandardCount | null;
  readonly after: StandardCount;
  readonly isChanged: boolean;
}

/** Each cell that the later position shows. What was shown once is never shown no more. */
export function comparedCells(before: readonly Standard[], after: readonly Standard[]): ComparedCell[] {
  const was = new Map(before.map((row) => [`${row.return}/${row.heading}`, row]));
  return after.map((row) => {
    const earlier = was.get(`${row.return}/${row.heading}`);
    return {
      return: row.return,
      heading: row.heading,
      title: row.title,
      ordinal: row.ordinal,
      before: earlier ? countOf(earlier) : null,
      after: countOf(row),
      isChanged: !earlier || COUNTS.some((count) => earlier[count] !== row[count]),
    };
  });
}

/** An answer that was saved anew between two positions, or whose return came in between them. */
export interface SavedAnew {
  readonly progress: Progress;
  /** Nothing where its return had not come in by the earlier position. */
  readonly before: Answer | null;
  readonly after: Answer;
}

/** In the order of the agencies' names and of the tool. What nobody has answered yet is left out. */
export function savedAnew(
  before: { readonly answers: readonly Answer[] },
  after: { readonly progress: readonly Progress[]; readonly answers: readonly Answer[] },
): SavedAnew[] {
  const was = new Map(before.answers.map((row) => [`${row.return}/${row.item}`, row]));
  const of = groupedBy(after.answers, (row) => row.return);
  const byName = [...after.progress].sort((a, b) => a.agencyName.localeCompare(b.agencyName, 'en-GB'));
  return byName.flatMap((progress) =>
    (of.get(progress.return) ?? [])
      .map((row) => ({ progress, before: was.get(`${row.return}/${row.item}`) ?? null, after: row }))
      .filter((one) => one.after.revision !== null && one.before?.revision !== one.after.revision)
      .sort((a, b) => a.after.ordinal - b.after.ordinal),
  );
}

/** A return whose status is not the same. */
export interface ChangedStatus {
  readonly progress: Progress;
  readonly before: Progress | null;
}

export function changedStatuses(before: readonly Progress[], after: readonly Progress[]): ChangedStatus[] {
  const was = new Map(before.map((row) => [row.return, row]));
  return after
    .map((progress) => ({ progress, before: was.get(progress.return) ?? null }))
    .filter((one) => one.before?.status !== one.progress.status || one.before.submissions !== one.progress.submissions);
}

/** One answer at two positions: who made it what it became, when, and why where a reason was given. */
export interface ChangedAnswer {
  readonly return: string;
  readonly agencyName: string;
  readonly heading: string;
  readonly item: string;
  readonly question: string;
  /** Whether its return had come in by the earlier position. */
  readonly hadComeIn: boolean;
  readonly before: Rating | null;
  readonly after: Rating | null;
  /** Whether what was written or shown for it is not the same, whatever the rating. */
  readonly wordsChanged: boolean;
  readonly by: { readonly person: string; readonly role: string } | null;
  readonly at: string | null;
  readonly why: string | null;
}

const COUNTS = ['met', 'partlyMet', 'notMet', 'notApplicable', 'of'] as const;

function countOf({ met, partlyMet, notMet, notApplicable, of }: Standard): StandardCount {
  return { met, partlyMet, notMet, notApplicable, of };
}
