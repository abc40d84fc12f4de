import { canonicalJson, EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, type RowOf } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThanOrEqual } from 'typeorm';
import {
  changedStatuses,
  comparedCells,
  savedAnew,
  type ChangedAnswer,
  type ChangedStatus,
  type ComparedCell,
  type SavedAnew,
} from './comparison.js';
import type { ReadingScope } from './reading-scope.js';
import type { Section11AnswerRow } from './section11-answer.row.js';
import { Section11ChangeRow } from './section11-change.row.js';
import type { Section11CycleRow } from './section11-cycle.row.js';
import type { Section11ReturnProgressRow } from './section11-return-progress.row.js';
import { Section11Queries } from './section11.queries.js';

/** A cycle at two positions. */
export interface ComparedCycle {
  readonly cycle: Pick<Section11CycleRow, 'cycle' | 'title'>;
  readonly progress: readonly RowOf<Section11ReturnProgressRow>[];
  readonly statuses: readonly ChangedStatus[];
  readonly cells: readonly ComparedCell[];
  /** Each answer that is not the same, and all of those returns that came in between. */
  readonly answers: readonly ChangedAnswer[];
}

type Answer = RowOf<Section11AnswerRow>;

/** Lays the record at two positions beside each other, within what the reader may be shown at each. */
@Injectable()
export class Section11ComparisonQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly queries: Section11Queries,
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** Every cycle in which something is not the same, the latest first. */
  async between(scope: ReadingScope, from: Position, to: Position): Promise<ComparedCycle[]> {
    const cycles = await this.queries.cycles(scope, to);
    const compared = await Promise.all(cycles.map((cycle) => this.compared(cycle, scope, from, to)));
    return compared.filter(({ statuses, cells, answers }) => {
      return statuses.length > 0 || answers.length > 0 || cells.some(({ isChanged }) => isChanged);
    });
  }

  private async compared(cycle: Section11CycleRow, scope: ReadingScope, from: Position, to: Position): Promise<ComparedCycle> {
    const [before, after] = await Promise.all([this.contentOf(cycle, scope, from), this.contentOf(cycle, scope, to)]);
    const saved = savedAnew(before, after);
    const reasons = await this.reopenings([...new Set(saved.map((one) => one.after.return))], to);
    const answers = await Promise.all(saved.map((one) => this.changedAnswer(one, reasons)));
    return {
      cycle,
      progress: after.progress,
      statuses: changedStatuses(before.progress, after.progress),
      cells: comparedCells(before.standards, after.standards),
      answers: answers.filter((one) => !one.hadComeIn || one.wordsChanged || one.before !== one.after),
    };
  }

  private async contentOf({ cycle }: Section11CycleRow, scope: ReadingScope, position: Position) {
    const [progress, standards, answers] = await Promise.all([
      this.queries.progress(scope, position, cycle),
      this.queries.standards(scope, position, cycle),
      this.queries.answers(scope, position, cycle),
    ]);
    return { progress, standards, answers };
  }

  private async changedAnswer({ progress, before, after }: SavedAnew, reopenings: readonly Section11ChangeRow[]): Promise<ChangedAnswer> {
    const { return: ref, heading, item, question, changedByPerson, changedByRole, changedAt } = after;
    // What somebody wrote is opened to tell whether it is the same: every save seals anew.
    const wordsChanged = before !== null && (await this.wordsOf(before)) !== (await this.wordsOf(after));
    return {
      return: ref,
      agencyName: progress.agencyName,
      heading,
      item,
      question,
      hadComeIn: before !== null,
      before: before?.rating ?? null,
      after: after.rating,
      wordsChanged,
      by: changedByPerson !== null && changedByRole !== null ? { person: changedByPerson, role: changedByRole } : null,
      at: changedAt,
      why: await this.words.text(before === null ? null : (after.correctionReason ?? reasonOf(after, reopenings))),
    };
  }

  private async wordsOf({ reason, narrative, evidence }: Answer): Promise<string> {
    return canonicalJson([await this.words.text(reason), await this.words.text(narrative), await this.words.evidence(evidence)]);
  }

  private reopenings(refs: readonly string[], to: Position): Promise<Section11ChangeRow[]> {
    if (refs.length === 0) return Promise.resolve([]);
    return this.source
      .getRepository(Section11ChangeRow)
      .find({ where: { return: In(refs), kind: 'reopened', validFrom: LessThanOrEqual(String(to)) }, order: { validFrom: 'DESC' } });
  }
}

/** Why a return had been given back when an answer was changed; nothing where it had not been. */
function reasonOf({ return: ref, changedAt }: Answer, reopenings: readonly Section11ChangeRow[]): string | null {
  return reopenings.find((row) => row.return === ref && changedAt !== null && row.recordedAt <= changedAt)?.why ?? null;
}
