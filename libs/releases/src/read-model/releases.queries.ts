import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, recordedIn, ToldChanges, validAt, type ChangeSpan } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import type { Audience, ReleasedTable } from '../domain/release.events.js';
import { audiencesOf, isOfCircle } from './readers.js';
import { ReleaseChangeRow } from './release-change.row.js';
import { ReleaseRow, type Withdrawn } from './release.row.js';

/** A release with its words opened. */
export type ShownRelease = Omit<ReleaseRow, 'validFrom' | 'validTo' | 'table'> & {
  /** Nothing where it was withdrawn, and its reader is outside the circle. */
  readonly table: ReleasedTable | null;
};

/** One table that was released or withdrawn, with its words opened: who did it, to whom it went, and why. */
export interface ReleaseChange {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: ReleaseChangeRow['kind'];
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

/**
 * Answers questions about releases as at a position. Who may read which is judged by who they are now; and what was
 * withdrawn is withdrawn at every date for those outside the circle: an earlier date does not give the table out again.
 */
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
    return this.shownTo(role, rows);
  }

  /** @returns nothing where it is not there, or not there for them. */
  async release({ partnership, role }: ReleaseReaderOf, release: string, position: Position): Promise<ShownRelease | null> {
    if (partnership === null) return null;
    const audience = In([...audiencesOf(role)]);
    const row = await this.source.getRepository(ReleaseRow).findOneBy({ release, partnership, audience, ...validAt(position) });
    const [shown = null] = await this.shownTo(role, row ? [row] : []);
    return shown;
  }

  /**
   * What was released and withdrawn between two positions. Who released what, and why, is for the circle alone; others find
   * what was released to them, and nothing here.
   */
  toldChanges({ partnership, role }: ReleaseReaderOf, span: ChangeSpan): ToldChanges<ReleaseChangeRow> | undefined {
    if (partnership === null || !isOfCircle(role)) return undefined;
    const where = { partnership, ...recordedIn(span) };
    return new ToldChanges(this.source.getRepository(ReleaseChangeRow).createQueryBuilder('change').where(where));
  }

  /** The same in order, with its words opened. */
  async changes(reader: ReleaseReaderOf, span: ChangeSpan): Promise<ReleaseChange[]> {
    const rows = (await this.toldChanges(reader, span)?.rows()) ?? [];
    return Promise.all(rows.map(async (row) => changeOf(row, await this.words.text(row.why))));
  }

  private async shownTo(role: string, rows: readonly ReleaseRow[]): Promise<ShownRelease[]> {
    if (isOfCircle(role)) return Promise.all(rows.map((row) => this.shown(row, row.withdrawn)));
    // Once withdrawn, a release stays so: any version that says so is the one that holds now.
    const where = { release: In(rows.map(({ release }) => release)), withdrawn: Not(IsNull()) };
    const now = await this.source.getRepository(ReleaseRow).find({ select: { release: true, withdrawn: true }, where });
    const withdrawn = new Map(now.map((row) => [row.release, row.withdrawn]));
    return Promise.all(
      rows.map(async (row) => {
        const taken = withdrawn.get(row.release) ?? null;
        return { ...(await this.shown(row, taken)), table: taken ? null : row.table };
      }),
    );
  }

  private async shown({ validFrom: _, validTo: __, ...row }: ReleaseRow, taken: Withdrawn | null): Promise<ShownRelease> {
    const [purpose, withdrawn] = await Promise.all([this.words.text(row.purpose), this.withdrawal(taken)]);
    return { ...row, purpose: purpose ?? '', withdrawn };
  }

  private async withdrawal(withdrawn: Withdrawn | null): Promise<Withdrawn | null> {
    return withdrawn && { ...withdrawn, reason: (await this.words.text(withdrawn.reason)) ?? '' };
  }
}

function changeOf(
  { event, validFrom: position, recordedAt, kind, release: ref, title, audience, ...row }: ReleaseChangeRow,
  why: string | null,
): ReleaseChange {
  const by = { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole };
  return { event, position, recordedAt, kind, ref, title, audience, why, by };
}
