import { policies, PolicyRunner } from '@goldenthread/policies';
import { ProjectionRunner } from '@goldenthread/read-models';
import { PostgresPolicyCheckpoints, readModels, type Platform } from '@goldenthread/runtime';
import { Ticker } from './ticker.js';

/** What goes on beside the programs that people use. */
export interface Worker {
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** Whether it begins each day as it comes. Where false, somebody else does: a test that tells what day it is. */
  readonly ticks?: boolean;
}

/** Starts keeping every view up with the log, acting by every policy and beginning each day; for as long as the program runs. */
export function startWorker(
  { pools, store, codec, journal, clock, logger, metrics: meter }: Platform,
  { ticks = true }: WorkerOptions = {},
): Worker {
  const log = {
    info: (message: string) => {
      logger.info(message);
    },
    warn: (message: string) => {
      logger.warn(message);
    },
    error: (message: string) => {
      logger.error(message);
    },
  };
  const views = new ProjectionRunner(readModels, codec, { pool: pools.projector, store, log, meter });
  const acting = new PolicyRunner(policies, journal, new PostgresPolicyCheckpoints(pools.writer), log);
  const ticker = new Ticker(journal, clock, log);
  views.start();
  acting.start();
  if (ticks) ticker.start();
  return {
    stop: async () => {
      await Promise.all([ticker.stop(), acting.stop()]);
      await views.stop();
    },
  };
}
