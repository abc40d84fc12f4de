import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DATABASE_ROLES } from '../roles.js';
import { asOwner } from './as-owner.js';

/** Everyone who works here reads; only the writer appends, and only through the function. Nobody may write to a table. */
export class GrantLittle1764028800006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { writer, reader, projector } = DATABASE_ROLES;
    const everyone = [writer, reader, projector].join(', ');
    await asOwner(runner, [
      `GRANT USAGE ON SCHEMA es TO ${everyone}`,
      `GRANT SELECT ON es.head, es.streams, es.events, es.commands TO ${everyone}`,
      `GRANT EXECUTE ON FUNCTION es.now TO ${everyone}`,
      `GRANT EXECUTE ON FUNCTION es.append, es.set_clock, es.prepare_partition TO ${writer}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const everyone = Object.values(DATABASE_ROLES).join(', ');
    await asOwner(runner, [
      `REVOKE ALL ON ALL TABLES IN SCHEMA es FROM ${everyone}`,
      `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA es FROM ${everyone}`,
      `REVOKE USAGE ON SCHEMA es FROM ${everyone}`,
    ]);
  }
}
