import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { accountFor } from './account.js';
import { ensureCluster, SUPERUSER, type Crew } from './cluster.js';
import { EmbeddedPostgresError } from './failure.js';
import { freePort } from './free-port.js';
import { ensurePassword } from './password.js';
import { becameReady, startPostmaster, stopServer, type Postmaster } from './postmaster.js';
import { installedPrograms } from './programs.js';
import { serverSettings, type Settings } from './settings.js';

const DATABASE = 'goldenthread';

export interface EmbeddedPostgresOptions {
  /** The folder that everything of this Golden Thread lives in; made where it does not exist. */
  readonly dataDir: string;
  /** For throw-away servers of tests: settings that replace the durable ones. */
  readonly settings?: Settings;
}

/** A PostgreSQL of our own under `<dataDir>/postgres`, for machines that have none. */
export class EmbeddedPostgres {
  private postmaster: Postmaster | undefined;
  private crew: Crew | undefined;
  private folder: string;

  constructor(private readonly options: EmbeddedPostgresOptions) {
    this.folder = options.dataDir;
  }

  /** The address of a superuser's database, once it answers. */
  async start(): Promise<{ url: string }> {
    const dataDir = ensureDataDirectory(this.options.dataDir);
    this.folder = join(dataDir, 'postgres');
    this.crew = { programs: installedPrograms(), account: accountFor(this.folder, dataDir) };
    const password = ensurePassword(join(dataDir, 'postgres-password'), existsSync(this.folder));
    await ensureCluster(this.folder, dataDir, password, this.crew);
    const port = await freePort();
    this.postmaster = await startPostmaster(
      this.folder,
      join(dataDir, 'postgres.log'),
      serverSettings(port, this.options.settings),
      this.crew,
    );
    if (!(await becameReady(this.postmaster, this.folder))) {
      throw new EmbeddedPostgresError('not-started', `PostgreSQL did not start; see ${join(dataDir, 'postgres.log')}.`);
    }
    return { url: await ensureDatabase(`postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/`) };
  }

  /** Ends the server after it has written everything. To be called last, when nothing uses the database any more. */
  async stop(): Promise<void> {
    if (!this.postmaster?.isRunning() || !this.crew) return;
    await stopServer(this.folder, 'fast', 60, this.crew);
    await this.postmaster.ended;
  }
}

/** Root's folder lets others pass through, not look: PostgreSQL runs as somebody else. */
function ensureDataDirectory(path: string): string {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const first = mkdirSync(path, { recursive: true, mode });
  for (let made = path; first !== undefined; made = dirname(made)) {
    chmodSync(made, mode);
    if (made === first || made === dirname(made)) break;
  }
  return realpathSync(path);
}

async function ensureDatabase(server: string): Promise<string> {
  const client = new Client({ connectionString: `${server}postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
  return `${server}${DATABASE}`;
}
