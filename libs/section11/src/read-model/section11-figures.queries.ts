import type { Day, Position } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import {
  cellChanges,
  ratedWithoutEvidence,
  responseCurve,
  responseRate,
  slipsSince,
  standardsByShare,
  type CellChange,
  type CycleContent,
  type ResponseCurve,
  type ResponseRate,
  type Slips,
  type StandardShare,
  type WithoutEvidence,
} from './figures.js';
import type { ReadingScope } from './reading-scope.js';
import type { Section11CycleRow } from './section11-cycle.row.js';
import { Section11Queries } from './section11.queries.js';
import type { ChangeLine } from './shown.js';

/** What happened between two positions: how much of each kind, and each event that the reader may see. */
export interface ChangesSince {
  readonly counts: {
    /** Returns that came in for the first time, those of them that were late, and those that came in again. */
    readonly submitted: number;
    readonly late: number;
    readonly resubmitted: number;
    readonly reopened: number;
    readonly corrected: number;
    readonly admitted: number;
    readonly started: number;
  };
  /** Without the answers of drafts and of first submissions: of those, the submission is the news. */
  readonly lines: readonly ChangeLine[];
}

/** All that the sub-committee sees first, as at one position. */
export interface CycleFindings {
  readonly response: ResponseRate;
  /** From weakest to strongest; rank 1 is the weakest, and may be several. */
  readonly standards: readonly StandardShare[];
  readonly slips: Slips;
  readonly withoutEvidence: readonly WithoutEvidence[];
  readonly cells: readonly CellChange[];
  readonly curve: ResponseCurve;
  /** The cycle before, for comparison. */
  readonly previousCurve: ResponseCurve | null;
}

/** Answers what a sub-committee asks of a cycle, as at a position. */
@Injectable()
export class Section11FiguresQueries {
  constructor(private readonly queries: Section11Queries) {}

  /**
   * @param today the London day of the reading point, by which what is overdue is judged.
   * @returns nothing where there was no such cycle by then.
   */
  async findings(scope: ReadingScope, position: Position, today: Day, cycle: string): Promise<CycleFindings | null> {
    const [row, before] = await Promise.all([this.queries.cycle(cycle, position), this.queries.cycleBefore(cycle, position)]);
    if (!row) return null;
    const [now, previous] = await Promise.all([
      this.content(scope, position, row),
      before ? this.content(scope, position, before) : undefined,
    ]);
    return {
      response: responseRate(now.progress, today),
      standards: standardsByShare(now.standards),
      slips: slipsSince(previous, now),
      withoutEvidence: ratedWithoutEvidence(now.answers, now.progress),
      cells: cellChanges(previous, now),
      curve: responseCurve(row, now.progress, today),
      previousCurve: before && previous ? responseCurve(before, previous.progress, today) : null,
    };
  }

  /** How many have returned, and who has not: all that needs no content, so a lighter question. */
  async response(scope: ReadingScope, position: Position, today: Day, cycle: string): Promise<ResponseRate> {
    return responseRate(await this.queries.progress(scope, position, cycle), today);
  }

  /** What changed since a position, such as that of the last meeting; of one cycle where it says so. */
  async changedSince(scope: ReadingScope, since: Position, to: Position, cycle?: string): Promise<ChangesSince> {
    const all = await this.queries.changes(scope, { after: since, upTo: to, asAt: to });
    const lines = all.filter((line) => cycle === undefined || line.cycle === cycle);
    const having = (kind: ChangeLine['kind'], also: (line: ChangeLine) => boolean = () => true): number =>
      lines.filter((line) => line.kind === kind && also(line)).length;
    const counts = {
      submitted: having('submitted', ({ number }) => number === 1),
      late: having('submitted', ({ number, daysLate }) => number === 1 && (daysLate ?? 0) > 0),
      resubmitted: having('submitted', ({ number }) => number !== 1),
      reopened: having('reopened'),
      corrected: having('corrected'),
      admitted: having('late-return-admitted'),
      started: having('opened'),
    };
    return { counts, lines: withoutFirstDrafts(lines) };
  }

  private async content(scope: ReadingScope, position: Position, row: Section11CycleRow): Promise<CycleContent> {
    const [progress, standards, answers] = await Promise.all([
      this.queries.progress(scope, position, row.cycle),
      this.queries.standards({ ...scope, onlySubmitted: true }, position, row.cycle),
      this.queries.answers({ ...scope, onlySubmitted: true }, position, row.cycle),
    ]);
    return { cycle: row, progress, standards, answers };
  }
}

/** What was written before a return first came in is no change to what the partnership had. */
function withoutFirstDrafts(lines: readonly ChangeLine[]): ChangeLine[] {
  const came = new Map(lines.flatMap((line) => (line.kind === 'submitted' && line.number === 1 ? [[line.return, line.position]] : [])));
  return lines.filter(({ kind, return: ref, position }) => {
    if (kind !== 'answered' && kind !== 'signed-off' && kind !== 'sign-off-withdrawn') return true;
    const first = came.get(ref);
    return first === undefined || BigInt(position) > BigInt(first);
  });
}
