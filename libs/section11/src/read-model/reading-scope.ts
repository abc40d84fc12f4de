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
