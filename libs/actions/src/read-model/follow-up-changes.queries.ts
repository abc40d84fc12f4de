import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { And, DataSource, In, LessThanOrEqual, MoreThan } from 'typeorm';
import { ActionRow } from './action.row.js';
import type { ActionScope } from './action-scope.js';
import { FollowUpChangeRow } from './follow-up-change.row.js';
import { RecommendationRow } from './recommendation.row.js';
import type { FollowUpChange } from './shown.js';

/** The views that changes in follow-up are told by. */
export const FOLLOW_UP_CHANGE_VIEWS = [FollowUpChangeRow, ActionRow, RecommendationRow];

/** Tells what happened in follow-up between two positions, within what the reader may know of. */
@Injectable()
export class FollowUpChangesQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /**
   * What the reader may know of, in order, its words sealed: for counting. An agency knows of what is asked of it, and on
   * which days groups met.
   */
  async seen({ partnership, agency }: ActionScope, after: Position, upTo: Position): Promise<FollowUpChangeRow[]> {
    if (partnership === null) return [];
    const within = And(MoreThan(String(after)), LessThanOrEqual(String(upTo)));
    const rows = await this.source
      .getRepository(FollowUpChangeRow)
      .find({ where: { partnership, validFrom: within }, order: { validFrom: 'ASC' } });
    if (agency === undefined) return rows;
    const own = await this.source.getRepository(ActionRow).find({ where: { partnership, agency, ...validAt(upTo) } });
    const actions = new Set(own.map(({ action }) => action));
    return rows.filter(({ about, kind, ref }) => (about === 'action' ? actions.has(ref) : kind === 'group-met'));
  }

  /** The same with its words opened, and what each is about. */
  async changes(scope: ActionScope, after: Position, upTo: Position): Promise<FollowUpChange[]> {
    const rows = await this.seen(scope, after, upTo);
    const [actions, recommendations] = await Promise.all([
      this.of(rows, 'action', (refs) => this.source.getRepository(ActionRow).find({ where: { action: In(refs), ...validAt(upTo) } })),
      this.of(rows, 'recommendation', (refs) =>
        this.source.getRepository(RecommendationRow).find({ where: { recommendation: In(refs), ...validAt(upTo) } }),
      ),
    ]);
    const actionOf = new Map(actions.map((row) => [row.action, row]));
    const recommendationOf = new Map(recommendations.map((row) => [row.recommendation, row]));
    return Promise.all(rows.map((row) => this.shown(row, actionOf.get(row.ref), recommendationOf.get(row.ref))));
  }

  private of<Row>(
    rows: readonly FollowUpChangeRow[],
    about: FollowUpChangeRow['about'],
    find: (refs: string[]) => Promise<Row[]>,
  ): Promise<Row[]> {
    const refs = [...new Set(rows.filter((row) => row.about === about).map(({ ref }) => ref))];
    return refs.length === 0 ? Promise.resolve([]) : find(refs);
  }

  private async shown(row: FollowUpChangeRow, action?: ActionRow, recommendation?: RecommendationRow): Promise<FollowUpChange> {
    const { event, validFrom: position, recordedAt, kind, about, ref, number, on, lastDay, late } = row;
    const by = { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole };
    const title = await this.words.text(action?.what ?? recommendation?.text ?? null);
    const what = { kind, about, ref, number, on, lastDay, late, title, name: action?.agencyName ?? row.name };
    return { event, position, recordedAt, ...what, why: await this.words.text(row.words), by };
  }
}
