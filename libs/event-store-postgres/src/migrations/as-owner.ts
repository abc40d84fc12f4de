import { type QueryRunner } from 'typeorm';
import { OWNER } from '../roles.js';

/** Runs statements in order as the owner, so that the owner owns what they make. Inside the migration's transaction. */
export async function asOwner(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  await runner.query(`SET LOCAL ROLE ${OWNER}`);
  for (const statement of statements) await runner.query(statement);
  await runner.query('RESET ROLE');
}
