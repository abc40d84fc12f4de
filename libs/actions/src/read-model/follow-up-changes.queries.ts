import { EventCodec } from '@goldenthread/event-sourcing';
import { OpenedWords, recordedIn, ToldChanges, validAt, type ChangeSpan } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In, Not } from 'typeorm';
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

  /** What the reader may know of. An agency knows of what is asked of it, and on which days groups met. */
  async told({ partnership, agency }: ActionScope, span: ChangeSpan): Promise<ToldChanges<FollowUpChangeRow> | undefined> {
    if (partnership === null) return undefined;
    const query = this.source
      .getRepository(FollowUpChangeRow)
      .createQueryBuilder('change')
      .where({ partnership, ...recordedIn(span) });
    if (agency === undefined) return new ToldChanges(query);
    const where = { partnership, agency, ...validAt(span.asAt) };
    const own = await this.source.getRepository(ActionRow).find({ select: { action: true }, where });
    return new ToldChanges(
      query.andWhere([
        { about: 'action', ref: In(own.map(({ action }) => action)) },
        { about: Not('action'), kind: 'group-met' },
      ]),
    );
  }

  /** The same in order, with its words opened, and what each is about. */
  async changes(scope: ActionScope, span: ChangeSpan): Promise<FollowUpChange[]> {
    const told = await this.told(scope, span);
    const [rows, validThen] = [(await told?.rows()) ?? [], validAt(span.asAt)];
    const [actions, recommendations] = await Promise.all([
      this.of(rows, 'action', (refs) => this.source.getRepository(ActionRow).find({ where: { action: In(refs), ...validThen } })),
      this.of(rows, 'recommendation', (refs) =>
        this.source.getRepository(RecommendationRow).find({ where: { recommendation: In(refs), ...validThen } }),
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
