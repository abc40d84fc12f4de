import { londonDate } from '@goldenthread/calendar';
import type { Day, Position } from '@goldenthread/event-sourcing';
import { validAt } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { askedSince, type AskedSince } from '../domain/indicator-definition.js';
import { askedPeriods, type AskedPeriod } from './asked-figures.js';
import { IndicatorDefinitionRow } from './indicator-definition.row.js';
import { IndicatorValueRow } from './indicator-value.row.js';
import { IndicatorVersionRow } from './indicator-version.row.js';
import { IndicatorQueries, ownSeriesOf, type IndicatorScope } from './indicator.queries.js';
import { StatisticalNeighboursRow } from './statistical-neighbours.row.js';

/** The views that what is asked for is told by. */
export const ASKED_VIEWS = [IndicatorDefinitionRow, IndicatorValueRow, StatisticalNeighboursRow];

/** A figure that its agency is asked for. */
export interface AskedFigure extends AskedPeriod {
  readonly indicator: IndicatorDefinitionRow;
  readonly place: string;
  readonly placeName: string;
  readonly agency: string;
}

/** Answers which figures are asked for and have not come, as at a position. */
@Injectable()
export class SubmissionQueries {
  constructor(
    private readonly source: DataSource,
    private readonly indicators: IndicatorQueries,
  ) {}

  /**
   * By code, place and period; of the reader's own agency where they are of one. Of England, regions and neighbours nobody
   * is asked for anything: their figures are brought in when they are published.
   */
  async asked(scope: IndicatorScope, { position, day }: { readonly position: Position; readonly day: Day }): Promise<AskedFigure[]> {
    const definitions = await this.indicators.definitions(scope, position);
    if (scope.partnership === null || definitions.length === 0) return [];
    const of = { partnership: scope.partnership, ...validAt(position) };
    const [values, versions, sets] = await Promise.all([
      this.source.getRepository(IndicatorValueRow).find({ where: of, select: { code: true, place: true, period: true } }),
      this.source.getRepository(IndicatorVersionRow).find({ where: of, order: { version: 'ASC' } }),
      this.source.getRepository(StatisticalNeighboursRow).find({ where: of }),
    ]);
    const reported = new Map<string, string[]>();
    for (const { code, place, period } of values) {
      const key = `${code} ${place}`;
      const own = reported.get(key);
      if (own) own.push(period);
      else reported.set(key, [period]);
    }
    const since = new Map<string, AskedSince>();
    for (const { code, places, definedAt } of versions) since.set(code, askedSince(since.get(code) ?? {}, places, londonDate(definedAt)));
    return definitions.flatMap((indicator) =>
      ownSeriesOf(indicator, sets)
        .filter(({ agency }) => scope.agency === undefined || scope.agency === agency)
        .flatMap((series) => {
          const own = reported.get(`${indicator.code} ${series.place}`) ?? [];
          const asked = askedPeriods(indicator.definition, own, since.get(indicator.code)?.[series.place] ?? day, day);
          return asked.map((one) => ({ ...one, ...series, indicator }));
        }),
    );
  }
}
