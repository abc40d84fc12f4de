import { canonicalJson, EventCodec, type Position } from '@goldenthread/event-sourcing';
import { validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, type FindOptionsWhere, LessThanOrEqual } from 'typeorm';
import type { Evidence, Rating } from '../domain/section11-return.events.js';
import { OpenedWords } from './opened-words.js';
import { Section11AnswerRow } from './section11-answer.row.js';
import { Section11CycleRow } from './section11-cycle.row.js';
import { Section11ReturnHistoryRow, type HistoryKind } from './section11-return-history.row.js';
import { Section11ReturnProgressRow } from './section11-return-progress.row.js';
import { Section11StandardRow } from './section11-standard.row.js';
import { Section11ToolRow } from './section11-tool.row.js';

/** What a reader may be shown: of one partnership, of one agency where it says so, without drafts where it says so. */
export interface ReadingScope {
  readonly partnership: string | null;
  readonly agency?: string;
  readonly onlySubmitted: boolean;
}

/** An answer with its words opened. */
export interface ShownAnswer {
  readonly rating: Rating | null;
  readonly reason: string | null;
  readonly narrative: string | null;
  readonly evidence: readonly Evidence[];
}

/** One item of a return, as at a position. */
export interface ShownItem extends ShownAnswer {
  readonly item: string;
  readonly heading: string;
  readonly question: string;
  /** The answer's entity tag. */
  readonly revision: number | null;
  readonly changedBy: { readonly person: string; readonly agency: string; readonly role: string } | null;
  readonly changedAt: string | null;
}

/** One thing that happened to a return: who, in which role, when, and of an answer what it was before and after. */
export interface ShownHistory {
  readonly revision: number;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: HistoryKind;
  readonly by: { readonly person: string; readonly agency: string; readonly role: string };
  readonly item: string | null;
  readonly question: string | null;
  readonly before: ShownAnswer | null;
  readonly after: ShownAnswer | null;
  readonly afterDue: boolean | null;
  readonly statement: string | null;
  readonly submittedOn: string | null;
  readonly late: boolean | null;
  readonly daysLate: number | null;
}

/** One item, or one return's status, that is not the same at two positions. */
export interface Difference {
  readonly return: string;
  readonly agency: string;
  readonly agencyName: string;
  /** Nothing where it is the return's own status that changed. */
  readonly item: string | null;
  readonly question: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether it is the words, the evidence or the reason that changed, whatever the rating. */
  readonly wordsChanged: boolean;
}

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

  /** Agency by heading. Where drafts may not be shown, only returns that were submitted by then. */
  async standards(scope: ReadingScope, position: Position, cycle: string): Promise<Section11StandardRow[]> {
    const where = within(scope, cycle);
    if (!where) return [];
    const rows = await this.source
      .getRepository(Section11StandardRow)
      .find({ where: { ...where, ...validAt(position) }, order: { agencyName: 'ASC', agency: 'ASC', ordinal: 'ASC' } });
    if (!scope.onlySubmitted) return rows;
    const submitted = await this.submitted(scope, position, cycle);
    return rows.filter((row) => submitted.has(row.return));
  }

  standardsOf(ref: string, position: Position): Promise<Section11StandardRow[]> {
    return this.source
      .getRepository(Section11StandardRow)
      .find({ where: { return: ref, ...validAt(position) }, order: { ordinal: 'ASC' } });
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

  /** Everything that had happened to a return by a position, in order. */
  async history(ref: string, position: Position): Promise<ShownHistory[]> {
    const rows = await this.source
      .getRepository(Section11ReturnHistoryRow)
      .find({ where: { return: ref, validFrom: LessThanOrEqual(String(position)) }, order: { revision: 'ASC' } });
    const last = new Map<string, ShownAnswer>();
    const history: ShownHistory[] = [];
    for (const row of rows) {
      const after = row.kind === 'answered' ? await this.shownAnswer(row) : null;
      const before = row.item !== null && after ? (last.get(row.item) ?? null) : null;
      if (row.item !== null && after) last.set(row.item, after);
      history.push({ ...happened(row), before, after, statement: await this.words.text(row.statement) });
    }
    return history;
  }

  /** What is not the same at two positions, return by return and item by item. */
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

  private async comparable(scope: ReadingScope, where: Where, position: Position): Promise<Comparable> {
    const [progress, answers] = await Promise.all([
      this.source
        .getRepository(Section11ReturnProgressRow)
        .find({ where: { ...where, ...validAt(position) }, order: { agencyName: 'ASC' } }),
      this.source
        .getRepository(Section11AnswerRow)
        .find({ where: { ...where, ...validAt(position) }, order: { agency: 'ASC', ordinal: 'ASC' } }),
    ]);
    const shown = new Set(progress.filter(({ status }) => !scope.onlySubmitted || status === 'submitted').map((row) => row.return));
    return { progress, answers: answers.filter((row) => shown.has(row.return)) };
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

  private async submitted(scope: ReadingScope, position: Position, cycle: string): Promise<ReadonlySet<string>> {
    const progress = await this.progress(scope, position, cycle);
    return new Set(progress.filter(({ status }) => status === 'submitted').map((row) => row.return));
  }

  private async shownItem(row: Section11AnswerRow): Promise<ShownItem> {
    const { item, heading, question, revision, changedAt } = row;
    return { item, heading, question, ...(await this.shownAnswer(row)), revision, changedBy: changerOf(row), changedAt };
  }

  private async shownAnswer(row: Pick<Section11ReturnHistoryRow, 'rating' | 'reason' | 'narrative' | 'evidence'>): Promise<ShownAnswer> {
    const [reason, narrative] = [await this.words.text(row.reason), await this.words.text(row.narrative)];
    return { rating: row.rating, reason, narrative, evidence: await this.words.evidence(row.evidence) };
  }
}

interface Comparable {
  readonly progress: readonly Section11ReturnProgressRow[];
  readonly answers: readonly Section11AnswerRow[];
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

function happened(row: Section11ReturnHistoryRow): Omit<ShownHistory, 'before' | 'after' | 'statement'> {
  const { revision, position, recordedAt, kind, item, question, afterDue, submittedOn, late, daysLate } = row;
  const by = { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole };
  return { revision, position, recordedAt, kind, by, item, question, afterDue, submittedOn, late, daysLate };
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
