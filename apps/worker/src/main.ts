import 'reflect-metadata';
import { openConfiguredPlatform, runProgram } from '@goldenthread/runtime';
import { startWorker } from './worker.js';

await runProgram(async ({ configuration, logger, shutdown }) => {
  const platform = await openConfiguredPlatform(configuration, logger);
  shutdown.add('the store', () => platform.close());
  const worker = startWorker(platform);
  shutdown.add('the worker', () => worker.stop());
  logger.info('The worker is keeping the views up with the record');
});
