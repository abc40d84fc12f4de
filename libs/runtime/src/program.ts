import type { Logger } from 'pino';
import { ConfigurationError, readConfiguration, requireProductionSettings, type Configuration } from './configuration.js';
import { openLogger } from './logger.js';
import { Shutdown } from './shutdown.js';

/** What every program has from its first line. */
export interface Program {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly shutdown: Shutdown;
}

/**
 * Runs a program: reads its configuration, and where it cannot start says why in sentences, stops what had started, and
 * ends with exit code 1.
 */
export async function runProgram(start: (program: Program) => Promise<void>): Promise<void> {
  let shutdown: Shutdown | undefined;
  try {
    const configuration = readConfiguration(process.env);
    requireProductionSettings(configuration);
    const logger = openLogger(configuration);
    shutdown = new Shutdown(logger);
    shutdown.onSignal();
    await start({ configuration, logger, shutdown });
  } catch (error) {
    // One told to stop while it started finds its database gone: that is no news.
    if (!shutdown?.isUnderWay) process.stderr.write(`${sentenceOf(error)}\n`);
    await shutdown?.run();
    process.exit(exitCodeOf(error));
  }
}

/** Most failures are a 1; one that scripts may want to tell apart names its own. */
function exitCodeOf(error: unknown): number {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number' ? error.exitCode : 1;
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigurationError) return `Golden Thread cannot start:\n${error.faults.map((fault) => `  - ${fault}`).join('\n')}`;
  return `Golden Thread cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
