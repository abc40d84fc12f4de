import type { Bench } from './bench.js';

/** Every bench by name; each is loaded only when it runs. */
export const BENCHES = {
  append: async () => (await import('./append.bench.js')).append,
  'append-existing': async () => (await import('./append-existing.bench.js')).appendExisting,
  'append-seq': async () => (await import('./append-seq.bench.js')).appendSeq,
  'append-batch': async () => (await import('./append-batch.bench.js')).appendBatch,
  'read-all': async () => (await import('./read-all.bench.js')).readAll,
  rebuild: async () => (await import('./rebuild.bench.js')).rebuild,
  'as-at': async () => (await import('./as-at.bench.js')).asAtBench,
  lag: async () => (await import('./lag.bench.js')).lag,
  growth: async () => (await import('./growth.bench.js')).growth,
  spc: async () => (await import('./spc.bench.js')).spc,
  'indicator-grid': async () => (await import('./indicator-grid.bench.js')).indicatorGrid,
  'http-save': async () => (await import('./http-save.bench.js')).httpSave,
} satisfies Record<string, () => Promise<Bench>>;
