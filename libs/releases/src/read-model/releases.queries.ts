import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { audiencesOf } from './readers.js';
import { ReleaseRow } from './release.row.js';

/** A release with its words opened. */
export type ShownRelease = Omit<ReleaseRow, 'validFrom' | 'validTo'>;

/** Who reads: in which partnership, and as what. */
export interface ReleaseReaderOf {
  readonly partnership: string | null;
  readonly role: string;
}

/** Answers questions about releases as at a position. Who may read which is judged by who they are now. */
@Injectable()
export class ReleaseQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** What somebody may read of what was released, the latest first. */
  async releases({ partnership, role }: ReleaseReaderOf, position: Position): Promise<ShownRelease[]> {
    if (partnership === null) return [];
    const rows = await this.source
      .getRepository(ReleaseRow)
      .find({ where: { partnership, audience: In([...audiencesOf(role)]), ...validAt(position) }, order: { validFrom: 'DESC' } });
    return Promise.all(rows.map((row) => this.shown(row)));
  }

  /** @returns nothing where it is not there, or not there for them. */
  async release({ partnership, role }: ReleaseReaderOf, release: string, position: Position): Promise<ShownRelease | null> {
    if (partnership === null) return null;
    const audience = In([...audiencesOf(role)]);
    const row = await this.source.getRepository(ReleaseRow).findOneBy({ release, partnership, audience, ...validAt(position) });
    return row && this.shown(row);
  }

  private async shown({ validFrom: _, validTo: __, ...row }: ReleaseRow): Promise<ShownRelease> {
    return { ...row, purpose: (await this.words.text(row.purpose)) ?? '' };
  }
}
