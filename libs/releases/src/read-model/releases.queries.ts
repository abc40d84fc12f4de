import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { And, DataSource, In, LessThanOrEqual, MoreThan } from 'typeorm';
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
   * What was released between two positions, in order, its words sealed: for counting. Who released what, and why, is for the
   * circle alone; others find what was released to them, and nothing here.
   */
  async seenChanges({ partnership, role }: ReleaseReaderOf, after: Position, upTo: Position): Promise<ReleaseChange[]> {
    if (partnership === null || !isOfCircle(role)) return [];
    const within = And(MoreThan(String(after)), LessThanOrEqual(String(upTo)));
    const rows = await this.source
      .getRepository(ReleaseRow)
      .find({ select: CHANGE_COLUMNS, where: { partnership, validFrom: within }, order: { validFrom: 'ASC' } });
    return rows.map(changeOf);
  }

  /** The same with its words opened. */
  async changes(reader: ReleaseReaderOf, after: Position, upTo: Position): Promise<ReleaseChange[]> {
    const seen = await this.seenChanges(reader, after, upTo);
    return Promise.all(seen.map(async (change) => ({ ...change, why: await this.words.text(change.why) })));
  }

  private async shown({ validFrom: _, validTo: __, ...row }: ReleaseRow): Promise<ShownRelease> {
    return { ...row, purpose: (await this.words.text(row.purpose)) ?? '' };
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
  validFrom: true,
} as const;

function changeOf({
  event,
  validFrom: position,
  madeAt: recordedAt,
  release: ref,
  title,
  audience,
  purpose: why,
  ...row
}: ReleaseRow): ReleaseChange {
  const by = { person: row.madeBy, agency: row.madeByAgency, role: row.madeAs };
  return { event, position, recordedAt, kind: 'released', ref, title, audience, why, by };
}
