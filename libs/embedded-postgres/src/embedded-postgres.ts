import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Account } from './account.js';
import { addressOf, DATABASE } from './address.js';
import { boundLog } from './bounded-log.js';
import { ensureDataDirectory } from './data-directory.js';
import { lockDirectory, type DirectoryLock } from './directory-lock.js';
import { EmbeddedPostgresError } from './failure.js';
import { launch, rememberedPort } from './launch.js';
import { stopPostmaster, type Ending, type Postmaster } from './postmaster.js';
import { type Settings } from './settings.js';
import { prepareSite, type Site } from './site.js';

const BACK_OFF = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

/** A server that lived this long, in milliseconds, ended for a new reason: its attempts are counted anew. */
const SETTLED = 60_000;

const LOG_CHECK = 60_000;

export interface EmbeddedPostgresOptions {
  /** The folder that everything of this Golden Thread lives in; made where it does not exist. */
  readonly dataDir: string;
  /** Whom root's PostgreSQL runs as, instead of the folder's owner or `nobody`. */
  readonly runAs?: Account;
  /** For throw-away servers of tests: settings that replace the durable ones. */
  readonly settings?: Settings;
  /** Waits before each attempt to start a server again that keeps ending, in milliseconds; after the last it is given up. */
  readonly restartAfter?: readonly number[];
}

/** The server ended and nobody had asked it to. */
export interface PostgresExit extends Ending {
  /** False: it will not come back, and the program had better end. */
  readonly restarting: boolean;
  /** Why it does not come back. */
  readonly error?: Error;
}

/**
 * A PostgreSQL of our own under `<dataDir>/postgres`, for machines that have none. It is started again when it ends by
 * itself; ending it is the caller's last act. One object is good for one start and one stop.
 */
export class EmbeddedPostgres {
  private readonly listeners: ((exit: PostgresExit) => void)[] = [];
  private readonly stopping = new AbortController();
  private lock: DirectoryLock | undefined;
  private postmaster: Postmaster | undefined;
  private site: Site | undefined;
  private logCheck: NodeJS.Timeout | undefined;
  /** How often it was started again since it last settled. */
  private attempt = 0;
  /** The start or restart that is under way, if any. Never rejects. */
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: EmbeddedPostgresOptions) {}

  /**
   * The address of the superuser's database, once it answers. The address stays the same until `stop`.
   *
   * @throws EmbeddedPostgresError with a message for whoever started the program and its exit code. Nothing runs then.
   */
  async start(): Promise<{ url: string }> {
    const started = this.startOnce();
    this.underWay = started.catch(() => undefined);
    try {
      return await started;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Tells of every ending that nobody asked for. */
  onExit(listener: (exit: PostgresExit) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Ends the server after it has written everything, also one that is still starting. To be called last, when nothing
   * uses the database any more; what still does is cut off.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.logCheck);
    await this.stopServer();
    await this.underWay;
    await this.stopServer();
    this.lock?.release();
    this.lock = undefined;
  }

  private async startOnce(): Promise<{ url: string }> {
    const dataDir = ensureDataDirectory(this.options.dataDir);
    this.lock = lockDirectory(dataDir);
    const site = await prepareSite(dataDir, this.options.runAs);
    this.site = site;
    const port = await this.launch(site, () => rememberedPort(site));
    this.logCheck = setInterval(() => {
      boundLog(site.logFile);
    }, LOG_CHECK).unref();
    return { url: await ensureDatabase(site, port) };
  }

  private async launch(site: Site, port: () => Promise<number>): Promise<number> {
    const onSpawn = (postmaster: Postmaster): void => {
      this.postmaster = postmaster;
    };
    const launched = await launch(site, { port, settings: this.options.settings, onSpawn, signal: this.stopping.signal });
    const since = Date.now();
    void launched.postmaster.ended.then((ending) => {
      this.onEnding(ending, site, launched.port, Date.now() - since);
    });
    return launched.port;
  }

  private onEnding(ending: Ending, site: Site, port: number, lived: number): void {
    if (this.stopping.signal.aborted) return;
    if (lived > SETTLED) this.attempt = 0;
    this.tell({ ...ending, restarting: true });
    this.underWay = this.restart(site, port).catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.tell({ ...ending, restarting: false, error: error as Error });
    });
  }

  /** At the same port, since that is where everybody calls. */
  private async restart(site: Site, port: number): Promise<void> {
    const waits = this.options.restartAfter ?? BACK_OFF;
    for (;;) {
      const wait = waits[this.attempt];
      this.attempt += 1;
      if (wait === undefined) throw new EmbeddedPostgresError('not-started', 'PostgreSQL keeps ending and was given up.');
      await pause(wait, undefined, { signal: this.stopping.signal });
      try {
        await this.launch(site, () => Promise.resolve(port));
        return;
      } catch (error) {
        if (this.attempt >= waits.length) throw error;
      }
    }
  }

  private tell(exit: PostgresExit): void {
    for (const listener of this.listeners) listener(exit);
  }

  private async stopServer(): Promise<void> {
    if (this.site && this.postmaster?.isRunning()) await stopPostmaster(this.postmaster, this.site);
  }
}

async function ensureDatabase(site: Site, port: number): Promise<string> {
  const client = new Client({ connectionString: addressOf(port, site.password, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
  return addressOf(port, site.password);
}
