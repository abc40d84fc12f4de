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

/** The total that a source states of the contributions of one kind. */
export interface StatedTotal extends ShownContribution {
  /** What it states above the contributions of that kind, in pounds: kept and shown, never put right. */
  readonly difference: number;
}

/** What a year comes to at one stage. */
export interface ContributionsOfYear {
  readonly year: string;
  readonly stage: ContributionStage;
  /** The greatest first. */
  readonly contributions: readonly ShownContribution[];
  /** Of all kinds, in pounds: derived, never stored. */
  readonly sum: number;
  /** As sources state them, kind by kind; none where no source does. */
  readonly stated: readonly StatedTotal[];
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
      .find({ where: { partnership, ...validAt(position) }, order: { year: 'DESC', stage: 'ASC', kind: 'ASC', contributor: 'ASC' } });
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
  const stated = all
    .filter(({ contributor }) => contributor === '')
    .map((total) => ({ ...total, difference: total.pounds - sumOf(contributions.filter(({ kind }) => kind === total.kind)) }));
  const { year = '', stage = 'actual' } = rows[0] ?? {};
  return { year, stage, contributions, sum: sumOf(contributions), stated };
}

function sumOf(contributions: readonly Pick<ShownContribution, 'pounds'>[]): number {
  return contributions.reduce((sum, { pounds }) => sum + pounds, 0);
}
