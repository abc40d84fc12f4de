import { rebuildModel } from '@goldenthread/read-models';
import { Section11StandardRow } from '@goldenthread/section11';
import type { Bench } from './bench.js';
import { readCursor } from './read-all.bench.js';
import { modelOf } from './read-models.js';
import { inTurns, perSecond } from './rounds.js';
import { ITEMS, Section11History } from './section11-history.js';
import { withViews } from './view-store.js';

const EVENTS = 200_000;
/** Returns that are answered side by side: those of one cycle. */
const AGENCIES = 122;

export const rebuild: Bench = {
  unit: 'events/s',
  figure: `${EVENTS.toLocaleString('en-GB')} events of returns with ${ITEMS} answers, rebuilt into the matrix's timeline`,
  limit: 'a cursor over the same rows, 2,000 at a time',
  promised: 0.4,
  better: 'higher',
  run: ({ server }) =>
    withViews(server, async (platform, plain) => {
      const { store, codec, pools } = platform;
      const history = Section11History.unsealed(platform);
      for (let left = EVENTS; left > 0; left -= AGENCIES * (ITEMS + 1)) {
        await history.cycle({ agencies: Math.min(AGENCIES, Math.ceil(left / (ITEMS + 1))), versions: 1 });
      }
      await plain.query('VACUUM ANALYZE');
      const count = Number((await store.head())?.position) + 1;
      const model = modelOf(Section11StandardRow);
      // Comparing with what is live is not building: it is timed by itself, once.
      const options = { pool: pools.projector, store };
      const rounds = await inTurns(
        () => perSecond(count, () => rebuildModel(model, codec, { ...options, acceptDifferences: true })),
        () => perSecond(count, () => readCursor(plain, count)),
        3,
      );
      const compared = await perSecond(count, () => rebuildModel(model, codec, options));
      return { rounds, seen: { 'events/s with the comparison before the swap': Math.round(compared) } };
    }),
};
