import { accessMigrations, sessionMigrations } from '@goldenthread/access';
import { DATABASE_ROLES, eventStoreMigrations, grantWorkingRoles } from '@goldenthread/event-store-postgres';
import { privacyMigrations } from '@goldenthread/privacy';
import { readModelMigrations } from '@goldenthread/read-models';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ConfigurationError } from './configuration.js';

/** Every migration of this program, in the order they build on one another. */
export const allMigrations = [
  ...eventStoreMigrations,
  ...privacyMigrations,
  ...accessMigrations,
  ...readModelMigrations,
  ...sessionMigrations,
];

const TABLE = 'golden_thread_migration';
const LOCK = 74_110_501;
const NOT_ALLOWED = '42501';
const NOT_MIGRATED =
  'The database is not up to this program, and this user may not bring it there: run `goldenthread migrate`, with DATABASE_ADMIN_URL naming one who may';

/**
 * Brings the database's tables and roles up to this program. Safe to run from several programs at once: one does it, the
 * others wait. Where nothing is left to do, no right to do it is needed, so a program whose database an administrator
 * migrated starts as a user who may only work.
 *
 * @param adminUrl who migrates, and lets the user of `databaseUrl` work.
 * @returns the names of the migrations that ran.
 * @throws ConfigurationError where something is left to do, and the user may not do it.
 */
export async function migrate(databaseUrl: string, adminUrl = databaseUrl): Promise<readonly string[]> {
  if (adminUrl === databaseUrl && (await isUpToDate(databaseUrl))) return [];
  const ran = await runMigrations(adminUrl).catch((error: unknown) => {
    throw (Object(error) as { code?: unknown }).code === NOT_ALLOWED ? new ConfigurationError([NOT_MIGRATED]) : error;
  });
  await withClient(adminUrl, async (admin) => {
    await admin.query(`GRANT SELECT ON ${TABLE} TO ${DATABASE_ROLES.reader}`);
    if (adminUrl !== databaseUrl) await grantWorkingRoles(admin, await userOf(databaseUrl));
  });
  return ran;
}

/**
 * Throws all views of a database away, with the places they had read up to: a store that was copied has other positions, so
 * what was built from the first says nothing about the second. Migrating again makes room for them, and the worker fills it.
 *
 * @param adminUrl who migrates the database. No program may be running on it.
 */
export async function forgetViews(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query('BEGIN');
    await admin.query('DROP SCHEMA IF EXISTS rm CASCADE');
    await admin.query(`DELETE FROM ${TABLE} WHERE name = ANY ($1)`, [readModelMigrations.map(({ name }) => name)]);
    await admin.query('COMMIT');
  });
}

async function runMigrations(adminUrl: string): Promise<readonly string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    migrations: allMigrations,
    migrationsTableName: TABLE,
    migrationsTransactionMode: 'each',
    logging: false,
    extra: { max: 2 },
  });
  await source.initialize();
  const guard = source.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const ran = await source.runMigrations();
    return ran.map(({ name }) => name);
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await guard.release();
    await source.destroy();
  }
}

async function isUpToDate(databaseUrl: string): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${TABLE}`).catch(() => ({ rows: [] }));
    const done = new Set(rows.map(({ name }) => name));
    return allMigrations.every((migration) => done.has(migration.name));
  });
}

async function userOf(databaseUrl: string): Promise<string> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ user: string }>('SELECT session_user AS "user"');
    return rows[0]?.user ?? '';
  });
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
