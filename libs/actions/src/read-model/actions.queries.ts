import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { rulesOn } from '../domain/follow-up-rules.js';
import type { FollowUpRules } from '../domain/follow-up-rules.events.js';
import { ActionRow } from './action.row.js';
import type { ActionScope, ReadAt } from './action-scope.js';
import { ActionHistoryRow } from './action-history.row.js';
import { attention, type AttentionLine } from './attention.js';
import { PROCEEDINGS_VIEWS, ProceedingsQueries } from './proceedings.queries.js';
import { filtered, overdueByAgency, overLast, type OverdueOfAgency, type RegisterFilter } from './register.js';
import { RecommendationRow } from './recommendation.row.js';
import { ResponseFailureRow } from './response-failure.row.js';
import { ResponseLetterRow } from './response-letter.row.js';
import type { ShownAction, ShownActionHistory, ShownLetter, ShownRecommendation } from './shown.js';

/** The views that what needs attention is told by. */
export const ATTENTION_VIEWS = [ActionRow, RecommendationRow, ResponseLetterRow, ...PROCEEDINGS_VIEWS];

/** A recommendation, and the actions that follow from it: what is due first comes first. */
export interface FollowUpChain {
  readonly recommendation: ShownRecommendation;
  readonly actions: readonly ShownAction[];
}

const BY_DAY = { dueOn: 'ASC', action: 'ASC' } as const;

/** Answers questions about recommendations, actions and letters as at a position, within what the reader may be shown. */
@Injectable()
export class ActionsQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
    private readonly proceedings: ProceedingsQueries,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** The register: what is due first comes first, and what is over last. */
  async register(scope: ActionScope, { position, day }: ReadAt, filter: RegisterFilter = {}): Promise<ShownAction[]> {
    return this.shown(overLast(filtered(await this.rows(scope, position), filter, day)), position);
  }

  async action(ref: string, position: Position): Promise<ShownAction | null> {
    const row = await this.source.getRepository(ActionRow).findOneBy({ action: ref, ...validAt(position) });
    const [shown = null] = row ? await this.shown([row], position) : [];
    return shown;
  }

  /** Everything that had happened to an action by a position, in order. */
  async history(ref: string, position: Position): Promise<ShownActionHistory[]> {
    const rows = await this.source
      .getRepository(ActionHistoryRow)
      .find({ where: { action: ref, ...validAt(position) }, order: { validFrom: 'ASC' } });
    return Promise.all(
      rows.map(async (row) => {
        const evidence = row.evidence && (await this.words.evidence(row.evidence));
        return withWords(row, { words: await this.words.text(row.words), evidence });
      }),
    );
  }

  async recommendations({ partnership }: ActionScope, position: Position): Promise<ShownRecommendation[]> {
    if (partnership === null) return [];
    const rows = await this.source
      .getRepository(RecommendationRow)
      .find({ where: { partnership, ...validAt(position) }, order: { madeAt: 'DESC', recommendation: 'ASC' } });
    return Promise.all(rows.map((row) => this.opened(row)));
  }

  /** Which of these ids are recommendations of the partnership that were on record by a position. */
  async recommended({ partnership }: ActionScope, refs: readonly string[], position: Position): Promise<ReadonlySet<string>> {
    if (partnership === null || refs.length === 0) return new Set();
    const where = { partnership, recommendation: In([...refs]), ...validAt(position) };
    const rows = await this.source.getRepository(RecommendationRow).find({ where, select: { recommendation: true } });
    return new Set(rows.map(({ recommendation }) => recommendation));
  }

  /** How many actions there are about each recommendation that has any. */
  async askedAbout(scope: ActionScope, position: Position): Promise<ReadonlyMap<string, number>> {
    const asked = new Map<string, number>();
    for (const { recommendation } of await this.rows(scope, position)) asked.set(recommendation, (asked.get(recommendation) ?? 0) + 1);
    return asked;
  }

  /** The chain: a recommendation, the actions that follow from it, and what each came to. */
  async chain(ref: string, position: Position): Promise<FollowUpChain | null> {
    const row = await this.source.getRepository(RecommendationRow).findOneBy({ recommendation: ref, ...validAt(position) });
    if (!row) return null;
    const actions = await this.source
      .getRepository(ActionRow)
      .find({ where: { recommendation: ref, ...validAt(position) }, order: BY_DAY });
    return { recommendation: await this.opened(row), actions: await this.shown(actions, position) };
  }

  /** What a practice review that is on record here led to: each recommendation in the order they were made, with its actions. */
  async chainsOfReview(review: string, position: Position): Promise<readonly FollowUpChain[]> {
    const rows = await this.source
      .getRepository(RecommendationRow)
      .find({ where: { practiceReview: review, ...validAt(position) }, order: { madeAt: 'ASC', recommendation: 'ASC' } });
    if (rows.length === 0) return [];
    const asked = await this.source
      .getRepository(ActionRow)
      .find({ where: { recommendation: In(rows.map((row) => row.recommendation)), ...validAt(position) }, order: BY_DAY });
    const actions = await this.shown(asked, position);
    return Promise.all(
      rows.map(async (row) => ({
        recommendation: await this.opened(row),
        actions: actions.filter(({ recommendation }) => recommendation === row.recommendation),
      })),
    );
  }

  /** How many actions of each agency were overdue then: judged by that day, on what was recorded by that position. */
  async overdue(scope: ActionScope, { position, day }: ReadAt): Promise<OverdueOfAgency[]> {
    return overdueByAgency(await this.rows(scope, position), day);
  }

  /** What the sub-committee should look at, in at most ten lines. */
  async attention(
    scope: ActionScope,
    { position, day }: ReadAt,
  ): Promise<{ readonly lines: readonly AttentionLine[]; readonly left: number }> {
    const { partnership } = scope;
    if (partnership === null) return { lines: [], left: 0 };
    const recommendations = await this.source
      .getRepository(RecommendationRow)
      .find({ where: { partnership, ...validAt(position) }, order: { madeAt: 'ASC' } });
    const [letters, actions, minutes, meetings, reviews] = await Promise.all([
      this.letterRows(scope, position),
      this.rows(scope, position),
      this.proceedings.minutes(scope, { position, day }),
      this.proceedings.extraordinaryMeetings(scope, position),
      this.proceedings.practiceReviews(scope, position),
    ]);
    return attention({ actions, recommendations, letters, minutes, meetings, reviews }, day);
  }

  async letters(scope: ActionScope, position: Position): Promise<ShownLetter[]> {
    return Promise.all((await this.letterRows(scope, position)).map((row) => this.openedLetter(row)));
  }

  async letter(failures: string, letter: number, position: Position): Promise<ShownLetter | null> {
    const row = await this.source.getRepository(ResponseLetterRow).findOneBy({ failures, letter, ...validAt(position) });
    return row && this.openedLetter(row);
  }

  /** Each failure to respond in time, the latest first. */
  async failures({ partnership }: ActionScope, position: Position): Promise<ResponseFailureRow[]> {
    if (partnership === null) return [];
    return this.source
      .getRepository(ResponseFailureRow)
      .find({ where: { partnership, ...validAt(position) }, order: { respondBy: 'DESC', agencyName: 'ASC' } });
  }

  /** The rules that a day is judged by, as far as they were adopted by a position. */
  async rules({ partnership }: ActionScope, { position, day }: ReadAt): Promise<FollowUpRules | undefined> {
    if (partnership === null) return undefined;
    return rulesOn(await this.proceedings.adopted({ partnership }, position), day);
  }

  private async rows({ partnership, agency }: ActionScope, position: Position): Promise<ActionRow[]> {
    if (partnership === null) return [];
    const where = { partnership, ...(agency === undefined ? {} : { agency }), ...validAt(position) };
    return this.source.getRepository(ActionRow).find({ where, order: BY_DAY });
  }

  private async letterRows({ partnership }: ActionScope, position: Position): Promise<ResponseLetterRow[]> {
    if (partnership === null) return [];
    return this.source
      .getRepository(ResponseLetterRow)
      .find({ where: { partnership, ...validAt(position) }, order: { preparedOn: 'DESC', agencyName: 'ASC', letter: 'DESC' } });
  }

  private async shown(rows: readonly ActionRow[], position: Position): Promise<ShownAction[]> {
    const refs = [...new Set(rows.map(({ recommendation }) => recommendation))];
    const made = await this.source.getRepository(RecommendationRow).find({ where: { recommendation: In(refs), ...validAt(position) } });
    const opened = new Map(await Promise.all(made.map(async (row) => [row.recommendation, await this.opened(row)] as const)));
    return Promise.all(
      rows.map(async (row) => {
        const what = await this.text(row.what);
        const [successMeasure, evidenceSought] = [await this.text(row.successMeasure), await this.text(row.evidenceSought)];
        return withWords(row, { what, successMeasure, evidenceSought, of: opened.get(row.recommendation) ?? null });
      }),
    );
  }

  private async opened(row: RecommendationRow): Promise<ShownRecommendation> {
    const source = { ...row.source, title: await this.text(row.source.title) };
    return withWords(row, { text: await this.text(row.text), source });
  }

  private async openedLetter(row: ResponseLetterRow): Promise<ShownLetter> {
    return withWords(row, { reason: await this.words.text(row.reason) });
  }

  private async text(sealed: string): Promise<string> {
    return (await this.words.text(sealed)) ?? '';
  }
}

/** A row with some of its columns opened. */
function withWords<R extends object, Words extends object>(row: R, words: Words): R & Words {
  return Object.assign({}, row, words);
}
