import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ContributionKind, ContributionStage } from '../domain/contributions.events.js';
import type { Source } from '../domain/figure.js';
import { ContributionRow } from './contribution.row.js';

/** One contribution, as it stands. */
export interface ShownContribution {
  readonly contributor: string;
  readonly kind: ContributionKind;
  readonly pounds: number;
  readonly source: Source;
  readonly reason: string | null;
}

/** What a year comes to at one stage. */
export interface ContributionsOfYear {
  readonly year: string;
  readonly stage: ContributionStage;
  /** The greatest first. */
  readonly contributions: readonly ShownContribution[];
  /** Derived, never stored. */
  readonly sum: number;
  /** As a source states it; nothing where none does. */
  readonly stated: ShownContribution | null;
  /** What the source states above the sum: kept and shown, never put right. */
  readonly difference: number;
}

/** Answers what partners contribute, as at a position. */
@Injectable()
export class ContributionQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** The latest year first; what came before what was planned. */
  async years(partnership: string | null, position: Position): Promise<readonly ContributionsOfYear[]> {
    if (partnership === null) return [];
    const rows = await this.source
      .getRepository(ContributionRow)
      .find({ where: { partnership, ...validAt(position) }, order: { year: 'DESC', stage: 'ASC' } });
    const opened = await Promise.all(rows.map(async (row) => Object.assign(row, { reason: await this.words.text(row.reason) })));
    const keys = [...new Set(opened.map(({ year, stage }) => `${year} ${stage}`))];
    return keys.map((key) => yearOf(opened.filter(({ year, stage }) => `${year} ${stage}` === key)));
  }
}

/** @param rows of one year and stage, at least one. */
export function yearOf(
  rows: readonly Pick<ContributionRow, 'year' | 'stage' | 'contributor' | 'kind' | 'pounds' | 'source' | 'reason'>[],
): ContributionsOfYear {
  const all = rows.map(({ contributor, kind, pounds, source, reason }) => ({ contributor, kind, pounds: Number(pounds), source, reason }));
  const contributions = all.filter(({ contributor }) => contributor !== '').sort((a, b) => b.pounds - a.pounds);
  const sum = contributions.reduce((total, { pounds }) => total + pounds, 0);
  const stated = all.find(({ contributor }) => contributor === '') ?? null;
  const { year = '', stage = 'actual' } = rows[0] ?? {};
  return { year, stage, contributions, sum, stated, difference: stated ? stated.pounds - sum : 0 };
}
