import { accessMigrations, sessionMigrations } from '@goldenthread/access';
import { eventStoreMigrations } from '@goldenthread/event-store-postgres';
import { privacyMigrations } from '@goldenthread/privacy';
import { readModelMigrations } from '@goldenthread/read-models';
import { DataSource } from 'typeorm';

/** Every migration of this program, in the order they build on one another. */
export const allMigrations = [
  ...eventStoreMigrations,
  ...privacyMigrations,
  ...accessMigrations,
  ...readModelMigrations,
  ...sessionMigrations,
];

const LOCK = 74_110_501;

/**
 * Brings the database's tables and roles up to this program, as the administrator. Safe to run from several programs at
 * once: one does it, the others wait.
 *
 * @returns the names of the migrations that ran.
 */
export async function migrate(adminUrl: string): Promise<readonly string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    migrations: allMigrations,
    migrationsTableName: 'golden_thread_migration',
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
