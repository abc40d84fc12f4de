import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, recordedIn, ToldChanges, validAt, type ChangeSpan } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Audience } from '../domain/release.events.js';
import { audiencesOf, isOfCircle } from './readers.js';
import { ReleaseRow } from './release.row.js';

/** A release with its words opened. */
export type ShownRelease = Omit<ReleaseRow, 'validFrom' | 'validTo' | 'event' | 'madeByAgency' | 'madeAs'>;

/** One table that was released, with its words opened: who released it, to whom, and why. */
export interface ReleaseChange {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: 'released';
  /** Of the release. */
  readonly ref: string;
  readonly title: string;
  readonly audience: Audience;
  readonly why: string | null;
  readonly by: { readonly person: string; readonly agency: string; readonly role: string };
}

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

  /**
   * What was released between two positions. Who released what, and why, is for the circle alone; others find what was
   * released to them, and nothing here.
   */
  toldChanges({ partnership, role }: ReleaseReaderOf, span: ChangeSpan): ToldChanges<ReleaseRow> | undefined {
    if (partnership === null || !isOfCircle(role)) return undefined;
    const query = this.source
      .getRepository(ReleaseRow)
      .createQueryBuilder('release')
      .select(CHANGE_COLUMNS.map((column) => `release.${column}`))
      .where({ partnership, ...recordedIn(span) });
    return new ToldChanges(query, 'madeAt');
  }

  /** The same in order, with its words opened. */
  async changes(reader: ReleaseReaderOf, span: ChangeSpan): Promise<ReleaseChange[]> {
    const rows = (await this.toldChanges(reader, span)?.rows()) ?? [];
    return Promise.all(rows.map(async (row) => changeOf(row, await this.words.text(row.purpose))));
  }

  private async shown({ validFrom: _, validTo: __, ...row }: ReleaseRow): Promise<ShownRelease> {
    return { ...row, purpose: (await this.words.text(row.purpose)) ?? '' };
  }
}

/** Never the table itself, which may be long. */
const CHANGE_COLUMNS = [
  'release',
  'event',
  'title',
  'audience',
  'purpose',
  'madeBy',
  'madeByAgency',
  'madeAs',
  'madeAt',
  'validFrom',
] as const satisfies readonly (keyof ReleaseRow)[];

type ChangeColumns = Pick<ReleaseRow, (typeof CHANGE_COLUMNS)[number]>;

function changeOf(row: ChangeColumns, why: string | null): ReleaseChange {
  const { event, validFrom: position, madeAt: recordedAt, release: ref, title, audience } = row;
  const by = { person: row.madeBy, agency: row.madeByAgency, role: row.madeAs };
  return { event, position, recordedAt, kind: 'released', ref, title, audience, why, by };
}
