import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IndicatorScope } from './indicator.queries.js';
import { PerformanceRiskRow } from './performance-risk.row.js';
import { SignalProposalRow } from './signal-proposal.row.js';

/** What follows from signals, as at a position: what is proposed, and which risks the Board was told of. Words opened. */
@Injectable()
export class FollowUpQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** The latest first. */
  async risks({ partnership }: IndicatorScope, position: Position): Promise<PerformanceRiskRow[]> {
    if (partnership === null) return [];
    const where = { partnership, ...validAt(position) };
    const rows = await this.source.getRepository(PerformanceRiskRow).find({ where, order: { raisedAt: 'DESC', risk: 'ASC' } });
    return Promise.all(rows.map((row) => this.openedRisk(row)));
  }

  /** The latest first. */
  async proposals({ partnership }: IndicatorScope, position: Position): Promise<SignalProposalRow[]> {
    if (partnership === null) return [];
    const where = { partnership, ...validAt(position) };
    const rows = await this.source.getRepository(SignalProposalRow).find({ where, order: { proposedAt: 'DESC', proposal: 'ASC' } });
    return Promise.all(rows.map(async (row) => Object.assign(row, { words: await this.words.text(row.words) })));
  }

  private async openedRisk(row: PerformanceRiskRow): Promise<PerformanceRiskRow> {
    const [title, why, words] = await Promise.all([row.title, row.why, row.words].map((text) => this.words.text(text)));
    return Object.assign(row, { title: title ?? '', why: why ?? '', words: words ?? null });
  }
}
