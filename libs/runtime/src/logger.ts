import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { Configuration } from './configuration.js';

/** Fields that never reach the log, whoever puts them there. */
const SECRET = ['authorization', 'cookie', 'password', 'token', 'narrative', 'reason', 'text', 'body'].flatMap((field) => [
  field,
  `*.${field}`,
  `*.*.${field}`,
]);

/**
 * One JSON line an entry.
 *
 * @param to standard output, or standard error (2) for programs whose output is what they were asked for.
 */
export function openLogger(configuration: Pick<Configuration, 'logLevel'>, to: 1 | 2 = 1): Logger {
  const options = { level: configuration.logLevel, base: undefined, redact: { paths: SECRET, censor: '[not logged]' } };
  return pino(options, pino.destination(to));
}

/** The same logger in the words Nest speaks. */
export function nestLogger(logger: Logger): LoggerService {
  const say =
    (level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...more: unknown[]): void => {
      const context = more.at(-1);
      logger[level](
        { context: typeof context === 'string' ? context : undefined },
        message instanceof Error ? message.message : String(message),
      );
    };
  return { log: say('debug'), error: say('error'), warn: say('warn'), debug: say('debug'), verbose: say('trace'), fatal: say('fatal') };
}
