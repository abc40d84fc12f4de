import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant, Position } from '@goldenthread/event-sourcing';
import { poolAs, PostgresClock } from '@goldenthread/event-store-postgres';
import { migratedDatabase, withClient, type MigratedDatabase } from '@goldenthread/event-store-postgres/testing';
import { beginDay } from '@goldenthread/policies';
import { allMigrations, openPlatform, type Platform } from '@goldenthread/runtime';
import { startWorker } from '@goldenthread/worker';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { fetchDemonstrationToken } from '../../apps/cli/src/token/fetch-demonstration-token.js';
import { buildAssets } from '../../apps/console/build-assets.mjs';
import { loadDemonstration } from '../../apps/standalone/src/demonstration/load-demonstration.js';
import { Servers } from '../../apps/standalone/src/servers.js';
import { freePort } from './free-port.js';
import { Visitor } from './visitor.js';

export { uuid, Visitor, type Answer, type HeaderFields } from './visitor.js';

/** A route as Fastify knows it: `GET /api/v1/returns/:ref`. */
export interface Route {
  readonly method: string;
  readonly url: string;
}

interface Running {
  readonly platform: Platform;
  readonly worker: ReturnType<typeof startWorker>;
  readonly servers: Servers;
}

const KEY_ENCRYPTION_KEY = Buffer.alloc(32, 7);

/**
 * All that `npm start` runs, in this process and over a database of its own: store, worker, API, console, demonstration
 * issuer and Marlshire. Its clock stands where it is set.
 */
export class JourneyApp {
  /** What the program logged, whole: nothing is redacted here. */
  readonly log: string[] = [];
  /** Every route, from when it was first asked for onwards. */
  readonly routes: Route[] = [];
  private running: Running;
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    private readonly database: MigratedDatabase,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async open(clock: Instant = '2026-01-05T09:00:00.000Z'): Promise<JourneyApp> {
    await buildAssets();
    const database = await migratedDatabase(allMigrations);
    await setClockOf(database.adminUrl, clock);
    const app = new JourneyApp(database, await mkdtemp(join(tmpdir(), 'goldenthread-journey-')), await freePort());
    await app.start();
    return app;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The address of the database, as the superuser. */
  get adminUrl(): string {
    return this.database.adminUrl;
  }

  get platform(): Platform {
    return this.running.platform;
  }

  get commands(): CommandBus {
    return this.api.get(CommandBus);
  }

  get pages(): NestFastifyApplication {
    return this.running.servers.pages;
  }

  get api(): NestFastifyApplication {
    return this.running.servers.api;
  }

  /**
   * Whoever asks: a demonstration person, or without a name somebody who did not sign in.
   *
   * @param appointment which of theirs they act in, where they hold several.
   */
  async as(person?: string, appointment?: string): Promise<Visitor> {
    if (person === undefined) return new Visitor(this.address, {});
    return new Visitor(this.address, { authorization: `Bearer ${await this.token(person)}`, 'acting-as': appointment });
  }

  token(person: string): Promise<string> {
    const known = this.tokens.get(person) ?? fetchDemonstrationToken({ baseUrl: this.address, person });
    this.tokens.set(person, known);
    return known;
  }

  /** Closes everything and opens it again over the same database, as a program that was stopped and started. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** How many events there are, by the table itself, those of some types left out. */
  async eventCount(except: readonly string[] = []): Promise<number> {
    return withClient(this.adminUrl, async (client) => {
      const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM es.events WHERE type <> ALL($1)', [except]);
      return Number(rows[0]?.count);
    });
  }

  async head(): Promise<Position> {
    return (await this.platform.store.head())?.position ?? -1n;
  }

  /** Lets time pass until an instant. It never goes back. */
  async setClock(instant: Instant): Promise<void> {
    await new PostgresClock(this.platform.pools.writer).set(instant);
  }

  /** Begins the day that the clock shows, as the worker does by itself elsewhere. */
  async beginDay(): Promise<void> {
    await beginDay(this.platform.journal, this.platform.clock);
  }

  private async start(): Promise<void> {
    const logger = pino({ level: 'trace' }, { write: (line: string) => void this.log.push(line) });
    const platform = await openPlatform({
      databaseUrl: this.database.adminUrl,
      keyEncryptionKey: KEY_ENCRYPTION_KEY,
      purpose: 'test',
      logger,
    });
    const worker = startWorker(platform, { ticks: false });
    const issuer = { keysFile: join(this.folder, 'issuer-keys.json') };
    const options = { platform, publicUrl: this.address, audience: 'golden-thread', issuer };
    const servers = await Servers.open(options, (api) => {
      this.noteRoutes(api);
    });
    await loadDemonstration(platform, servers.api.get(CommandBus), `${this.address}/oidc`);
    await servers.listen(this.port, '127.0.0.1');
    this.running = { platform, worker, servers };
  }

  private noteRoutes(api: NestFastifyApplication): void {
    api
      .getHttpAdapter()
      .getInstance()
      .addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) this.routes.push({ method: one, url });
      });
  }

  private async stop(): Promise<void> {
    const { servers, worker, platform } = this.running;
    await servers.close();
    await worker.stop();
    await platform.close();
  }
}

/** Sets the clock of a store that may have no event yet. */
async function setClockOf(adminUrl: string, instant: Instant): Promise<void> {
  const writer = poolAs('writer', adminUrl, { max: 1, onIdleError: () => undefined });
  try {
    await new PostgresClock(writer).set(instant);
  } finally {
    await writer.end();
  }
}
