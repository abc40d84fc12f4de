import { availableParallelism, loadavg } from 'node:os';
import type { Bench } from './bench.js';
import { median, type Comparison, type Round } from './rounds.js';

/** What a run says of itself: one JSON object. */
export interface Report {
  readonly name: string;
  readonly unit: string;
  /** Medians of the rounds. */
  readonly figure: number;
  readonly limit: number;
  readonly ratio: number;
  readonly promised: number;
  readonly better: Bench['better'];
  /** Least and greatest of the rounds. */
  readonly spread: { readonly figure: readonly [number, number]; readonly limit: readonly [number, number] };
  readonly rounds: readonly Round[];
  readonly seen?: Comparison['seen'];
  readonly server: string;
  readonly node: string;
  readonly cores: number;
  /** How many processes wanted a core in the last minute of the run, these included: above the cores, others disturbed it. */
  readonly load: number;
  readonly at: string;
}

export function reportOf(name: string, bench: Bench, { rounds, seen }: Comparison, server: string): Report {
  const figures = rounds.map(({ figure }) => figure);
  const limits = rounds.map(({ limit }) => limit);
  const [figure, limit] = [median(figures), median(limits)];
  return {
    name,
    unit: bench.unit,
    figure: rounded(figure),
    limit: rounded(limit),
    ratio: Number((figure / limit).toFixed(3)),
    promised: bench.promised,
    better: bench.better,
    spread: { figure: spreadOf(figures), limit: spreadOf(limits) },
    rounds: rounds.map((round) => ({ figure: rounded(round.figure), limit: rounded(round.limit) })),
    ...(seen && { seen }),
    server,
    node: process.version,
    cores: availableParallelism(),
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    at: new Date().toISOString(),
  };
}

/** The same for people. */
export function tableOf(report: Report, bench: Bench): string {
  const line = (what: string, value: number, [least, greatest]: readonly [number, number], words: string): string =>
    `  ${what.padEnd(7)} ${shown(value).padStart(10)} ${report.unit}  (${shown(least)} to ${shown(greatest)})  ${words}`;
  const bound = report.better === 'higher' ? 'at least' : 'at most';
  return [
    `${report.name}: ${report.rounds.length} rounds in turns, medians`,
    line('figure', report.figure, report.spread.figure, bench.figure),
    line('limit', report.limit, report.spread.limit, bench.limit),
    `  ${'ratio'.padEnd(7)} ${report.ratio.toFixed(2).padStart(10)} (promised: ${bound} ${report.promised})`,
    ...Object.entries(report.seen ?? {}).map(([what, value]) => `  ${what}: ${value}`),
    `  ${report.server}; node ${report.node}; ${report.cores} cores, load ${report.load}; ${report.at}`,
    '',
  ].join('\n');
}

function spreadOf(values: readonly number[]): readonly [number, number] {
  return [rounded(Math.min(...values)), rounded(Math.max(...values))];
}

/** Rates to the whole, milliseconds to the hundredth. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toFixed(2));
}

function shown(value: number): string {
  return value.toLocaleString('en-GB');
}
