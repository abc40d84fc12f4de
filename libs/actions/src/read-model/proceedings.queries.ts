import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt, type RowOf } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ActionScope, ReadAt } from './action-scope.js';
import { ExtraordinaryMeetingRow } from './extraordinary-meeting.row.js';
import { FollowUpRulesRow } from './follow-up-rules.row.js';
import { MeetingMinutesRow } from './meeting-minutes.row.js';
import { PracticeReviewRow } from './practice-review.row.js';
import { minutesOn, type ShownMinutes } from './proceedings.js';

/** A request for an extraordinary meeting, and a practice review, with their words opened. */
export type ShownExtraordinaryMeeting = RowOf<ExtraordinaryMeetingRow>;
export type ShownPracticeReview = RowOf<PracticeReviewRow>;

/** Rules that were adopted, and why. */
export type ShownRules = RowOf<FollowUpRulesRow>;

/** The views that meetings, their minutes and reviews are told by. */
export const PROCEEDINGS_VIEWS = [MeetingMinutesRow, ExtraordinaryMeetingRow, PracticeReviewRow, FollowUpRulesRow];

/** Answers questions about the minutes of meetings, extraordinary meetings and practice reviews, of one partnership. */
@Injectable()
export class ProceedingsQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** The minutes of every meeting on record, the latest first. */
  async minutes({ partnership }: ActionScope, { position, day }: ReadAt): Promise<ShownMinutes[]> {
    if (partnership === null) return [];
    const rows = await this.source
      .getRepository(MeetingMinutesRow)
      .find({ where: { partnership, ...validAt(position) }, order: { heldOn: 'DESC', groupName: 'ASC', group: 'ASC' } });
    const adopted = await this.adopted({ partnership }, position);
    return rows.map((row) => minutesOn(row, adopted, day));
  }

  /** The latest request first. */
  async extraordinaryMeetings({ partnership }: ActionScope, position: Position): Promise<ShownExtraordinaryMeeting[]> {
    if (partnership === null) return [];
    const rows = await this.source
      .getRepository(ExtraordinaryMeetingRow)
      .find({ where: { partnership, ...validAt(position) }, order: { receivedOn: 'DESC', meeting: 'ASC' } });
    return Promise.all(rows.map(async (row) => Object.assign(row, { reason: await this.text(row.reason) })));
  }

  /** The latest commissioned first. */
  async practiceReviews({ partnership }: ActionScope, position: Position): Promise<ShownPracticeReview[]> {
    if (partnership === null) return [];
    const rows = await this.source
      .getRepository(PracticeReviewRow)
      .find({ where: { partnership, ...validAt(position) }, order: { commissionedOn: 'DESC', review: 'ASC' } });
    return Promise.all(rows.map(async (row) => Object.assign(row, { title: await this.text(row.title) })));
  }

  async practiceReview(ref: string, position: Position): Promise<ShownPracticeReview | null> {
    const row = await this.source.getRepository(PracticeReviewRow).findOneBy({ review: ref, ...validAt(position) });
    return row && Object.assign(row, { title: await this.text(row.title) });
  }

  /** Every set of rules that was adopted by a position, in that order. */
  async adopted({ partnership }: ActionScope, position: Position): Promise<FollowUpRulesRow[]> {
    if (partnership === null) return [];
    return this.source.getRepository(FollowUpRulesRow).find({ where: { partnership, ...validAt(position) }, order: { validFrom: 'ASC' } });
  }

  /** The same with the reasons opened, the last adopted first. */
  async adoptions(scope: ActionScope, position: Position): Promise<ShownRules[]> {
    const rows = (await this.adopted(scope, position)).reverse();
    return Promise.all(rows.map(async (row) => Object.assign(row, { reason: await this.words.text(row.reason) })));
  }

  private async text(sealed: string): Promise<string> {
    return (await this.words.text(sealed)) ?? '';
  }
}
