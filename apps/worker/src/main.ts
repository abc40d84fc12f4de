import 'reflect-metadata';
import { offerMetrics, openConfiguredPlatform, runProgram } from '@goldenthread/runtime';
import { startWorker } from './worker.js';

await runProgram(async (program) => {
  const { configuration, logger, shutdown } = program;
  const platform = await openConfiguredPlatform(configuration, logger);
  shutdown.add('the store', () => platform.close());
  await offerMetrics(program, platform);
  const worker = startWorker(platform);
  shutdown.add('the worker', () => worker.stop());
  logger.info('The worker is keeping the views up with the record');
});
