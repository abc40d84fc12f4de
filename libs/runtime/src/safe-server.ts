import { faultsOfServer } from '@goldenthread/event-store-postgres';
import type { Logger } from 'pino';
import { ConfigurationError } from './configuration.js';

/** Who asks, and what of it may pass. */
export interface SafeServerOptions {
  readonly production: boolean;
  /** Told of what would be refused in production. Absent: nobody is, as for a server that this program started itself. */
  readonly logger?: Pick<Logger, 'warn'>;
}

/**
 * Looks at a migrated database's server before anything is served from it.
 *
 * @throws ConfigurationError with a sentence for every fault that may not be: which it is, and what to do.
 */
export async function requireSafeServer(databaseUrl: string, { production, logger }: SafeServerOptions): Promise<void> {
  const faults = await faultsOfServer(databaseUrl);
  const refused = faults.filter(({ onlyInProduction }) => production || !onlyInProduction);
  if (refused.length > 0) throw new ConfigurationError(refused.map(({ sentence }) => sentence));
  for (const { sentence } of faults) logger?.warn(`In production this would be refused. ${sentence}`);
}
