import { ProjectionRunner } from '@goldenthread/read-models';
import { readModels, type Platform } from '@goldenthread/runtime';

/** Starts keeping every view up with the log; for as long as the program runs. */
export function startWorker({ pools, store, codec, logger, metrics: meter }: Platform): ProjectionRunner {
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
  const runner = new ProjectionRunner(readModels, codec, { pool: pools.projector, store, log, meter });
  runner.start();
  return runner;
}
