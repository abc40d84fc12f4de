import type { Day, Position } from '@goldenthread/event-sourcing';
import {
  IndicatorDefinitionRow,
  IndicatorQueries,
  IndicatorRebaseRow,
  IndicatorValueRow,
  IndicatorVersionRow,
  StatisticalNeighboursRow,
} from '@goldenthread/indicators';
import { headOf, timed } from './as-at.bench.js';
import type { Bench } from './bench.js';
import { playIndicators } from './indicator-history.js';
import { fillViews, modelOf } from './read-models.js';
import { inTurns, median } from './rounds.js';
import { withViews } from './view-store.js';

const AGENCIES = 20;
const EACH = 3;
const ROWS = [IndicatorDefinitionRow, IndicatorVersionRow, IndicatorValueRow, IndicatorRebaseRow, StatisticalNeighboursRow];

export const indicatorGrid: Bench = {
  unit: 'ms',
  figure: `the grid of 62 indicators by ${AGENCIES} agencies over ten years, as at five years back`,
  limit: 'the same grid now',
  promised: 1.5,
  better: 'lower',
  run: ({ server }) =>
    withViews(server, async (platform, plain) => {
      const { partnership, halfWay, series, figures } = await playIndicators(platform, AGENCIES);
      const models = new Set(ROWS.map(modelOf));
      await fillViews(
        platform,
        [...models].flatMap(({ rows }) => rows.slice(0, 1)),
      );
      await plain.query('VACUUM ANALYZE');
      const queries = new IndicatorQueries(platform.source, platform.codec);
      const grid = async (position: Position, day: Day): Promise<void> => {
        const lines = await queries.grid({ partnership }, { position, day });
        if (lines.length !== series || lines.some(({ view }) => !view.latest)) throw new Error('The grid has holes');
      };
      const now = await headOf(platform);
      const rounds = await inTurns(
        () => medianOf(() => grid(halfWay, '2021-04-30')),
        () => medianOf(() => grid(now, '2026-04-30')),
      );
      return { rounds, seen: { lines: series, 'figures now': figures } };
    }),
};

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < EACH; time++) times.push(await timed(work));
  return median(times);
}
