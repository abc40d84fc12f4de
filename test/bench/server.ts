import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@goldenthread/event-store-postgres/testing';
import { EmbeddedPostgres } from '../../libs/embedded-postgres/src/index.js';

/** The one server of a run, with an empty database on it. */
export interface BenchServer {
  /** As a superuser. */
  readonly url: string;
  /** Its version and what it promises. */
  readonly described: string;
  close(): Promise<void>;
}

/**
 * The server that `BENCH_DATABASE_URL` names (a superuser's address), else an embedded one in a temporary folder.
 *
 * @throws Error for one that would answer before a commit is on disk: its figures would mean nothing.
 */
export async function openServer(): Promise<BenchServer> {
  const { url, stop } = await anyServer();
  const database = `gt_bench_${randomUUID().replaceAll('-', '')}`;
  try {
    const described = await withClient(url, async (client) => {
      const durable = await durability(client);
      await client.query(`CREATE DATABASE ${database}`);
      return durable;
    });
    const address = new URL(url);
    address.pathname = `/${database}`;
    const close = async (): Promise<void> => {
      await withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
      await stop();
    };
    return { url: address.href, described, close };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function anyServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return { url: given, stop: () => Promise.resolve() };
  const dataDir = join(tmpdir(), `goldenthread-bench-${randomUUID()}`);
  const postgres = new EmbeddedPostgres({ dataDir });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: (await postgres.start()).url, stop };
}

async function durability(client: { query: (text: string) => Promise<{ rows: { name: string; setting: string }[] }> }): Promise<string> {
  const wanted = ['fsync', 'full_page_writes', 'synchronous_commit'];
  const { rows } = await client.query(`SELECT name, setting FROM pg_settings WHERE name IN ('${wanted.join(`', '`)}', 'server_version')`);
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  const unsafe = wanted.filter((name) => settings.get(name) !== 'on');
  if (unsafe.length > 0) throw new Error(`This server does not keep what it acknowledges: ${unsafe.join(', ')} must be on`);
  return `PostgreSQL ${settings.get('server_version') ?? '?'}, ${wanted.map((name) => `${name} on`).join(', ')}`;
}
