import type { AppendRequest } from '@goldenthread/event-sourcing';
import type { Platform } from '@goldenthread/runtime';
import { appended } from './append.bench.js';
import { headOf, readings, timed } from './as-at.bench.js';
import type { Bench, BenchContext } from './bench.js';
import { newStreams } from './payload.js';
import { fillViews } from './read-models.js';
import { concurrently, median, perSecond, type Round } from './rounds.js';
import { ITEMS, Section11History, type Cycle } from './section11-history.js';
import { withViews } from './view-store.js';

const SMALL = 10_000;
const LARGE = 1_000_000;
const LARGEST = 10_000_000;
const AGENCIES = 60;
const CALLERS = 32;
const APPENDS = 4_000;
const ROUNDS = 5;
/** Rounds before those that count: after a checkpoint, the first to touch a page of an index writes all of it to the log. */
const WARM_UP = 3;
const EACH = 40;

/** Milliseconds of one thing, round after round. */
type Took = Readonly<Record<string, readonly number[]>>;

export const growth: Bench = {
  unit: 'ms',
  figure: `an append among ${CALLERS}, or a matrix or a return as at half way back, after a million events (ten million with --large): what slowed most`,
  limit: 'the same after ten thousand events',
  promised: 1.25,
  better: 'lower',
  run: ({ server, large, say }) =>
    withViews(server, async (platform, plain) => {
      const history = Section11History.unsealed(platform);
      const watched = await new Section11History(platform.store, platform.codec).cycle({ agencies: AGENCIES, versions: 1 });
      await growTo(platform, history, SMALL, say);
      const small = await measure(platform, watched, plain);
      await growTo(platform, history, large ? LARGEST : LARGE, say);
      say('filling the views');
      const grown = await measure(platform, watched, plain);
      const compared = Object.entries(grown).map(([what, figures]) => {
        const limits = small[what] ?? [];
        const rounds = figures.map((figure, index): Round => ({ figure, limit: limits[index] ?? Number.NaN }));
        return { what, rounds, ratio: median(figures) / median(limits) };
      });
      const [worst] = compared.toSorted((one, other) => other.ratio - one.ratio);
      return { rounds: worst?.rounds ?? [], seen: Object.fromEntries(compared.map(({ what, ratio }) => [what, `${ratio.toFixed(2)} ×`])) };
    }),
};

/** Cycles of other partnerships, until there are so many events. */
async function growTo(platform: Platform, history: Section11History, events: number, say: BenchContext['say']): Promise<void> {
  for (let there = await headOf(platform); there < events; there = await headOf(platform)) {
    say(`${(Number(there) + 1).toLocaleString('en-GB')} of ${events.toLocaleString('en-GB')} events`);
    const agencies = Math.min(1_000, Math.ceil((events - Number(there)) / (ITEMS + 1)));
    await history.cycle({ agencies, versions: 1 });
  }
}

async function measure(platform: Platform, watched: Cycle, plain: { query: (text: string) => Promise<unknown> }): Promise<Took> {
  await fillViews(platform);
  await plain.query('VACUUM ANALYZE');
  // What was filled is on disk before anything is timed, rather than being written meanwhile.
  await plain.query('CHECKPOINT');
  const halfWay = BigInt(AGENCIES * (ITEMS + 1)) / 2n;
  const took: Record<string, number[]> = {};
  for (let round = 1 - WARM_UP; round <= ROUNDS; round++) {
    const requests = newStreams(APPENDS).map(ofNoView);
    const rate = await perSecond(APPENDS, () => concurrently(CALLERS, requests, (request) => appended(platform.store, request)));
    const figures: Record<string, number> = { append: (CALLERS * 1_000) / rate };
    for (const [what, read] of Object.entries(readings(platform, watched))) figures[what] = await medianOf(() => read(halfWay));
    if (round > 0) for (const [what, figure] of Object.entries(figures)) (took[what] ??= []).push(figure);
  }
  return took;
}

/** The same for a type of event that the views which are read do not look at. */
function ofNoView(request: AppendRequest): AppendRequest {
  return { ...request, events: request.events.map((event) => ({ ...event, type: 'PartnershipRegistered' })) };
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < EACH; time++) times.push(await timed(work));
  return median(times);
}
