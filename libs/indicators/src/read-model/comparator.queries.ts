import type { Day, Position } from '@goldenthread/event-sourcing';
import { validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Figure, Source } from '../domain/figure.js';
import type { Period } from '../domain/period.js';
import { placeKeyOf } from '../domain/place-key.js';
import { quartileOf, type Quartile } from '../domain/quartile.js';
import { IndicatorValueRow } from './indicator-value.row.js';
import { IndicatorQueries, type IndicatorScope, type ShownSeries } from './indicator.queries.js';
import { StatisticalNeighboursRow } from './statistical-neighbours.row.js';

/** What a place is to the one that is looked at. */
export type ComparatorKind = 'own' | 'england' | 'region' | 'neighbour';

/** One place in one period. */
export interface ComparedPlace {
  readonly place: string;
  readonly name: string;
  readonly kind: ComparatorKind;
  /** Of a neighbour: how alike it is, as the model says it. */
  readonly rank: number | null;
  readonly closeness: string | null;
  /** Nothing where no figure of it is held for the period. */
  readonly figure: Figure | null;
  readonly value: number | null;
}

/** A series in its latest period that has a figure, beside those it is compared with. */
export interface Comparison {
  readonly series: ShownSeries;
  readonly period: Period;
  /** The years of the models there are, the latest first. */
  readonly models: readonly string[];
  /** The one whose neighbours are shown, and where it was published; nothing where none is named. */
  readonly model: string | null;
  readonly source: Source | null;
  readonly places: readonly ComparedPlace[];
  /** Among its neighbours and itself. */
  readonly quartile: Quartile | null;
}

/** Sets a series beside England, its region and its statistical neighbours, as at a position. */
@Injectable()
export class ComparatorQueries {
  constructor(
    private readonly source: DataSource,
    private readonly indicators: IndicatorQueries,
  ) {}

  /** Every set of neighbours of a place, the latest model first. */
  async sets({ partnership }: IndicatorScope, place: string, position: Position): Promise<StatisticalNeighboursRow[]> {
    if (partnership === null) return [];
    return this.source
      .getRepository(StatisticalNeighboursRow)
      .find({ where: { partnership, place, ...validAt(position) }, order: { model: 'DESC' } });
  }

  /**
   * @param model the year of the model; the latest unless said.
   * @returns nothing where the reader may see no such series, nothing in it can be compared, or there is no such model.
   */
  async comparison(
    scope: IndicatorScope,
    code: string,
    place: string,
    point: { readonly position: Position; readonly day: Day },
    model?: string,
  ): Promise<Comparison | null> {
    const series = await this.indicators.series(scope, code, place, point);
    const latest = series?.view.periods.findLast(({ value }) => value?.value != null);
    if (!series || !latest) return null;
    const sets = await this.sets(scope, place, point.position);
    const set = model === undefined ? sets[0] : sets.find((one) => one.model === model);
    if (model !== undefined && !set) return null;
    const wanted = placesOf(series, set);
    const { partnership } = series.indicator;
    const where = { partnership, code, period: latest.period.key, place: In(wanted.map((one) => one.place)), ...validAt(point.position) };
    const rows = await this.source.getRepository(IndicatorValueRow).find({ where });
    const places = wanted.map((one): ComparedPlace => {
      const row = rows.find((value) => value.place === one.place);
      return { ...one, figure: row?.figure ?? null, value: row?.value ?? null };
    });
    const others = places.flatMap(({ kind, value }) => (kind === 'neighbour' && value !== null ? [value] : []));
    return {
      series,
      period: latest.period,
      models: sets.map((one) => one.model),
      model: set?.model ?? null,
      source: set?.source ?? null,
      places,
      quartile: quartileOf(latest.value?.value ?? 0, others, series.indicator.definition.polarity),
    };
  }
}

/** Itself, then England and its region where they are places of the indicator, then its neighbours, the most alike first. */
function placesOf(
  { indicator, place, placeName }: ShownSeries,
  set: StatisticalNeighboursRow | undefined,
): Omit<ComparedPlace, 'figure' | 'value'>[] {
  const nobody = { rank: null, closeness: null };
  const wider = indicator.definition.places.flatMap(({ kind, code, name }) =>
    kind === 'england' || kind === 'region' ? [{ ...nobody, place: placeKeyOf({ kind, code }), name, kind }] : [],
  );
  const neighbours = [...(set?.neighbours ?? [])]
    .sort((a, b) => a.rank - b.rank)
    .map(({ closeness = null, ...one }) => ({ ...one, closeness, kind: 'neighbour' as const }));
  const own = { ...nobody, place, name: placeName, kind: 'own' as const };
  return [own, ...wider.filter((one) => one.place !== place), ...neighbours];
}
