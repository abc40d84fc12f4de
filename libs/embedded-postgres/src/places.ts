import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where everything of one server lies in the data folder. */
export interface Places {
  /** PostgreSQL's own data folder. */
  readonly folder: string;
  readonly logFile: string;
  /** Remembers the port, so that what was told of it stays true over a restart. */
  readonly portFile: string;
  readonly passwordFile: string;
}

export function placesIn(dataDir: string): Places {
  return {
    folder: join(dataDir, 'postgres'),
    logFile: join(dataDir, 'postgres.log'),
    portFile: join(dataDir, 'postgres-port'),
    passwordFile: join(dataDir, 'postgres-password'),
  };
}

/** Whether a server was ever started over this data folder. */
export function holdsCluster(dataDir: string): boolean {
  return existsSync(placesIn(dataDir).folder);
}
