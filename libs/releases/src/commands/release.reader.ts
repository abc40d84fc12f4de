import { EventJournal } from '@goldenthread/event-sourcing';
import { Injectable } from '@nestjs/common';
import { decideTable, type DecidedTable, type ReleasableTable } from '../domain/releasable-table.js';
import { releases } from '../domain/releases.js';
import { SUPPRESSION_PROFILES, type ProfileName } from '../domain/suppression/index.js';

/** Says what would be decided of a table, before it is released. */
@Injectable()
export class ReleaseReader {
  constructor(private readonly journal: EventJournal) {}

  /** What would be hidden of a table if it were released now, after all that the partnership has released. */
  async preview(partnership: string, table: ReleasableTable, profile: ProfileName): Promise<DecidedTable> {
    const { state } = await this.journal.load(releases, partnership);
    return decideTable(table, SUPPRESSION_PROFILES[profile], state.figures);
  }
}
