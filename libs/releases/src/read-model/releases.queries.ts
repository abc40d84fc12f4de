import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { And, DataSource, In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import type { Audience, ReleasedTable } from '../domain/release.events.js';
import { audiencesOf, isOfCircle } from './readers.js';
import { ReleaseRow, type Withdrawn } from './release.row.js';

/** A release with its words opened. */
export type ShownRelease = Omit<ReleaseRow, 'validFrom' | 'validTo' | 'event' | 'madeByAgency' | 'madeAs' | 'table'> & {
  /** Nothing where it was withdrawn, and its reader is outside the circle. */
  readonly table: ReleasedTable | null;
};

/** One table that was released or withdrawn, with its words opened: who did it, to whom it went, and why. */
export interface ReleaseChange {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: 'released' | 'withdrawn';
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
   * What was released and withdrawn between two positions, in order, its words sealed: for counting. Who released what, and why, is for the
   * circle alone; others find what was released to them, and nothing here.
   */
  async seenChanges({ partnership, role }: ReleaseReaderOf, after: Position, upTo: Position): Promise<ReleaseChange[]> {
    if (partnership === null || !isOfCircle(role)) return [];
    const within = And(MoreThan(String(after)), LessThanOrEqual(String(upTo)));
    // Asked one by one, since what is found has one row for each release: its versions would be taken for one.
    const versions = [IsNull(), Not(IsNull())].map((withdrawn) =>
      this.source.getRepository(ReleaseRow).find({ select: CHANGE_COLUMNS, where: { partnership, validFrom: within, withdrawn } }),
    );
    const rows = (await Promise.all(versions)).flat();
    return rows.map(changeOf).sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  }

  /** The same with its words opened. */
  async changes(reader: ReleaseReaderOf, after: Position, upTo: Position): Promise<ReleaseChange[]> {
    const seen = await this.seenChanges(reader, after, upTo);
    return Promise.all(seen.map(async (change) => ({ ...change, why: await this.words.text(change.why) })));
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

/** Never the table itself, which may be long. */
const CHANGE_COLUMNS = {
  release: true,
  event: true,
  title: true,
  audience: true,
  purpose: true,
  madeBy: true,
  madeByAgency: true,
  madeAs: true,
  madeAt: true,
  withdrawn: true,
  validFrom: true,
} as const;

/** A release has a version from when it was made, and one from when it was withdrawn. */
function changeOf({ validFrom: position, release: ref, title, audience, withdrawn, ...row }: ReleaseRow): ReleaseChange {
  const of = { position, ref, title, audience };
  if (withdrawn) {
    const { event, at: recordedAt, reason: why, by } = withdrawn;
    return { ...of, event, recordedAt, kind: 'withdrawn', why, by };
  }
  const { event, madeAt: recordedAt, purpose: why } = row;
  const by = { person: row.madeBy, agency: row.madeByAgency, role: row.madeAs };
  return { ...of, event, recordedAt, kind: 'released', why, by };
}
