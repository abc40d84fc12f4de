import type { Asking } from '@goldenthread/access';
import type { ReadingPoint } from '@goldenthread/read-models';
import {
  RELEASABLE_ROWS,
  ReleasableTables,
  ReleaseReader,
  type DecidedTable,
  type ProfileName,
  type ReleasableTable,
  type ReleaseSource,
} from '@goldenthread/releases';
import { Injectable } from '@nestjs/common';
import { AuditCircle } from './audit-circle.js';
import { RequestProblem } from './problem.js';
import { Readings } from './reading.js';

/** A table that may be released, and what would be hidden of it. */
export interface LookedAt {
  readonly partnership: string;
  readonly table: ReleasableTable;
  readonly decided: DecidedTable;
}

/** Lets somebody of the circle look at what they are about to release: the same for pages and API. */
@Injectable()
export class ReleaseDesk {
  constructor(
    private readonly tables: ReleasableTables,
    private readonly releases: ReleaseReader,
    private readonly circle: AuditCircle,
    private readonly readings: Readings,
  ) {}

  /** Where somebody looked: today where nothing has been recorded since, else the day of the last event before. */
  async pointOf(position: string): Promise<ReadingPoint> {
    const now = await this.readings.at({}, ...RELEASABLE_ROWS);
    return String(now.position) === position ? now : this.readings.at({ asAt: position }, ...RELEASABLE_ROWS);
  }

  /**
   * What would leave the circle if it were released now, as it stood at a point. That they saw the grades of an audit
   * unsuppressed is noted.
   *
   * @throws RequestProblem `not-found` where the partnership has no such thing, or it is not settled yet.
   */
  async look(asking: Asking, source: ReleaseSource, profile: ProfileName, point: ReadingPoint): Promise<LookedAt> {
    const { partnership } = asking;
    const table = partnership === null ? null : await this.tables.table(partnership, source, point);
    if (partnership === null || table === null) throw new RequestProblem('not-found');
    if (source.kind === 'case-audit-grades') {
      await this.circle.note(asking, await this.circle.find(source.audit, asking, point), point, { what: 'grades' });
    }
    return { partnership, table, decided: await this.releases.preview(partnership, table, profile) };
  }
}
