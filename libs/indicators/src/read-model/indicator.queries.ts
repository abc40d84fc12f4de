import { EventCodec, type Day, type Position } from '@goldenthread/event-sourcing';
import { OpenedWords, recordedIn, ToldChanges, validAt, type ChangeSpan } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, type FindOptionsWhere } from 'typeorm';
import type { Figure } from '../domain/figure.js';
import type { RuleProfileName } from '../domain/spc/index.js';
import { IndicatorChangeRow, type IndicatorChangeKind } from './indicator-change.row.js';
import { IndicatorDefinitionRow } from './indicator-definition.row.js';
import { IndicatorRebaseRow } from './indicator-rebase.row.js';
import { IndicatorValueRow } from './indicator-value.row.js';
import { IndicatorVersionRow } from './indicator-version.row.js';
import { StatisticalNeighboursRow } from './statistical-neighbours.row.js';
import { periodsOverdue, seriesView, type SeriesView } from './series-view.js';

/** What a reader may be shown: of one partnership, and of one agency where it says so. */
export interface IndicatorScope {
  readonly partnership: string | null;
  readonly agency?: string;
}

/** A value with its words opened. */
export type ShownValue = IndicatorValueRow;

/** One series whole, as at a position. */
export interface ShownSeries {
  readonly indicator: IndicatorDefinitionRow;
  readonly place: string;
  readonly placeName: string;
  readonly view: SeriesView<ShownValue>;
  readonly rebases: readonly IndicatorRebaseRow[];
  readonly versions: readonly IndicatorVersionRow[];
  /** By the day of the reading, how many periods are overdue. */
  readonly overdue: number;
}

/** One line of the grid: one series in a word each. */
export interface GridLine {
  readonly indicator: IndicatorDefinitionRow;
  readonly place: string;
  readonly placeName: string;
  readonly agency: string;
  readonly view: SeriesView<GridValue>;
  readonly overdue: number;
  /** How many of its figures were restated after what it is compared with. */
  readonly restatedSince: number;
}

/** The columns of a value that the grid needs: no words, nothing sealed. */
export type GridValue = Pick<
  IndicatorValueRow,
  'code' | 'place' | 'agency' | 'period' | 'periodFrom' | 'value' | 'figure' | 'standing' | 'definitionVersion' | 'restatedAt' | 'validFrom'
>;

/** One thing that happened to the indicators, with its words opened. */
export interface IndicatorChange {
  readonly event: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly kind: IndicatorChangeKind;
  readonly code: string;
  readonly name: string;
  readonly place: string | null;
  readonly placeName: string | null;
  readonly period: string | null;
  readonly before: Figure | null;
  readonly after: Figure | null;
  readonly why: string | null;
  readonly by: { readonly person: string; readonly agency: string; readonly role: string };
}

interface SeriesOfChanges {
  readonly code?: string;
  readonly place?: string;
}

/** Answers questions about indicators as at a position, within what the reader may be shown. */
@Injectable()
export class IndicatorQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** The indicators that the reader has anything of: all of the partnership's, or those that their agency reports. */
  async definitions({ partnership, agency }: IndicatorScope, position: Position): Promise<IndicatorDefinitionRow[]> {
    if (partnership === null) return [];
    const rows = await this.source
      .getRepository(IndicatorDefinitionRow)
      .find({ where: { partnership, ...validAt(position) }, order: { code: 'ASC' } });
    return rows.filter(({ definition: { owner } }) => agency === undefined || owner === 'each-agency' || owner === agency);
  }

  /** @returns nothing where there is no such indicator, or none that the reader may see. */
  async definition(scope: IndicatorScope, code: string, position: Position): Promise<IndicatorDefinitionRow | null> {
    return (await this.definitions(scope, position)).find((row) => row.code === code) ?? null;
  }

  /** One series: every figure that stands of it, judged, its words opened. */
  async series(
    scope: IndicatorScope,
    code: string,
    place: string,
    { position, day }: { readonly position: Position; readonly day: Day },
    profile?: RuleProfileName,
  ): Promise<ShownSeries | null> {
    const indicator = await this.definition(scope, code, position);
    const placeName = indicator && placeNameOf(indicator, place);
    if (!indicator || placeName === null || !mayRead(scope, indicator, place)) return null;
    const of = { partnership: indicator.partnership, code, ...validAt(position) };
    const [sealed, rebases, versions] = await Promise.all([
      this.source.getRepository(IndicatorValueRow).find({ where: { ...of, place } }),
      this.source.getRepository(IndicatorRebaseRow).find({ where: { ...of, place }, order: { periodFrom: 'ASC' } }),
      this.source.getRepository(IndicatorVersionRow).find({ where: of, order: { version: 'ASC' } }),
    ]);
    const [values, opened] = await Promise.all([
      Promise.all(sealed.map((row) => this.openedValue(row))),
      Promise.all(rebases.map((row) => this.openedRebase(row))),
    ]);
    const view = seriesView({ definition: indicator, versions, values, rebases }, profile);
    return { indicator, place, placeName, view, rebases: opened, versions, overdue: overdueOf(view, indicator, day) };
  }

  /** Every series that anything stands of, whole, by code and place. */
  async every(scope: IndicatorScope, point: { readonly position: Position; readonly day: Day }): Promise<ShownSeries[]> {
    const definitions = await this.definitions(scope, point.position);
    const wanted = definitions.flatMap((indicator) => seriesOf(indicator).map(({ place }) => ({ code: indicator.code, place })));
    const found = await Promise.all(wanted.map(({ code, place }) => this.series(scope, code, place, point)));
    return found.flatMap((one) => (one?.view.latest ? [one] : []));
  }

  /**
   * Every series in a line, by code and place. England, regions and whatever is named as a neighbour are there to be compared
   * with, and have no line of their own.
   *
   * @param since what restatements are counted from: the place in the record of the last meeting.
   * @param code of that indicator alone.
   */
  async grid(
    scope: IndicatorScope,
    { position, day }: { readonly position: Position; readonly day: Day },
    since?: Position,
    code?: string,
  ): Promise<GridLine[]> {
    const definitions = (await this.definitions(scope, position)).filter((row) => code === undefined || row.code === code);
    if (scope.partnership === null || definitions.length === 0) return [];
    const partnership = { partnership: scope.partnership, ...validAt(position) };
    const of = code === undefined ? partnership : { ...partnership, code };
    const mine = scope.agency === undefined ? of : { ...of, agency: scope.agency };
    const [values, rebases, versions, sets] = await Promise.all([
      this.gridValues(mine),
      this.source
        .getRepository(IndicatorRebaseRow)
        .find({ where: of, select: { code: true, place: true, period: true, periodFrom: true } }),
      this.source.getRepository(IndicatorVersionRow).find({ where: of, select: { code: true, version: true, comparable: true } }),
      this.source.getRepository(StatisticalNeighboursRow).find({ where: partnership }),
    ]);
    const valuesOf = grouped(values, seriesKey);
    const rebasesOf = grouped(rebases, seriesKey);
    const versionsOf = grouped(versions, ({ code }) => code);
    return definitions.flatMap((indicator) =>
      ownSeriesOf(indicator, sets).flatMap(({ place, placeName, agency }): GridLine[] => {
        if (scope.agency !== undefined && scope.agency !== agency) return [];
        const key = seriesKey({ code: indicator.code, place });
        const own = valuesOf.get(key) ?? [];
        const view = seriesView({
          definition: indicator,
          versions: versionsOf.get(indicator.code) ?? [],
          values: own,
          rebases: rebasesOf.get(key) ?? [],
        });
        const restatedSince = since === undefined ? 0 : own.filter((value) => isRestatedAfter(value, since)).length;
        return [{ indicator, place, placeName, agency, view, overdue: overdueOf(view, indicator, day), restatedSince }];
      }),
    );
  }

  /** What happened between two positions, and why: of one series where it says so. In the order it happened. */
  async changes(scope: IndicatorScope, span: ChangeSpan, of: SeriesOfChanges = {}): Promise<IndicatorChange[]> {
    const definitions = await this.definitions(scope, span.asAt);
    const definitionOf = new Map(definitions.map((row) => [row.code, row]));
    const rows = (await this.toldOf(definitions, scope, span, of)?.rows()) ?? [];
    return Promise.all(rows.map((row) => this.shownChange(row, definitionOf.get(row.code))));
  }

  /** All that the reader may know to have happened. */
  async toldChanges(scope: IndicatorScope, span: ChangeSpan): Promise<ToldChanges<IndicatorChangeRow> | undefined> {
    return this.toldOf(await this.definitions(scope, span.asAt), scope, span);
  }

  private toldOf(
    definitions: readonly IndicatorDefinitionRow[],
    { partnership, agency }: IndicatorScope,
    span: ChangeSpan,
    of: SeriesOfChanges = {},
  ): ToldChanges<IndicatorChangeRow> | undefined {
    if (partnership === null) return undefined;
    const query = this.source
      .getRepository(IndicatorChangeRow)
      .createQueryBuilder('change')
      .where({ partnership, ...of, ...recordedIn(span) })
      .andWhere({ code: In(definitions.map(({ code }) => code)) });
    return new ToldChanges(agency === undefined ? query : query.andWhere([{ agency: IsNull() }, { agency }]));
  }

  private async openedValue(row: IndicatorValueRow): Promise<ShownValue> {
    return Object.assign(row, { commentary: await this.words.text(row.commentary) });
  }

  private async openedRebase(row: IndicatorRebaseRow): Promise<IndicatorRebaseRow> {
    const [why, evidence] = await Promise.all([this.words.text(row.why), this.words.text(row.evidence)]);
    return Object.assign(row, { why: why ?? '', evidence: evidence ?? '' });
  }

  private async shownChange(row: IndicatorChangeRow, indicator: IndicatorDefinitionRow | undefined): Promise<IndicatorChange> {
    const { event, recordedAt, kind, code, place, period, before, after } = row;
    return {
      event,
      position: row.validFrom,
      recordedAt,
      kind,
      code,
      name: indicator?.definition.name ?? code,
      place,
      placeName: indicator && place !== null ? placeNameOf(indicator, place) : null,
      period,
      before,
      after,
      why: await this.words.text(row.why),
      by: { person: row.actorPerson, agency: row.actorAgency, role: row.actorRole },
    };
  }

  private gridValues(where: FindOptionsWhere<IndicatorValueRow>): Promise<GridValue[]> {
    const select = {
      code: true,
      place: true,
      agency: true,
      period: true,
      periodFrom: true,
      value: true,
      figure: true,
      standing: true,
    } as const;
    return this.source
      .getRepository(IndicatorValueRow)
      .find({ where, select: { ...select, definitionVersion: true, restatedAt: true, validFrom: true } });
  }
}

/** Whether a place is no part of a partnership: England, a region, or one that is named as a neighbour. */
export function isToCompareWith(place: string, neighbours: ReadonlySet<string>): boolean {
  return /^(england|region):/.test(place) || neighbours.has(place);
}

/** A row begins to be valid with the event that made its figure what it is. */
function isRestatedAfter({ restatedAt, validFrom }: GridValue, since: Position): boolean {
  return restatedAt !== null && BigInt(validFrom) > since;
}

/** The series that an indicator has: one for each of its places. */
function seriesOf(indicator: IndicatorDefinitionRow): { place: string; placeName: string; agency: string }[] {
  return indicator.definition.places.map(({ kind, code, name: placeName }) => {
    const place = `${kind}:${code}`;
    return { place, placeName, agency: ownerOf(indicator, place) };
  });
}

/** Those of its series that are the partnership's own; nobody is asked for the others. @param sets all that name neighbours. */
export function ownSeriesOf(
  indicator: IndicatorDefinitionRow,
  sets: readonly Pick<StatisticalNeighboursRow, 'neighbours'>[],
): ReturnType<typeof seriesOf> {
  const neighbours = new Set(sets.flatMap((set) => set.neighbours.map(({ place }) => place)));
  return seriesOf(indicator).filter(({ place }) => !isToCompareWith(place, neighbours));
}

function seriesKey({ code, place }: { readonly code: string; readonly place: string }): string {
  return `${code} ${place}`;
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function ownerOf({ definition: { owner } }: IndicatorDefinitionRow, place: string): string {
  return owner === 'each-agency' ? place.slice(place.indexOf(':') + 1) : owner;
}

function mayRead({ agency }: IndicatorScope, indicator: IndicatorDefinitionRow, place: string): boolean {
  return agency === undefined || agency === ownerOf(indicator, place);
}

/** The name that the definition gives a place; nothing where it is none of its own. */
function placeNameOf({ definition: { places } }: IndicatorDefinitionRow, place: string): string | null {
  return places.find(({ kind, code }) => `${kind}:${code}` === place)?.name ?? null;
}

function overdueOf({ latest }: SeriesView<GridValue>, { definition }: IndicatorDefinitionRow, today: Day): number {
  return latest ? periodsOverdue(latest.period, definition.dueDays, today) : 0;
}
