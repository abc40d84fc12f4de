import { decide, type Asking, type Scope } from '@goldenthread/access';
import { FOLLOW_UP_CHANGE_VIEWS, FollowUpChangesQueries, type FollowUpChange } from '@goldenthread/actions';
import { londonDate } from '@goldenthread/calendar';
import { AUDIT_CHANGE_VIEWS, CaseAuditChangesQueries, type AuditChange } from '@goldenthread/case-audits';
import type { Day, Position } from '@goldenthread/event-sourcing';
import {
  IndicatorChangeRow,
  IndicatorDefinitionRow,
  IndicatorQueries,
  PERFORMANCE_CHANGE_VIEWS,
  PerformanceChangesQueries,
  type IndicatorChange,
  type PerformanceChange,
} from '@goldenthread/indicators';
import { ReleaseQueries, ReleaseRow, type ReleaseChange } from '@goldenthread/releases';
import { Section11ChangeRow, Section11Queries, Section11ReturnProgressRow, type ChangeLine } from '@goldenthread/section11';
import { Injectable } from '@nestjs/common';
import { Readings } from './reading.js';

/** One thing that was recorded, of whatever: who did what, and why where that was said. */
export type Change =
  | ({ readonly of: 'section-11' } & ChangeLine)
  | ({ readonly of: 'case-audits' } & AuditChange)
  | ({ readonly of: 'indicators' } & IndicatorChange)
  | ({ readonly of: 'performance' } & PerformanceChange)
  | ({ readonly of: 'releases' } & ReleaseChange)
  | ({ readonly of: 'follow-up' } & FollowUpChange);

/** The views that tell what changed. */
export const CHANGE_VIEWS = [
  Section11ChangeRow,
  Section11ReturnProgressRow,
  IndicatorChangeRow,
  IndicatorDefinitionRow,
  ReleaseRow,
  ...PERFORMANCE_CHANGE_VIEWS,
  ...AUDIT_CHANGE_VIEWS,
  ...FOLLOW_UP_CHANGE_VIEWS,
];

/** Who asks what changed. */
export type ChangesReader = Pick<Asking, 'actor' | 'partnership'>;

/** Tells what was recorded between two positions, in everything there is, of what the reader may know. */
@Injectable()
export class Changes {
  constructor(
    private readonly readings: Readings,
    private readonly section11: Section11Queries,
    private readonly audits: CaseAuditChangesQueries,
    private readonly indicators: IndicatorQueries,
    private readonly performance: PerformanceChangesQueries,
    private readonly releases: ReleaseQueries,
    private readonly followUp: FollowUpChangesQueries,
  ) {}

  /** In the order it was recorded. */
  async between(reader: ChangesReader, after: Position, upTo: Position): Promise<Change[]> {
    const scope = scopeOf(reader);
    if (!scope) return [];
    const [section11, audits, indicators, performance, releases, followUp] = await Promise.all([
      this.section11.changes(scope, after, upTo),
      this.auditChanges(reader, after, upTo),
      this.indicators.changes(scope, after, upTo),
      this.performance.changes({ ...scope, judges: judges(reader) }, after, upTo),
      this.releases.changes(released(reader), after, upTo),
      this.followUp.changes(scope, after, upTo),
    ]);
    const all: Change[] = [
      ...section11.map((line) => ({ of: 'section-11' as const, ...line })),
      ...audits.map((line) => ({ of: 'case-audits' as const, ...line })),
      ...indicators.map((line) => ({ of: 'indicators' as const, ...line })),
      ...performance.map((line) => ({ of: 'performance' as const, ...line })),
      ...releases.map((line) => ({ of: 'releases' as const, ...line })),
      ...followUp.map((line) => ({ of: 'follow-up' as const, ...line })),
    ];
    return all.sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  }

  /** How much was recorded between two positions beside the work on returns. */
  async countBesideReturns(reader: ChangesReader, after: Position, upTo: Position): Promise<number> {
    const scope = scopeOf(reader);
    return scope ? (await this.others(reader, scope, after, upTo)).length : 0;
  }

  /**
   * How much was recorded on each day up to a position, the first day first. Work on a return is counted while it is still
   * its agency's own, and told once it is submitted.
   */
  async density(reader: ChangesReader, upTo: Position): Promise<{ readonly day: Day; readonly changes: number }[]> {
    const scope = scopeOf(reader);
    if (!scope) return [];
    const [section11, others] = await Promise.all([this.section11.density(scope, upTo), this.others(reader, scope, -1n, upTo)]);
    const counts = new Map(section11.map(({ day, changes }) => [day, changes]));
    for (const { recordedAt } of others) {
      const day = londonDate(recordedAt);
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    return [...counts].map(([day, changes]) => ({ day, changes })).sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  /** How much was recorded since: as many as the page of changes lists. */
  async countSince(reader: ChangesReader, after: Position): Promise<number> {
    const scope = scopeOf(reader);
    if (!scope) return 0;
    const { position } = await this.readings.at({}, ...CHANGE_VIEWS);
    const [section11, others] = await Promise.all([
      this.section11.countChanges(scope, after, position),
      this.others(reader, scope, after, position),
    ]);
    return section11 + others.length;
  }

  private async others(reader: ChangesReader, scope: Scope, after: Position, upTo: Position): Promise<{ readonly recordedAt: string }[]> {
    const all = await Promise.all([
      this.auditChanges(reader, after, upTo),
      this.indicators.seenChanges(scope, after, upTo),
      this.performance.seen({ ...scope, judges: judges(reader) }, after, upTo),
      this.releases.seenChanges(released(reader), after, upTo),
      this.followUp.seen(scope, after, upTo),
    ]);
    return all.flat();
  }

  private async auditChanges(reader: ChangesReader, after: Position, upTo: Position): Promise<AuditChange[]> {
    const { position: now } = await this.readings.at({}, ...AUDIT_CHANGE_VIEWS);
    return this.audits.changes(reader, { after, upTo, now });
  }
}

/** What they may be told of changes, whatever page they stand on; nothing where they may ask for none. */
function scopeOf({ actor, partnership }: ChangesReader): Scope | undefined {
  const decision = decide({ ...actor, partnership }, 'change:own');
  return decision.permitted ? decision.scope : undefined;
}

/** Whether they are told of risks to performance, and of what signals propose. */
function judges({ actor, partnership }: ChangesReader): boolean {
  return decide({ ...actor, partnership }, 'performance:read').permitted;
}

function released({ actor, partnership }: ChangesReader): { readonly partnership: string | null; readonly role: string } {
  return { partnership, role: actor.role };
}
