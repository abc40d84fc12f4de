import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DATABASE_ROLES } from '../roles.js';
import { APPEND, APPEND_ONE } from './append-functions.js';
import { asOwner } from './as-owner.js';

/**
 * Makes `es.append` take many requests at once by sets instead of one after another, and adds `es.append_one` for a single
 * one. Tables, their constraints and their triggers stay what they are: they judge every row as before.
 */
export class AppendTogether1764028800021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { writer } = DATABASE_ROLES;
    await asOwner(runner, [
      'DROP FUNCTION es.append',
      'DROP TYPE es.outcome',
      APPEND_ONE,
      APPEND,
      'REVOKE ALL ON FUNCTION es.append, es.append_one FROM PUBLIC',
      `GRANT EXECUTE ON FUNCTION es.append, es.append_one TO ${writer}`,
    ]);
  }

  /** @throws Error always: what the older program called cannot be brought back without it. */
  down(): Promise<void> {
    return Promise.reject(new Error('The function that this replaced is not kept: restore the database from before instead'));
  }
}
