import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Measures once, and answers in the bench's unit. */
export type Measure = (round: number) => Promise<number>;

export interface Round {
  readonly figure: number;
  readonly limit: number;
}

export interface Comparison {
  readonly rounds: readonly Round[];
  /** What else was seen, by name, in words that say the unit. */
  readonly seen?: Readonly<Record<string, number | string>>;
}

const ROUNDS = 5;

/**
 * Measures figure and limit in turns, so that whatever else the machine does falls on both. One round before the first
 * is thrown away: the compiler and the caches warm up in it.
 */
export async function inTurns(figure: Measure, limit: Measure, rounds = ROUNDS): Promise<Round[]> {
  await limit(0);
  await figure(0);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++) measured.push({ limit: await limit(round), figure: await figure(round) });
  return measured;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How many of something were done in a second. What was made ready for it is no longer the collector's concern then. */
export async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  collectGarbage();
  const began = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - began);
}

/** So many callers at once, each taking the next item when its last one is done. */
export async function concurrently<Item>(callers: number, items: readonly Item[], call: (item: Item) => Promise<unknown>): Promise<void> {
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await call(item);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share from 0 (the least) to 1 (the greatest). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return below + (above - below) * (place - Math.floor(place));
}
