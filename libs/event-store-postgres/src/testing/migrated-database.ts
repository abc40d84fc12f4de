import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { eventStoreMigrations } from '../migrations/index.js';

/** A database of one test's own. */
export interface MigratedDatabase {
  /** Connects as the superuser. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

type Migrations = (new () => MigrationInterface)[];

const TEMPLATE_LOCK = 7_305_311;

/**
 * A fresh, migrated database in the cluster that `TEST_DATABASE_URL` names. The first call of all processes migrates a
 * template; every other copies it, which takes a few hundredths of a second.
 */
export async function migratedDatabase(migrations: Migrations = eventStoreMigrations): Promise<MigratedDatabase> {
  const cluster = clusterUrl();
  const name = `gt_${randomUUID().replaceAll('-', '')}`;
  await withClient(cluster, async (client) => {
    const template = await templateOf(client, cluster, migrations);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    adminUrl: urlOf(cluster, name),
    drop: async () => {
      await withClient(cluster, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Runs migrations on a database, as the user its address names. */
export async function migrate(url: string, migrations: Migrations = eventStoreMigrations): Promise<void> {
  const source = new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each' });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

/** Runs work on one connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** So few positions in each partition of a store that is empty yet, and so many partitions made ahead. */
export function narrowPartitions(adminUrl: string, size: number, count: number): Promise<void> {
  return withClient(adminUrl, async (admin) => {
    await admin.query(`CREATE OR REPLACE FUNCTION es.partition_size() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT ${size}::bigint'`);
    await admin.query('ALTER TABLE es.events DETACH PARTITION es.events_0');
    await admin.query(`ALTER TABLE es.events ATTACH PARTITION es.events_0 FOR VALUES FROM (0) TO (${size})`);
    await admin.query('SET ROLE goldenthread_owner');
    for (let made = 1; made < count; made++) await admin.query('SELECT es.add_partition($1)', [made * size]);
  });
}

/** Named after what the migrations are, so that a changed migration meets no template of yesterday. */
async function templateOf(client: pg.Client, cluster: string, migrations: Migrations): Promise<string> {
  const name = `gt_template_${createHash('sha256')
    .update(await fingerprint(migrations))
    .digest('hex')
    .slice(0, 24)}`;
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount) return name;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
    await migrate(urlOf(cluster, name), migrations);
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
    return name;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

/** Every statement the migrations would run. */
async function fingerprint(migrations: Migrations): Promise<string> {
  const statements: string[] = [];
  const recorder = { query: (statement: string) => Promise.resolve(void statements.push(statement)) };
  for (const Migration of migrations) await new Migration().up(recorder as never);
  return statements.join('\n');
}

function clusterUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: the integration tests need the PostgreSQL that their global setup starts');
  return url;
}

function urlOf(cluster: string, database: string): string {
  const url = new URL(cluster);
  url.pathname = `/${database}`;
  return url.href;
}
