import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { giveTo, type Account } from './account.js';
import { programEnvironment } from './environment.js';
import { EmbeddedPostgresError } from './failure.js';
import { programIn, type ProgramFolder } from './programs.js';

/** The one login of a fresh cluster. */
export const SUPERUSER = 'goldenthread';

/** What every cluster here is run with: whose programs, and as whom. */
export interface Crew {
  readonly programs: ProgramFolder;
  readonly account: Account;
}

const HALF_MADE = 'postgres.half-made-';

/**
 * Makes the cluster's folder where there is none, whole or not at all: it is made beside its place and moved there at the
 * end, so a kill in between leaves nothing that looks like a cluster.
 *
 * @throws EmbeddedPostgresError `not-initialised` with what initdb said.
 */
export async function ensureCluster(folder: string, dataDir: string, password: string, crew: Crew): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  sweepHalfMade(dataDir);
  const workshop = join(dataDir, `${HALF_MADE}${process.pid}`);
  const passwordFile = join(workshop, 'password');
  mkdirSync(workshop, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(crew.account, workshop);
  await runInitdb(workshop, passwordFile, crew);
  renameSync(join(workshop, 'data'), folder);
  rmSync(workshop, { recursive: true, force: true });
}

async function runInitdb(workshop: string, passwordFile: string, { programs, account }: Crew): Promise<void> {
  const options = {
    pgdata: join(workshop, 'data'),
    username: SUPERUSER,
    pwfile: passwordFile,
    auth: 'scram-sha-256',
    encoding: 'UTF8',
    locale: 'C',
    'locale-provider': 'builtin',
    'builtin-locale': 'C.UTF-8',
  };
  const given = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  try {
    await promisify(execFile)(programIn(programs, 'initdb'), [...given, '--data-checksums', '--no-instructions'], {
      ...account,
      cwd: workshop,
      env: programEnvironment(),
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new EmbeddedPostgresError('not-initialised', `PostgreSQL could not make its data folder: ${said}`);
  }
}

function sweepHalfMade(dataDir: string): void {
  for (const name of readdirSync(dataDir).filter((entry) => entry.startsWith(HALF_MADE))) {
    rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}
