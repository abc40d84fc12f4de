import type { Position } from '@goldenthread/event-sourcing';
import type { Platform } from '@goldenthread/runtime';
import { Section11Queries } from '@goldenthread/section11';
import type { Bench } from './bench.js';
import { fillViews } from './read-models.js';
import { median, type Round } from './rounds.js';
import { Section11History, type Cycle } from './section11-history.js';
import { withViews } from './view-store.js';

/**
 * How often each item is answered, so that the rows which are read have so many versions a key: an item has one for each of
 * its answers, a heading of the matrix one for each answer to its five items.
 */
const HISTORIES = [
  { what: 'matrix', versions: 20, answers: 4, agencies: 60 },
  { what: 'matrix', versions: 200, answers: 40, agencies: 15 },
  { what: 'return', versions: 20, answers: 20, agencies: 5 },
  { what: 'return', versions: 200, answers: 200, agencies: 3 },
] as const;
const ROUNDS = 5;
const EACH = 40;

export const asAtBench: Bench = {
  unit: 'ms',
  figure: 'the matrix of a cycle, or one return’s rows, as at half way back, at 20 or 200 versions a key: the worst of the four',
  limit: 'the same query now',
  promised: 2,
  better: 'lower',
  run: ({ server }) =>
    withViews(server, async (platform, plain) => {
      // Sealed, for the words of a return are opened when it is read.
      const history = new Section11History(platform.store, platform.codec);
      const played: { readonly name: string; readonly read: Read; readonly halfWay: Position }[] = [];
      for (const { what, versions, answers, agencies } of HISTORIES) {
        const before = await headOf(platform);
        const cycle = await history.cycle({ agencies, versions: answers });
        const halfWay = (before + (await headOf(platform))) / 2n;
        played.push({ name: `${what}, ${versions} versions a key`, read: readings(platform, cycle)[what], halfWay });
      }
      await fillViews(platform);
      await plain.query('VACUUM ANALYZE');
      const now = await headOf(platform);
      const measured: { readonly what: string; readonly rounds: Round[]; readonly ratio: number }[] = [];
      for (const { name, read, halfWay } of played) {
        const rounds = await roundsOf(
          () => read(halfWay),
          () => read(now),
        );
        measured.push({ what: name, rounds, ratio: ratioOf(rounds) });
      }
      const [worst] = measured.toSorted((one, other) => other.ratio - one.ratio);
      const seen = Object.fromEntries(measured.map(({ what, rounds, ratio }) => [what, wordsOf(rounds, ratio)]));
      return { rounds: worst?.rounds ?? [], seen };
    }),
};

type Read = (position: Position) => Promise<unknown>;

/** What people look at: a cycle's matrix, and a return with all its answers. */
export function readings(
  { source, codec }: Platform,
  { partnership, cycle, returns: [ref = ''] }: Cycle,
): Readonly<Record<'matrix' | 'return', Read>> {
  const queries = new Section11Queries(source, codec);
  const scope = { partnership, onlySubmitted: false };
  return {
    matrix: (position) => someOf(queries.standards(scope, position, cycle)),
    return: (position) => someOf(queries.items(ref, position)),
  };
}

/** Figure and limit by turns, each the median of many; one round before the first warms up. */
async function roundsOf(figure: () => Promise<unknown>, limit: () => Promise<unknown>): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [figures, limits]: [number[], number[]] = [[], []];
    for (let time = 0; time < EACH; time++) {
      limits.push(await timed(limit));
      figures.push(await timed(figure));
    }
    if (round > 0) rounds.push({ figure: median(figures), limit: median(limits) });
  }
  return rounds;
}

/** In milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export async function headOf({ store }: Platform): Promise<Position> {
  return (await store.head())?.position ?? -1n;
}

/** A query that found nothing would be quick and mean nothing. */
async function someOf<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  const rows = await asked;
  if (rows.length === 0) throw new Error('The query found nothing');
  return rows;
}

function ratioOf(rounds: readonly Round[]): number {
  return median(rounds.map(({ figure }) => figure)) / median(rounds.map(({ limit }) => limit));
}

function wordsOf(rounds: readonly Round[], ratio: number): string {
  const [then, now] = [median(rounds.map(({ figure }) => figure)), median(rounds.map(({ limit }) => limit))];
  return `${then.toFixed(2)} ms half way back, ${now.toFixed(2)} ms now: ${ratio.toFixed(2)} ×`;
}
