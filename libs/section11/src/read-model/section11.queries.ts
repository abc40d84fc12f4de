import { canonicalJson, EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, recordedIn, ToldChanges, validAt, type ChangeSpan, type TimelineRow } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsOrder, type FindOptionsWhere, In, LessThanOrEqual } from 'typeorm';
import { groupedBy } from './grouped-by.js';
import { contentIsRead, contentPosition, type ReadingScope } from './reading-scope.js';
import { Section11AnswerRow } from './section11-answer.row.js';
import { Section11ChangeRow, type ChangeKind } from './section11-change.row.js';
import { Section11CycleRow } from './section11-cycle.row.js';
import { Section11ReturnHistoryRow } from './section11-return-history.row.js';
import { Section11ReturnProgressRow } from './section11-return-progress.row.js';
import { Section11StandardRow } from './section11-standard.row.js';
import { Section11ToolRow } from './section11-tool.row.js';
import type { ChangeLine, Difference, ItemInCycle, ShownAnswer, ShownHistory, ShownItem, ShownReceipt } from './shown.js';

/** Answers questions about tools, cycles and returns as at a position, within what the reader may be shown. */
@Injectable()
export class Section11Queries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  tools(position: Position): Promise<Section11ToolRow[]> {
    return this.source.getRepository(Section11ToolRow).find({ where: validAt(position), order: { code: 'ASC', version: 'ASC' } });
  }

  tool(code: string, version: number, position: Position): Promise<Section11ToolRow | null> {
    return this.source.getRepository(Section11ToolRow).findOneBy({ code, version, ...validAt(position) });
  }

  async cycles({ partnership }: ReadingScope, position: Position): Promise<Section11CycleRow[]> {
    if (partnership === null) return [];
    return this.source
      .getRepository(Section11CycleRow)
      .find({ where: { partnership, ...validAt(position) }, order: { dueOn: 'DESC', cycle: 'ASC' } });
  }

  cycle(cycle: string, position: Position): Promise<Section11CycleRow | null> {
    return this.source.getRepository(Section11CycleRow).findOneBy({ cycle, ...validAt(position) });
  }

  /** How far each return has come. Says nothing of what is answered, so drafts may be counted. */
  async progress(scope: ReadingScope, position: Position, cycle?: string): Promise<Section11ReturnProgressRow[]> {
    const where = within(scope, cycle);
    if (!where) return [];
    return this.source
      .getRepository(Section11ReturnProgressRow)
      .find({ where: { ...where, ...validAt(position) }, order: { dueOn: 'DESC', agencyName: 'ASC', return: 'ASC' } });
  }

  progressOf(ref: string, position: Position): Promise<Section11ReturnProgressRow | null> {
    return this.source.getRepository(Section11ReturnProgressRow).findOneBy({ return: ref, ...validAt(position) });
  }

  /** Agency by heading. Where drafts may not be shown, each return as it was last submitted by then. */
  async standards(scope: ReadingScope, position: Position, cycle: string): Promise<Section11StandardRow[]> {
    const progress = await this.progress(scope, position, cycle);
    return this.content(Section11StandardRow, scope, progress, position, { agencyName: 'ASC', agency: 'ASC', ordinal: 'ASC' });
  }

  /** Every item of every return of a cycle, its words sealed; under the same rule as the standards. */
  async answers(scope: ReadingScope, position: Position, cycle: string): Promise<Section11AnswerRow[]> {
    const progress = await this.progress(scope, position, cycle);
    return this.content(Section11AnswerRow, scope, progress, position, { agency: 'ASC', ordinal: 'ASC' });
  }

  standardsOf(ref: string, position: Position): Promise<Section11StandardRow[]> {
    return this.source
      .getRepository(Section11StandardRow)
      .find({ where: { return: ref, ...validAt(position) }, order: { ordinal: 'ASC' } });
  }

  /**
   * Where the content of one return is read by a reader: nothing where it was a draft at that position, and drafts may not
   * be shown. What its agency changes after a reopening is a draft again.
   */
  async contentPositionOf(ref: string, scope: Pick<ReadingScope, 'onlySubmitted'>, position: Position): Promise<Position | undefined> {
    const progress = await this.progressOf(ref, position);
    return progress ? contentPosition(scope, progress, position) : position;
  }

  /** All items of a return in the order they are asked, answered or not. */
  async items(ref: string, position: Position): Promise<ShownItem[]> {
    const rows = await this.source
      .getRepository(Section11AnswerRow)
      .find({ where: { return: ref, ...validAt(position) }, order: { ordinal: 'ASC' } });
    return Promise.all(rows.map((row) => this.shownItem(row)));
  }

  async item(ref: string, item: string, position: Position): Promise<ShownItem | null> {
    const row = await this.source.getRepository(Section11AnswerRow).findOneBy({ return: ref, item, ...validAt(position) });
    return row && this.shownItem(row);
  }

  /**
   * The same agency's return of the cycle before, by the day it was due; nothing where there was none, or it was never
   * submitted and drafts may not be shown.
   */
  async previousOf(ref: string, scope: ReadingScope, position: Position): Promise<Section11ReturnProgressRow | null> {
    const now = await this.progressOf(ref, position);
    if (!now) return null;
    const { partnership, agency, dueOn } = now;
    const all = await this.progress({ partnership, agency, onlySubmitted: false }, position);
    const before = all.find((row) => row.dueOn < dueOn && row.revision !== null);
    return before && contentPosition(scope, before, position) !== undefined ? before : null;
  }

  /** The cycle of the same partnership that was due before this one, latest first; nothing where it is the first. */
  async cycleBefore(cycle: string, position: Position): Promise<Section11CycleRow | null> {
    const now = await this.cycle(cycle, position);
    if (!now) return null;
    const all = await this.cycles({ partnership: now.partnership, onlySubmitted: false }, position);
    return all.find(({ dueOn }) => dueOn < now.dueOn) ?? null;
  }

  /**
   * Everything that had happened to a return by a position, in order; of one item where it says so.
   *
   * @param scope leaves out what an agency changed since its return was reopened, where drafts may not be shown.
   */
  async history(ref: string, position: Position, scope: Pick<ReadingScope, 'onlySubmitted'>, item?: string): Promise<ShownHistory[]> {
    const [rows, upTo, close] = await Promise.all([
      this.source
        .getRepository(Section11ReturnHistoryRow)
        .find({ where: { return: ref, validFrom: LessThanOrEqual(String(position)) }, order: { revision: 'ASC' } }),
      this.contentPositionOf(ref, scope, position),
      this.closeOf(ref, position),
    ]);
    const last = new Map<string, ShownAnswer>();
    const history: ShownHistory[] = [];
    for (const row of rows.filter((one) => item === undefined || one.item === item)) {
      if (isDraftWork(row) && (upTo === undefined || BigInt(row.position) > upTo)) continue;
      const after = isAnswer(row) ? await this.shownAnswer(row) : null;
      const before = row.item !== null && after ? (last.get(row.item) ?? null) : null;
      if (row.item !== null && after) last.set(row.item, after);
      const [statement, why] = [await this.words.text(row.statement), await this.words.text(row.why)];
      history.push({
        ...happened(row),
        racedClose: raced(row, close),
        before,
        after,
        statement,
        why,
        shownFrom: shownFrom(row, rows, scope),
      });
    }
    return history;
  }

  /** One item of one agency through all its cycles, the latest first. */
  async itemAcrossCycles(scope: ReadingScope, agency: string, item: string, position: Position): Promise<ItemInCycle[]> {
    const returns = (await this.progress({ ...scope, agency }, position)).filter((row) => {
      return (scope.agency === undefined || scope.agency === agency) && contentPosition(scope, row, position) !== undefined;
    });
    return Promise.all(
      returns.map(async ({ cycle, cycleTitle, return: ref }) => {
        return { cycle, cycleTitle, return: ref, entries: await this.history(ref, position, scope, item) };
      }),
    );
  }

  /** What is not the same at two positions, return by return and item by item; of drafts, where they may not be shown, how far they had come. */
  async differences(
    scope: ReadingScope,
    from: Position,
    to: Position,
    of: { readonly cycle: string } | { readonly return: string },
  ): Promise<Difference[]> {
    const where = 'cycle' in of ? within(scope, of.cycle) : within(scope, undefined, of.return);
    if (!where) return [];
    const [before, after] = await Promise.all([this.comparable(scope, where, from), this.comparable(scope, where, to)]);
    return [...statusChanges(before.progress, after.progress), ...(await this.answerChanges(before, after))];
  }

  /** Every submission there had been of a return, the first first. */
  async receipts(ref: string, position: Position): Promise<ShownReceipt[]> {
    const rows = await this.source.getRepository(Section11ReturnHistoryRow).find({
      where: { return: ref, kind: 'submitted', validFrom: LessThanOrEqual(String(position)) },
      order: { revision: 'ASC' },
    });
    return rows.map(({ number, eventId, position: at, recordedAt, submittedOn, late, daysLate }) => {
      return { number, eventId, position: at, recordedAt, submittedOn, late, daysLate };
    });
  }

  /**
   * Everything that happened after one position and up to another, in order: who, what, and why where a reason was given.
   * Where drafts may not be shown, work on a return is left out until it is submitted.
   */
  async changes(scope: ReadingScope, span: ChangeSpan): Promise<ChangeLine[]> {
    const rows = (await this.toldChanges(scope, span)?.rows()) ?? [];
    const refs = In([...new Set(rows.flatMap(({ return: ref }) => ref ?? []))]);
    const [progress, submissions] = await Promise.all([
      this.source.getRepository(Section11ReturnProgressRow).find({ where: { return: refs, ...validAt(span.asAt) } }),
      this.source.getRepository(Section11ChangeRow).find({
        select: { event: true, return: true, kind: true, validFrom: true },
        where: { return: refs, kind: 'submitted', ...recordedIn({ ...span, upTo: span.asAt }) },
        order: { validFrom: 'ASC' },
      }),
    ]);
    const progressOf = new Map(progress.map((row) => [row.return, row]));
    const submissionsOf = groupedBy(submissions, (row) => row.return ?? '');
    return Promise.all(
      rows.map((row) => {
        const ref = row.return ?? '';
        return this.changeLine(row, progressOf.get(ref), shownFrom(row, submissionsOf.get(ref) ?? [], scope));
      }),
    );
  }

  /** The same, to be counted. */
  toldChanges(scope: ReadingScope, span: ChangeSpan): ToldChanges<Section11ChangeRow> | undefined {
    const { partnership, agency } = scope;
    if (partnership === null) return undefined;
    const query = this.source
      .getRepository(Section11ChangeRow)
      .createQueryBuilder('change')
      .leftJoin(
        Section11ReturnProgressRow,
        'progress',
        'progress.return = change.return AND progress.partnership = change.partnership AND progress.validFrom <= :asAt AND progress.validTo > :asAt',
        { asAt: String(span.asAt) },
      )
      .where({ partnership, ...recordedIn(span) })
      .andWhere(
        `(change.return IS NULL OR change.kind NOT IN (:...draftWork) OR ${contentIsRead(scope, 'progress', 'change.validFrom')})`,
        {
          draftWork: DRAFT_WORK,
        },
      );
    if (agency === undefined) query.andWhere('(change.return IS NULL OR progress.return IS NOT NULL)');
    else query.andWhere('(progress.agency = :agency OR change.kind IN (:...ofTheCycle))', { agency, ofTheCycle: OF_THE_CYCLE });
    return new ToldChanges(query);
  }

  /** How much was recorded on each day, from the first to a position. Counts only, so drafts are counted too. */
  async density({ partnership, agency }: ReadingScope, position: Position): Promise<{ readonly day: string; readonly changes: number }[]> {
    if (partnership === null) return [];
    const query = this.source
      .getRepository(Section11ChangeRow)
      .createQueryBuilder('change')
      .select('change.day', 'day')
      .addSelect('count(*)::integer', 'changes')
      .where('change.partnership = :partnership AND change.validFrom <= :position', { partnership, position: String(position) })
      .groupBy('change.day')
      .orderBy('change.day');
    if (agency !== undefined) query.andWhere('change.actorAgency = :agency', { agency });
    return query.getRawMany<{ day: string; changes: number }>();
  }

  /** Rows of the content of returns, each return read where its reader may read it. */
  private async content<R extends TimelineRow & { readonly return: string }>(
    row: new () => R,
    scope: ReadingScope,
    progress: readonly Section11ReturnProgressRow[],
    position: Position,
    order: FindOptionsOrder<R>,
  ): Promise<R[]> {
    const refsAt = new Map<Position, string[]>();
    for (const one of progress) {
      const at = contentPosition(scope, one, position);
      if (at !== undefined) refsAt.set(at, [...(refsAt.get(at) ?? []), one.return]);
    }
    const repository = this.source.getRepository(row);
    const parts = [...refsAt].map(([at, refs]) => {
      return repository.find({ where: { return: In(refs), ...validAt(at) } as FindOptionsWhere<R>, order });
    });
    return sortedAs(order, (await Promise.all(parts)).flat());
  }

  private async comparable(scope: ReadingScope, where: Where, position: Position): Promise<Comparable> {
    const progress = await this.source
      .getRepository(Section11ReturnProgressRow)
      .find({ where: { ...where, ...validAt(position) }, order: { agencyName: 'ASC' } });
    const answers = await this.content(Section11AnswerRow, scope, progress, position, { agency: 'ASC', ordinal: 'ASC' });
    return { progress, answers };
  }

  private async answerChanges(before: Comparable, after: Comparable): Promise<Difference[]> {
    const was = new Map(before.answers.map((row) => [`${row.return}/${row.item}`, row]));
    const nameOf = new Map(after.progress.map((row) => [row.return, row.agencyName]));
    const changed = after.answers.filter((row) => (was.get(`${row.return}/${row.item}`)?.revision ?? null) !== row.revision);
    return Promise.all(
      changed.map(async (row) => {
        const earlier = was.get(`${row.return}/${row.item}`);
        const { return: ref, agency, item, question } = row;
        const wordsChanged = (await this.wordsOf(earlier)) !== (await this.wordsOf(row));
        const ratings = { before: earlier?.rating ?? null, after: row.rating };
        return { return: ref, agency, agencyName: nameOf.get(ref) ?? '', item, question, ...ratings, wordsChanged };
      }),
    );
  }

  /** What someone wrote, to tell whether it is the same: every save seals anew, so sealed texts always differ. */
  private async wordsOf(row: Section11AnswerRow | undefined): Promise<string> {
    if (!row) return canonicalJson([null, null, []]);
    const { reason, narrative, evidence } = await this.shownAnswer(row);
    return canonicalJson([reason, narrative, evidence]);
  }

  /** When the cycle of a return was closed, if it was by a position. */
  private async closeOf(ref: string, position: Position): Promise<Close | undefined> {
    const progress = await this.progressOf(ref, position);
    const cycle = progress && (await this.cycle(progress.cycle, position));
    return cycle?.closedRevision == null ? undefined : { revision: cycle.closedRevision, position: BigInt(cycle.validFrom) };
  }

  private async changeLine(
    row: Section11ChangeRow,
    progress: Section11ReturnProgressRow | undefined,
    seenFrom: string,
  ): Promise<ChangeLine> {
    const { event, validFrom: position, recordedAt, day, kind, heading, item, question, ratingBefore, ratingAfter, daysLate, number } = row;
    const whose = {
      cycle: row.cycle ?? progress?.cycle ?? null,
      return: row.return,
      agency: progress?.agency ?? null,
      agencyName: progress?.agencyName ?? null,
    };
    const by = { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole };
    const what = { kind, heading, item, question, ratingBefore, ratingAfter, daysLate, number };
    return { event, position, recordedAt, day, ...whose, ...what, why: await this.words.text(row.why), by, shownFrom: seenFrom };
  }

  private async shownItem(row: Section11AnswerRow): Promise<ShownItem> {
    const { item, heading, question, revision, changedAt, correctedAt } = row;
    const corrected = correctedAt === null ? null : { at: correctedAt, reason: await this.words.text(row.correctionReason) };
    return { item, heading, question, ...(await this.shownAnswer(row)), corrected, revision, changedBy: changerOf(row), changedAt };
  }

  private async shownAnswer(
    row: Pick<Section11ReturnHistoryRow, 'rating' | 'reason' | 'narrative' | 'evidence' | 'broughtForwardFrom'>,
  ): Promise<ShownAnswer> {
    const [reason, narrative] = [await this.words.text(row.reason), await this.words.text(row.narrative)];
    const { rating, broughtForwardFrom } = row;
    return { rating, reason, narrative, evidence: await this.words.evidence(row.evidence), broughtForwardFrom };
  }
}

interface Comparable {
  readonly progress: readonly Section11ReturnProgressRow[];
  readonly answers: readonly Section11AnswerRow[];
}

interface Close {
  readonly revision: number;
  readonly position: Position;
}

type Where = FindOptionsWhere<Pick<Section11ReturnProgressRow, 'partnership' | 'agency' | 'cycle' | 'return'>>;

/** Nothing where the scope is of no partnership, and so shows nothing. */
function within({ partnership, agency }: ReadingScope, cycle?: string, ref?: string): Where | undefined {
  if (partnership === null) return undefined;
  return {
    partnership,
    ...(agency === undefined ? {} : { agency }),
    ...(cycle === undefined ? {} : { cycle }),
    ...(ref === undefined ? {} : { return: ref }),
  };
}

function isAnswer({ kind }: Pick<Section11ReturnHistoryRow, 'kind'>): boolean {
  return kind === 'answered' || kind === 'corrected';
}

/** What an agency does while its return is not submitted. */
const DRAFT_WORK: readonly ChangeKind[] = ['answered', 'signed-off', 'sign-off-withdrawn'];

function isDraftWork({ kind }: Pick<Section11ChangeRow, 'kind'>): boolean {
  return DRAFT_WORK.includes(kind);
}

/** @param rows what happened to the same return, in order. */
function shownFrom(
  row: Pick<Section11ChangeRow, 'kind' | 'validFrom'>,
  rows: readonly Pick<Section11ChangeRow, 'kind' | 'validFrom'>[],
  { onlySubmitted }: Pick<ReadingScope, 'onlySubmitted'>,
): string {
  if (!onlySubmitted || !isDraftWork(row)) return row.validFrom;
  const handedOver = rows.find(({ kind, validFrom }) => kind === 'submitted' && BigInt(validFrom) > BigInt(row.validFrom));
  return handedOver?.validFrom ?? row.validFrom;
}

/** Of what concerns no return of their own, an agency may know that a cycle was opened or closed, and no more. */
const OF_THE_CYCLE: readonly ChangeKind[] = ['cycle-opened', 'cycle-closed'];

function raced({ cycleRevision, position }: Section11ReturnHistoryRow, close: Close | undefined): boolean {
  return close !== undefined && cycleRevision !== null && cycleRevision < close.revision && BigInt(position) > close.position;
}

type Happened = Omit<ShownHistory, 'before' | 'after' | 'statement' | 'why' | 'racedClose' | 'shownFrom'>;

function happened(row: Section11ReturnHistoryRow): Happened {
  const { revision, eventId, position, recordedAt, kind, item, question, afterDue, number, admitted, submittedOn, late, daysLate } = row;
  const by = { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole };
  return { revision, eventId, position, recordedAt, kind, by, item, question, afterDue, number, admitted, submittedOn, late, daysLate };
}

function changerOf({ changedByPerson, changedByAgency, changedByRole }: Section11AnswerRow): ShownItem['changedBy'] {
  if (changedByPerson === null || changedByAgency === null || changedByRole === null) return null;
  return { person: changedByPerson, agency: changedByAgency, role: changedByRole };
}

function statusChanges(before: readonly Section11ReturnProgressRow[], after: readonly Section11ReturnProgressRow[]): Difference[] {
  const was = new Map(before.map((row) => [row.return, row.status]));
  return after
    .filter((row) => was.get(row.return) !== row.status)
    .map(({ return: ref, agency, agencyName, status }) => {
      return {
        return: ref,
        agency,
        agencyName,
        item: null,
        question: null,
        before: was.get(ref) ?? null,
        after: status,
        wordsChanged: false,
      };
    });
}

/** Rows in an order of columns, each from least to greatest; for what was read in parts. */
function sortedAs<R extends object>(order: FindOptionsOrder<R>, rows: R[]): R[] {
  const columns = Object.keys(order) as (keyof R)[];
  return rows.sort((a, b) => {
    const column = columns.find((one) => a[one] !== b[one]);
    return column === undefined ? 0 : a[column] < b[column] ? -1 : 1;
  });
}
