import type { Comparison } from './rounds.js';
import type { BenchServer } from './server.js';

export interface BenchContext {
  readonly server: BenchServer;
  /** Also the sizes that take long. */
  readonly large: boolean;
  /** Says on stderr how far a long run has come. */
  readonly say: (what: string) => void;
}

/** One thing measured against its limit, in one run on one server. */
export interface Bench {
  /** What the figure and the limit count. */
  readonly unit: string;
  /** What the figure is, and what the limit is, in a sentence. */
  readonly figure: string;
  readonly limit: string;
  /** The ratio of figure to limit that is promised; where `lower` is better, the most it may be. */
  readonly promised: number;
  readonly better: 'higher' | 'lower';
  run(context: BenchContext): Promise<Comparison>;
}
