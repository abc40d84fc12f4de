import type { Scope } from '@goldenthread/access';
import type { Position } from '@goldenthread/event-sourcing';
import { Readings } from '@goldenthread/http';
import { Section11ChangeRow, Section11Queries, Section11ReturnProgressRow, type ChangeLine } from '@goldenthread/section11';
import { Injectable } from '@nestjs/common';

/** The views that tell what changed. */
export const CHANGE_VIEWS = [Section11ChangeRow, Section11ReturnProgressRow];

/** What was recorded between two positions, of what the reader may know. */
@Injectable()
export class Changes {
  constructor(
    private readonly readings: Readings,
    private readonly section11: Section11Queries,
  ) {}

  async between(scope: Scope, after: Position, upTo: Position): Promise<readonly ChangeLine[]> {
    const changes = await this.section11.changes(scope, after, upTo);
    return scope.agency === undefined ? changes : changes.filter((change) => isNoOthers(change));
  }

  /** How much was recorded on each day up to a position. */
  density(scope: Scope, upTo: Position): Promise<readonly { readonly day: string; readonly changes: number }[]> {
    return this.section11.density(scope, upTo);
  }

  /** How much was recorded since: as many as the page of changes lists. */
  async countSince(scope: Scope, after: Position): Promise<number> {
    const { position } = await this.readings.at({}, ...CHANGE_VIEWS);
    return (await this.between(scope, after, position)).length;
  }
}

/** Of what concerns no return of their own, an agency may know that a cycle was opened or closed, and no more. */
function isNoOthers({ return: ref, kind }: ChangeLine): boolean {
  return ref !== null || kind === 'cycle-opened' || kind === 'cycle-closed';
}
