import type { Position } from '@goldenthread/event-sourcing';
import type { Section11ReturnProgressRow } from './section11-return-progress.row.js';

/** What a reader may be shown: of one partnership, of one agency where it says so, without drafts where it says so. */
export interface ReadingScope {
  readonly partnership: string | null;
  readonly agency?: string;
  readonly onlySubmitted: boolean;
}

/**
 * Where in the record the content of a return is read by those who may not see drafts: at the position they ask for while
 * a submission stands, and at the last submission while the return is back with its agency. What was a draft at a position
 * stays one at that position, however often it was submitted since: a page at a date never changes.
 *
 * @returns nothing where it had never been submitted by then.
 */
export function contentPosition(
  { onlySubmitted }: Pick<ReadingScope, 'onlySubmitted'>,
  { status, submissionPosition }: Pick<Section11ReturnProgressRow, 'status' | 'submissionPosition'>,
  position: Position,
): Position | undefined {
  if (!onlySubmitted || status === 'submitted') return position;
  return submissionPosition === null ? undefined : BigInt(submissionPosition);
}

/**
 * The same rule for a query builder: whether what was recorded at a position is part of the content that is read.
 *
 * @param progress the alias of the return's progress, as at the position that is asked for.
 * @param recordedAt the position's property, no later than that.
 */
export function contentIsRead({ onlySubmitted }: Pick<ReadingScope, 'onlySubmitted'>, progress: string, recordedAt: string): string {
  if (!onlySubmitted) return 'TRUE';
  return `(${progress}.status = 'submitted' OR ${recordedAt} <= CAST(${progress}.submissionPosition AS bigint))`;
}
