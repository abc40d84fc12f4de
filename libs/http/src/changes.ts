import { decide, type Asking, type Scope } from '@goldenthread/access';
import { FOLLOW_UP_CHANGE_VIEWS, FollowUpChangesQueries, type FollowUpChange } from '@goldenthread/actions';
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
import type { ChangeCounts, ChangeSpan, DayOfChanges } from '@goldenthread/read-models';
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

/** What changes are of. */
export type ChangeDomain = Change['of'];

/** One page of what was recorded, the latest first. */
export interface ChangesPage {
  readonly changes: readonly Change[];
  /** How many there are of each domain, whatever page is shown; domains without any are left out. */
  readonly counts: ReadonlyMap<ChangeDomain, number>;
  /** How many there are in all that is paged through: of all domains, or of the one that was asked for. */
  readonly total: number;
  /** How many of them are later than this page. */
  readonly later: number;
  /** Leads to the page of later ones: what was recorded before a position, or the first page; nothing where this is that. */
  readonly newer?: { readonly before?: Position };
  /** Leads to the page of earlier ones; nothing where there are none. */
  readonly older?: { readonly before: Position };
}

/** How many changes stand on one page. */
export const CHANGES_ON_A_PAGE = 50;

/** Where changes of one domain come from: to be counted, and whole in their order. */
interface Source {
  readonly of: ChangeDomain;
  readonly told: (span: ChangeSpan) => Promise<ChangeCounts | undefined> | ChangeCounts | undefined;
  readonly whole: (span: ChangeSpan) => Promise<Change[]>;
}

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

  /** In the order it was recorded. @param only of one domain alone. */
  async between(reader: ChangesReader, after: Position, upTo: Position, only?: ChangeDomain): Promise<Change[]> {
    return wholeOf(await this.sources(reader, only), { after, upTo, asAt: upTo });
  }

  /** The first so many, in the order they were recorded; and since where to ask for the next, where there are more. */
  async first(
    reader: ChangesReader,
    { after, upTo }: Pick<ChangeSpan, 'after' | 'upTo'>,
    many: number,
  ): Promise<{ readonly changes: readonly Change[]; readonly next: Position | null }> {
    const sources = await this.sources(reader);
    const told = await toldOf(sources, { after, upTo, asAt: upTo });
    const found = await positionsIn([...told.values()], (counts) => counts.oldest(many + 1, after + 1n));
    const last = found.slice(0, many).at(-1);
    if (last === undefined) return { changes: [], next: null };
    return { changes: await wholeOf(sources, { after, upTo: last, asAt: upTo }), next: found.length > many ? last : null };
  }

  /**
   * A page of it, the latest first. Pages begin at positions: what is recorded meanwhile moves nothing from one to another.
   *
   * @param before what was recorded before this position; absent: the latest.
   * @param only of one domain alone.
   */
  async page(
    reader: ChangesReader,
    { after, upTo }: Pick<ChangeSpan, 'after' | 'upTo'>,
    { before, only }: { readonly before?: Position; readonly only?: ChangeDomain } = {},
  ): Promise<ChangesPage> {
    const span = { after, upTo, asAt: upTo };
    const sources = await this.sources(reader);
    const told = await toldOf(sources, span);
    const paged = [...told].flatMap(([of, counts]) => (only === undefined || of === only ? [counts] : []));
    const [counted, found, newer] = await Promise.all([
      Promise.all([...told].map(async ([of, counts]) => [of, await counts.count()] as const)),
      positionsIn(paged, (counts) => counts.newest(CHANGES_ON_A_PAGE + 1, before)),
      before === undefined ? { later: 0 } : newerThan(paged, before),
    ]);
    const shown = found.reverse().slice(0, CHANGES_ON_A_PAGE);
    const [latest, earliest] = [shown[0], shown.at(-1)];
    const wanted = sources.filter(({ of }) => only === undefined || of === only);
    const changes =
      latest === undefined || earliest === undefined ? [] : await wholeOf(wanted, { after: earliest - 1n, upTo: latest, asAt: upTo });
    return {
      changes: changes.reverse(),
      counts: new Map(counted.filter(([, count]) => count > 0)),
      total: counted.reduce((sum, [of, count]) => (only === undefined || of === only ? sum + count : sum), 0),
      ...newer,
      ...(earliest !== undefined && found.length > shown.length ? { older: { before: earliest } } : {}),
    };
  }

  /** How much was recorded between two positions beside the work on returns. */
  async countBesideReturns(reader: ChangesReader, after: Position, upTo: Position): Promise<number> {
    const sources = await this.sources(reader);
    return countOf(sources.filter(isBesideReturns), { after, upTo, asAt: upTo });
  }

  /**
   * How much was recorded on each day up to a position, the first day first. Work on a return is counted while it is still
   * its agency's own, and told once it is submitted.
   */
  async density(reader: ChangesReader, upTo: Position): Promise<DayOfChanges[]> {
    const scope = scopeOf(reader);
    if (!scope) return [];
    const sources = await this.sources(reader);
    const others = await toldOf(sources.filter(isBesideReturns), { after: -1n, upTo, asAt: upTo });
    const days = await Promise.all([this.section11.density(scope, upTo), ...[...others.values()].map((counts) => counts.byDay())]);
    const changesOn = new Map<Day, number>();
    for (const { day, changes } of days.flat()) changesOn.set(day, (changesOn.get(day) ?? 0) + changes);
    return [...changesOn].map(([day, changes]) => ({ day, changes })).sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  /** How much was recorded since: as many as the page of changes lists. */
  async countSince(reader: ChangesReader, after: Position): Promise<number> {
    const { position } = await this.readings.at({}, ...CHANGE_VIEWS);
    return countOf(await this.sources(reader), { after, upTo: position, asAt: position });
  }

  /** None where they may ask for no change. */
  private async sources(reader: ChangesReader, only?: ChangeDomain): Promise<Source[]> {
    const all = await this.everySource(reader);
    return all.filter(({ of }) => only === undefined || of === only);
  }

  private async everySource(reader: ChangesReader): Promise<Source[]> {
    const scope = scopeOf(reader);
    if (!scope) return [];
    const { section11, audits, indicators, performance, releases, followUp } = this;
    const { position: now } = await this.readings.at({}, ...AUDIT_CHANGE_VIEWS);
    const [judging, circle] = [{ ...scope, judges: judges(reader) }, released(reader)];
    return [
      {
        of: 'section-11',
        told: (span) => section11.toldChanges(scope, span),
        whole: async (span) => (await section11.changes(scope, span)).map((line) => ({ of: 'section-11', ...line })),
      },
      {
        of: 'case-audits',
        told: (span) => audits.told(reader, { ...span, now }),
        whole: async (span) => (await audits.changes(reader, { ...span, now })).map((line) => ({ of: 'case-audits', ...line })),
      },
      {
        of: 'indicators',
        told: (span) => indicators.toldChanges(scope, span),
        whole: async (span) => (await indicators.changes(scope, span)).map((line) => ({ of: 'indicators', ...line })),
      },
      {
        of: 'performance',
        told: (span) => performance.told(judging, span),
        whole: async (span) => (await performance.changes(judging, span)).map((line) => ({ of: 'performance', ...line })),
      },
      {
        of: 'releases',
        told: (span) => releases.toldChanges(circle, span),
        whole: async (span) => (await releases.changes(circle, span)).map((line) => ({ of: 'releases', ...line })),
      },
      {
        of: 'follow-up',
        told: (span) => followUp.told(scope, span),
        whole: async (span) => (await followUp.changes(scope, span)).map((line) => ({ of: 'follow-up', ...line })),
      },
    ];
  }
}

function isBesideReturns({ of }: Source): boolean {
  return of !== 'section-11';
}

/** All of a span, in the order it was recorded. */
async function wholeOf(sources: readonly Source[], span: ChangeSpan): Promise<Change[]> {
  const all = await Promise.all(sources.map(({ whole }) => whole(span)));
  return all.flat().sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
}

/** What can be counted of a span, of each domain in which there may be any. */
async function toldOf(sources: readonly Source[], span: ChangeSpan): Promise<ReadonlyMap<ChangeDomain, ChangeCounts>> {
  const all = await Promise.all(sources.map(async ({ of, told }) => ({ of, counts: await told(span) })));
  return new Map(all.flatMap(({ of, counts }) => (counts ? [[of, counts] as const] : [])));
}

async function countOf(sources: readonly Source[], span: ChangeSpan): Promise<number> {
  return sumOf((await toldOf(sources, span)).values(), (counts) => counts.count());
}

async function sumOf(told: Iterable<ChangeCounts>, count: (counts: ChangeCounts) => Promise<number>): Promise<number> {
  const counted = await Promise.all([...told].map(count));
  return counted.reduce((sum, one) => sum + one, 0);
}

/** The positions that any of them answers, the least first, each once. */
async function positionsIn(told: readonly ChangeCounts[], ask: (counts: ChangeCounts) => Promise<Position[]>): Promise<Position[]> {
  const found = (await Promise.all(told.map(ask))).flat();
  return [...new Set(found)].sort((a, b) => (a < b ? -1 : 1));
}

/** How many there are from a position on, and the page of those next to it. */
async function newerThan(told: readonly ChangeCounts[], position: Position): Promise<Pick<ChangesPage, 'later' | 'newer'>> {
  const [later, next] = await Promise.all([
    sumOf(told, (counts) => counts.count(position)),
    positionsIn(told, (counts) => counts.oldest(CHANGES_ON_A_PAGE + 1, position)),
  ]);
  return later === 0 ? { later } : { later, newer: { before: next[CHANGES_ON_A_PAGE] } };
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
